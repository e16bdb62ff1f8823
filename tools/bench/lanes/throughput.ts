import { attempt } from './attempt.ts';
import { caseName, type Case } from './cases.ts';
import { unpinned, type Ground } from './ground.ts';
import { oneRun } from './one-run.ts';
import type { Plan } from './plan.ts';
import { totalMs, type WorkShape } from './work.ts';
import type { Column, Run } from './runs.ts';
import { cpuOf, rateOf } from './statistics.ts';
import { chosen, mostASecond, type System } from './systems.ts';
import type { Keys } from './tasks.ts';

export const THROUGHPUT: readonly Column[] = [
  { figure: 'perSecond', head: 'tasks/s', spread: true, better: 'more' },
  { figure: 'cpu', head: 'CPU µs/task', digits: 1 },
  { figure: 'peakMiB', head: 'peak MiB' },
  { figure: 'lost', head: 'lost' },
  { figure: 'again', head: 'done again' },
  { figure: 'overlaps', head: 'overlaps of a key' },
  { figure: 'outOfOrder', head: 'out of order' },
  { figure: 'committed', head: 'end committed' },
];

const MOST_WARM_UP = 50_000;
const FEWEST = 200;

/** Another begins in each round: whoever comes first after something else has been seen to be slower by a third. */
export const inTurn = <T>(all: readonly T[], round: number): readonly T[] => {
  const first = (round - 1) % Math.max(1, all.length);
  return [...all.slice(first), ...all.slice(0, first)];
};

/** B1: records are worked off as fast as can be. The systems take turns, round by round. */
export async function throughput(ground: Ground, plan: Plan, ran: (run: Run) => void): Promise<void> {
  for (let round = 1; round <= plan.rounds; round += 1)
    for (const one of plan.cases.filter(({ once }) => round === 1 || !once)) {
      const turns = async (on: Ground): Promise<void> => {
        const taking = chosen(on, plan).filter(({ leads }) => leads || one.who === 'all');
        for (const system of inTurn(taking, round)) ran(await turn(on, plan, system, one, round));
      };
      await (one.pinned ? turns(ground) : unpinned(ground, turns));
    }
}

/** Tasks of a run that count: as many as wanted, fewer for a system that could not do them in so many seconds. */
export const tasksFor = (system: System, { tasks, seconds }: Pick<Plan, 'tasks' | 'seconds'>, work: WorkShape, keys: Keys): number =>
  Math.round(Math.min(tasks, Math.max(FEWEST, seconds * mostASecond(system, work, keys))));

async function turn(ground: Ground, plan: Plan, system: System, { work, keys, feed, ...rest }: Case, round: number): Promise<Run> {
  const counted = tasksFor(system, plan, work, keys);
  const warmUp = Math.round(Math.min(MOST_WARM_UP, counted / 2));
  const total = counted + warmUp;
  // Where one key has most to do, the end of the run is all about that key; to leave it out would be to leave out what is measured.
  const part = keys === 'zipf' && totalMs(work) > 0 ? 1 : 0.8;
  return attempt({ bench: 'B1', variant: caseName({ work, keys, feed, ...rest }), system: system.name, round }, async () => {
    const { executions, marks, figures } = await oneRun(ground, system, { total, warmUp, work, keys, feed });
    return { perSecond: rateOf(executions, total, warmUp, part), cpu: cpuOf(marks, total, warmUp), tasks: counted, ...figures };
  });
}
