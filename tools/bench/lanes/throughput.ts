import { attempt } from './attempt.ts';
import type { Ground } from './ground.ts';
import { oneRun } from './one-run.ts';
import { workName, type Plan, type WorkShape } from './plan.ts';
import type { Column, Run } from './runs.ts';
import { cpuOf, middleRate } from './statistics.ts';
import { systems, type System } from './systems.ts';
import type { Keys } from './tasks.ts';

export const THROUGHPUT: readonly Column[] = [
  { figure: 'perSecond', head: 'tasks/s', spread: true },
  { figure: 'cpu', head: 'CPU µs/task', digits: 1 },
  { figure: 'peakMiB', head: 'peak MiB' },
  { figure: 'lost', head: 'lost' },
  { figure: 'again', head: 'done again' },
  { figure: 'overlaps', head: 'overlaps of a key' },
  { figure: 'outOfOrder', head: 'out of order' },
  { figure: 'committed', head: 'end committed' },
];

/** A system that can do at most so many a second is given tasks for so long, and not fewer than a thousand. */
const SECONDS_OF_THE_SLOW = 8;

/** B1: records that wait in the topic are worked off as fast as can be. The systems take turns, round by round. */
export async function throughput(ground: Ground, plan: Plan, ran: (run: Run) => void): Promise<void> {
  for (let round = 1; round <= plan.rounds; round += 1)
    for (const work of plan.works)
      for (const keys of plan.keys) for (const system of chosen(ground, plan)) ran(await one(ground, plan, system, work, keys, round));
}

export const chosen = (ground: Ground, { systems: names }: Plan): readonly System[] =>
  systems(ground).filter(({ name }) => names.length === 0 || names.some((part) => name.includes(part)));

/** Tasks of a run: as many as wanted, fewer for a system that is bound. */
export function tasksFor(system: System, wanted: number, { steps, ms }: WorkShape): number {
  const most = system.atOnce === undefined || ms === 0 ? Number.POSITIVE_INFINITY : (system.atOnce * 1_000 * SECONDS_OF_THE_SLOW) / (steps * ms);
  return Math.round(Math.min(wanted, Math.max(1_000, most)));
}

async function one(ground: Ground, plan: Plan, system: System, work: WorkShape, keys: Keys, round: number): Promise<Run> {
  const counted = tasksFor(system, plan.tasks, work);
  const warmUp = Math.round(counted / 4);
  const total = counted + warmUp;
  return attempt({ bench: 'B1', variant: `${workName(work)} ms, keys ${keys}`, system: system.name, round }, async () => {
    const { executions, marks, figures } = await oneRun(ground, system, { total, warmUp, ...work, keys });
    return { perSecond: middleRate(executions, total, warmUp), cpu: cpuOf(marks, total, warmUp), tasks: counted, ...figures };
  });
}
