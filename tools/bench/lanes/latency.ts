import { attempt } from './attempt.ts';
import { caseName, MAIN } from './cases.ts';
import type { Ground } from './ground.ts';
import { pacedRun } from './paced-run.ts';
import type { Plan } from './plan.ts';
import type { Column, Run } from './runs.ts';
import { latencies, spreadOf } from './statistics.ts';
import { named, type System } from './systems.ts';

export const LATENCY: readonly Column[] = [
  { figure: 'doneP99', head: 'to done p99 ms', digits: 1, spread: true, better: 'less' },
  { figure: 'doneP50', head: 'p50', digits: 1 },
  { figure: 'doneP999', head: 'p99.9', digits: 1 },
  { figure: 'startP50', head: 'to start p50', digits: 1 },
  { figure: 'startP99', head: 'p99', digits: 1 },
  { figure: 'startP999', head: 'p99.9', digits: 1 },
  { figure: 'perSecond', head: 'tasks/s' },
  { figure: 'storedLateP99', head: 'stored late p99 ms', digits: 1 },
  { figure: 'lost', head: 'lost' },
];

const WARM_UP_SECONDS = 2;
/** The producer shares its core with the broker; more than this it cannot pace. */
const MOST_A_SECOND = 20_000;
const NAMES = ['lanes fixed', 'Parallel Consumer 900', 'Decaton virtual', 'Decaton deferred'];

/** B2: how long tasks take that come at half, and at four fifths, of what B1 measured of the system in this report. */
export async function latency(ground: Ground, plan: Plan, ran: (run: Run) => void, before: readonly Run[]): Promise<void> {
  for (let round = 1; round <= plan.rounds; round += 1)
    for (const part of [0.5, 0.8])
      for (const system of named(ground, plan, NAMES)) {
        const most = throughputOf(system, before);
        if (Number.isNaN(most)) {
          ground.say(`left out of B2: ${system.name}, for B1 has not measured it (--only B1,B2)`);
          continue;
        }
        const perSecond = Math.round(Math.min(MOST_A_SECOND, part * most));
        const variant = `at ${part * 100} % of its own B1, at most ${MOST_A_SECOND.toLocaleString('en-GB')}/s, 5x4 ms asleep`;
        ran(await attempt({ bench: 'B2', variant, system: system.name, round }, () => one(ground, system, perSecond, plan.seconds)));
      }
}

const throughputOf = ({ name }: System, before: readonly Run[]): number =>
  spreadOf(before.filter(({ bench, variant, system }) => bench === 'B1' && system === name && variant === caseName(MAIN)).flatMap(({ figures }) => figures['perSecond'] ?? [])).median; // prettier-ignore

async function one(ground: Ground, system: System, perSecond: number, seconds: number): Promise<Run['figures']> {
  const total = Math.round(perSecond * (WARM_UP_SECONDS + seconds));
  const ran = await pacedRun(ground, system, perSecond, { total, warmUp: 0, work: MAIN.work, keys: 'uniform' });
  const { count, ids, begun, ended } = ran.executions;
  const [toStart, toDone]: [number[], number[]] = [[], []];
  for (let at = 0; at < count; at += 1) {
    const id = ids[at] ?? 0;
    if (id < perSecond * WARM_UP_SECONDS) continue;
    toStart.push((begun[at] ?? 0) - ran.schedule.dueAt(id));
    toDone.push((ended[at] ?? 0) - ran.schedule.dueAt(id));
  }
  const [s, d] = [latencies(toStart), latencies(toDone)];
  const figures = { startP50: s.p50, startP99: s.p99, startP999: s.p999, doneP50: d.p50, doneP99: d.p99, doneP999: d.p999 };
  return { perSecond, storedLateP99: ran.schedule.storedLateP99Ms, ...figures, peakMiB: ran.peakMiB, ...ran.verdict };
}
