import { attempt } from './attempt.ts';
import type { Ground } from './ground.ts';
import { pacedRun } from './paced-run.ts';
import type { Plan } from './plan.ts';
import type { Column, Run } from './runs.ts';
import { latencies, spreadOf } from './statistics.ts';
import type { System } from './systems.ts';
import { chosen } from './throughput.ts';

export const LATENCY: readonly Column[] = [
  { figure: 'startP50', head: 'to start p50 ms', digits: 1 },
  { figure: 'startP99', head: 'p99', digits: 1 },
  { figure: 'startP999', head: 'p99.9', digits: 1 },
  { figure: 'doneP50', head: 'to done p50 ms', digits: 1 },
  { figure: 'doneP99', head: 'p99', digits: 1 },
  { figure: 'doneP999', head: 'p99.9', digits: 1 },
  { figure: 'perSecond', head: 'tasks/s' },
  { figure: 'lost', head: 'lost' },
];

const WORK = { steps: 5, ms: 4 };
const SECONDS = 10;
const WARM_UP_SECONDS = 3;
/** The producer shares its core with the broker; more than this it cannot pace. */
const MOST_A_SECOND = 20_000;

/** B2: how long tasks take that come at half, and at four fifths, of what B1 measured of the system in this report. */
export async function latency(ground: Ground, plan: Plan, ran: (run: Run) => void, before: readonly Run[]): Promise<void> {
  for (let round = 1; round <= plan.rounds; round += 1)
    for (const part of [0.5, 0.8])
      for (const system of chosen(ground, plan).filter(({ name }) => name !== 'kafkajs floor')) {
        const most = throughputOf(system, before);
        if (Number.isNaN(most)) continue;
        const perSecond = Math.round(Math.min(MOST_A_SECOND, part * most));
        const variant = `at ${part * 100} % of B1, at most ${MOST_A_SECOND}/s, 5x4 ms`;
        ran(await attempt({ bench: 'B2', variant, system: system.name, round }, () => one(ground, system, perSecond)));
      }
}

const throughputOf = ({ name }: System, before: readonly Run[]): number =>
  spreadOf(before.flatMap(({ bench, variant, system, figures }) => (bench === 'B1' && system === name && variant.startsWith('5x4 ') ? (figures['perSecond'] ?? []) : []))).median; // prettier-ignore

async function one(ground: Ground, system: System, perSecond: number): Promise<Run['figures']> {
  const total = perSecond * (SECONDS + WARM_UP_SECONDS);
  const { executions, dueAt, verdict, peakMiB } = await pacedRun(ground, system, perSecond, { total, warmUp: 0, ...WORK, keys: 'uniform' });
  const { count, ids, begun, ended } = executions;
  const [toStart, toDone]: [number[], number[]] = [[], []];
  for (let at = 0; at < count; at += 1) {
    const id = ids[at] ?? 0;
    if (id < perSecond * WARM_UP_SECONDS) continue;
    toStart.push((begun[at] ?? 0) - dueAt(id));
    toDone.push((ended[at] ?? 0) - dueAt(id));
  }
  const [s, d] = [latencies(toStart), latencies(toDone)];
  return { perSecond, startP50: s.p50, startP99: s.p99, startP999: s.p999, doneP50: d.p50, doneP99: d.p99, doneP999: d.p999, peakMiB, ...verdict };
}
