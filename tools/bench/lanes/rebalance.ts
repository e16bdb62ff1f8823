import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { attempt } from './attempt.ts';
import { MAIN } from './cases.ts';
import { committedToTheEnd, dropTopics, joined, newTopic, type Ground } from './ground.ts';
import { readJournal } from './journal.ts';
import { longestGap, merged } from './journals.ts';
import { specFor } from './one-run.ts';
import { judge } from './oracle.ts';
import { producePaced } from './pace.ts';
import type { Plan } from './plan.ts';
import { start, type Runner } from './run.ts';
import type { Column, Run } from './runs.ts';
import { latencies } from './statistics.ts';
import { named, type System } from './systems.ts';
import { keyNumber, PARTITIONS, partitionOfTask } from './tasks.ts';

export const REBALANCE: readonly Column[] = [
  { figure: 'partitionGapMs', head: 'longest gap of a partition ms', spread: true, better: 'less' },
  { figure: 'gapMs', head: 'of all ms', spread: true },
  { figure: 'again', head: 'done again', spread: true },
  { figure: 'lost', head: 'lost' },
  { figure: 'overlaps', head: 'overlaps of a key' },
  { figure: 'outOfOrder', head: 'out of order' },
  { figure: 'doneP99', head: 'to done p99 ms' },
  { figure: 'perSecond', head: 'tasks/s' },
  { figure: 'committed', head: 'end committed' },
];

const PER_SECOND = 2_000;
/** What one task after the other leaves room for. */
const SLOW_PER_SECOND = 100;
const NAMES = ['lanes fixed', 'kafkajs eachMessage', 'Parallel Consumer 100', 'Decaton pool 100'];
const VARIANT = '2, then 3, then 2 members, while tasks come at a pace, 5x4 ms asleep';

/** B5: a third member comes while tasks come at a pace, and leaves again as a member does that is told to stop. */
export async function rebalance(ground: Ground, plan: Plan, ran: (run: Run) => void): Promise<void> {
  for (let round = 1; round <= plan.rounds; round += 1)
    for (const system of named(ground, plan, NAMES))
      ran(await attempt({ bench: 'B5', variant: VARIANT, system: system.name, round }, () => one(ground, system, 1.25 * plan.seconds)));
}

const LONGEST_MS = 120_000;
const DRAINS_WITHIN_MS = 40_000;

async function one(ground: Ground, system: System, phaseSeconds: number): Promise<Run['figures']> {
  const topic = await newTopic(ground, 'rebalance');
  const perSecond = system.atOnce !== undefined && system.atOnce < 10 ? SLOW_PER_SECOND : PER_SECOND;
  const total = Math.round(3 * phaseSeconds * perSecond);
  const members: Readonly<{ runner: Runner; journal: string; done: Promise<unknown> }>[] = [];
  const spec = specFor(ground, system, topic, { total, warmUp: 0, work: MAIN.work, keys: 'uniform' });
  const join = async (): Promise<void> => {
    const journal = `${spec.journal}.${members.length}`;
    const runner = start(system.command, { ...spec, journal }, ground.pins);
    const done = runner.done(LONGEST_MS);
    done.catch(() => undefined);
    members.push({ runner, journal, done });
    await runner.ready;
  };
  try {
    await Promise.all([join(), join()]);
    await joined(ground, spec.group, 2);
    const producing = producePaced(ground, topic, { total, perSecond, keys: 'uniform' });
    producing.catch(() => undefined);
    await sleep(phaseSeconds * 1_000);
    await join();
    await joined(ground, spec.group, 3);
    await sleep(phaseSeconds * 1_000);
    members[2]?.runner.stop();
    await members[2]?.done;
    const { dueAt } = await producing;
    const committed = await comesToTheEnd(ground, topic, spec.group);
    for (const { runner } of members.slice(0, 2)) runner.stop();
    await Promise.all(members.map(({ done }) => done));
    const executions = merged(members.map(({ journal }) => readJournal(journal)));
    const { p99 } = latencies(Array.from(executions.ended, (ended, at) => ended - dueAt(executions.ids[at] ?? 0)));
    // The first second is of processes that are cold.
    const gapMs = (counts?: (id: number) => boolean): number => longestGap(executions, dueAt(perSecond), dueAt(total - 1), counts) / 1_000;
    const partitions = Array.from({ length: PARTITIONS }, (_, partition) => gapMs((id) => partitionOfTask(id, 'uniform') === partition));
    return {
      partitionGapMs: Math.max(...partitions),
      gapMs: gapMs(),
      perSecond,
      doneP99: p99,
      ...judge(executions, total, (id) => keyNumber(id, 'uniform')),
      committed: committed ? 1 : 0,
    };
  } finally {
    await Promise.all(members.map(({ runner }) => runner.kill()));
    for (const { journal } of members) rmSync(journal, { force: true });
    await dropTopics(ground, topic);
  }
}

async function comesToTheEnd(ground: Ground, topic: string, group: string): Promise<boolean> {
  for (const until = performance.now() + DRAINS_WITHIN_MS; performance.now() < until; await sleep(250))
    if (await committedToTheEnd(ground, topic, group)) return true;
  return false;
}
