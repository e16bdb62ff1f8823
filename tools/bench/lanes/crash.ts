import { existsSync, rmSync, statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { attempt } from './attempt.ts';
import { dropTopics, newTopic, preload, type Ground } from './ground.ts';
import { monotonic, readJournal } from './journal.ts';
import { specFor } from './one-run.ts';
import { judge } from './oracle.ts';
import type { Plan } from './plan.ts';
import type { WorkShape } from './work.ts';
import { start } from './run.ts';
import type { Column, Run } from './runs.ts';
import { named, OURS, type System } from './systems.ts';
import { KIND, keyNumber, message, PARTITIONS, type Message } from './tasks.ts';
import { tasksFor } from './throughput.ts';

export const CRASH: readonly Column[] = [
  { figure: 'again', head: 'finished tasks done again', spread: true, better: 'less' },
  { figure: 'before', head: 'finished before the kill' },
  { figure: 'lastSecond', head: 'of these in the last second' },
  { figure: 'lost', head: 'lost' },
  { figure: 'overlaps', head: 'overlaps of a key' },
];

const WORK: WorkShape = { steps: 5, ms: 40, io: 'sleep' };
/** Enough to be at work still when the kill comes, but for those whose window is full before. */
const TASKS = { tasks: 80_000, seconds: 8 };
/** Ours does not finish all that its window holds before the kill. */
const OUR_CONCURRENCY = 2_000;
const HOLD_MS = 30_000;
const KILL_AFTER_MS = 5_000;
const BEGINS_WITHIN_MS = 30_000;
const RESTARTED_WITHIN_MS = 150_000;

/** B3: a task of 30 s stands at the head of every partition; the process is killed 5 s after its first task was done, and started again. What was finished need not be done again. */
export async function crash(ground: Ground, plan: Plan, ran: (run: Run) => void): Promise<void> {
  for (let round = 1; round <= plan.rounds; round += 1)
    for (const system of contenders(ground, plan))
      ran(await attempt({ bench: 'B3', variant: VARIANT, system: system.name, round }, () => one(ground, system, tasksFor(system, TASKS, WORK, 'uniform'))));
}

const VARIANT = 'a task of 30 s at each head, killed 5 s after the first task, 5x40 ms asleep';
const NAMES = ['lanes fixed', 'Parallel Consumer 900', 'Decaton pool 100', 'Decaton virtual', 'Decaton deferred'];

const contenders = (ground: Ground, plan: Plan): readonly System[] =>
  named(ground, plan, NAMES).map((system) => (system.name === OURS ? { ...system, concurrency: () => OUR_CONCURRENCY } : system));

async function one(ground: Ground, system: System, wanted: number): Promise<Run['figures']> {
  const topic = await newTopic(ground, 'crash');
  const total = wanted + PARTITIONS;
  const spec = specFor(ground, system, topic, { total, warmUp: 0, work: WORK, keys: 'uniform', spec: { journalEach: 1, holdMs: HOLD_MS } });
  try {
    await preload(ground, topic, heldBack(total));
    const first = start(system.command, spec, ground.pins);
    await first.ready;
    await begun(spec.journal);
    await sleep(KILL_AFTER_MS);
    const killedAt = monotonic();
    await first.kill();
    const before = readJournal(spec.journal);
    await start(system.command, { ...spec, holdMs: 0 }, ground.pins).done(RESTARTED_WITHIN_MS);
    const lastSecond = before.ended.filter((at) => at > killedAt - 1e6).length;
    return { before: before.count, lastSecond, ...judge(readJournal(spec.journal), total, keyOf) };
  } finally {
    rmSync(spec.journal, { force: true });
    await dropTopics(ground, topic);
  }
}

/** A runner has joined its group, and warmed up, when something is done. */
async function begun(journal: string): Promise<void> {
  for (const until = performance.now() + BEGINS_WITHIN_MS; !existsSync(journal) || statSync(journal).size === 0; await sleep(50))
    if (performance.now() > until) throw new Error(`nothing was done within ${BEGINS_WITHIN_MS / 1_000} s`);
}

/** The first task of every partition holds it, the others are as ever. */
function* heldBack(total: number): Generator<Message> {
  for (let id = 0; id < total; id += 1) yield id < PARTITIONS ? message(id, 'uniform', KIND.holds, id) : message(id, 'uniform', KIND.plain);
}

const keyOf = (id: number): number => (id < PARTITIONS ? -1 : keyNumber(id, 'uniform'));
