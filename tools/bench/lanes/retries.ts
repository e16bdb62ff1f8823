import { attempt } from './attempt.ts';
import { MAIN } from './cases.ts';
import type { Ground } from './ground.ts';
import type { Executions } from './journal.ts';
import { pacedRun, type Paced } from './paced-run.ts';
import type { Plan } from './plan.ts';
import type { Column, Run } from './runs.ts';
import { compare, latencies, spreadOf } from './statistics.ts';
import { named, type System } from './systems.ts';
import { failsFirst, KIND, keyNumber, type Kind } from './tasks.ts';

export const RETRIES: readonly Column[] = [
  { figure: 'healthyP99', head: 'healthy keys p99 ms', digits: 1, spread: true, better: 'less' },
  { figure: 'healthyP50', head: 'p50', digits: 1 },
  { figure: 'lateShortP50', head: '100 ms retry late p50', digits: 1 },
  { figure: 'lateShortP99', head: 'p99', digits: 1 },
  { figure: 'lateLongP50', head: '5 s retry late p50', digits: 1 },
  { figure: 'lateLongP99', head: 'p99', digits: 1 },
  { figure: 'lost', head: 'lost' },
];

const PER_SECOND = 2_000;
/** What comes first finds the system cold. */
const COLD = 3 * PER_SECOND;

/** One in a hundred fails once: every other of these wants to be tried again after 100 ms, the others after 5 s. */
const failing = (id: number): Kind => (id % 200 === 100 ? KIND.failsShort : id % 200 === 0 ? KIND.failsLong : KIND.plain);
const plain = (): Kind => KIND.plain;

type Variant = Readonly<{ name: string; kindOf: (id: number) => Kind; failEveryProduce: number; once: boolean }>;
const HEALTHY: Variant = { name: 'nothing fails', kindOf: plain, failEveryProduce: 0, once: false };
const SICK: Variant = { ...HEALTHY, name: '1 % fail once, retried after 100 ms and 5 s', kindOf: failing };
const REFUSED: Variant = { ...SICK, name: 'the same, and every third append to the retry topic fails', failEveryProduce: 3, once: true };
const nameOf = ({ name }: Variant): string => `${name}; ${PER_SECOND.toLocaleString('en-GB')}/s, 5x4 ms asleep`;

/** Decaton has one back-off a subscription; Parallel Consumer retries in memory and appends nothing. */
const NAMES = ['lanes fixed', 'Parallel Consumer 100', 'Decaton pool 100'];

/**
 * B4: what retries do to tasks that never fail, how punctual they are, and what is lost where the retry topic refuses. With failures and without follow each other, so that
 * both find the machine alike.
 */
export async function retries(ground: Ground, plan: Plan, ran: (run: Run) => void): Promise<void> {
  for (let round = 1; round <= plan.rounds; round += 1)
    for (const system of named(ground, plan, NAMES))
      for (const variant of [HEALTHY, SICK, REFUSED].filter(({ once }) => round === 1 || !once))
        ran(await attempt({ bench: 'B4', variant: nameOf(variant), system: system.name, round }, () => one(ground, system, variant, 2.5 * plan.seconds)));
}

/** Whether healthy keys notice that others fail. */
export function unmoved(runs: readonly Run[]): readonly string[] {
  return NAMES.flatMap((name) => {
    const [without, withThem] = [HEALTHY, SICK].map((variant) =>
      spreadOf(runs.flatMap(({ system, variant: its, figures }) => (system === name && its === nameOf(variant) ? (figures['healthyP99'] ?? []) : []))),
    );
    const moved = without && withThem && compare(withThem, without, 'less');
    if (moved === undefined) return [];
    const said = { worse: 'is worse', even: 'is not moved beyond chance', better: 'is better by chance' }[moved];
    return [`- ${name}: healthy keys' p99 ${said}: ${without?.median.toFixed(1)} ms without failures, ${withThem?.median.toFixed(1)} ms with`];
  });
}

async function one(ground: Ground, system: System, { kindOf, failEveryProduce }: Variant, seconds: number): Promise<Run['figures']> {
  const retryMs = system.name.startsWith('Decaton') ? 100 : 0;
  // Who loses tasks never ends by himself: when all has come and the longest back-off is over, it is late enough.
  const giveUpAfterMs = (seconds + 15) * 1_000;
  const total = seconds * PER_SECOND;
  const spec = { retryMs, failEveryProduce, giveUpAfterMs };
  const ran = await pacedRun(ground, system, PER_SECOND, { total, warmUp: 0, work: MAIN.work, keys: 'uniform', kindOf, spec });
  const [short, long] = [KIND.failsShort, KIND.failsLong].map((kind) => lateness(ran.executions, kind, kindOf, retryMs));
  const healthy = healthyLatencies(ran, total, kindOf);
  return {
    healthyP50: healthy.p50,
    healthyP99: healthy.p99,
    ...(short && short.count > 0 ? { lateShortP50: short.p50, lateShortP99: short.p99 } : {}),
    ...(long && long.count > 0 ? { lateLongP50: long.p50, lateLongP99: long.p99 } : {}),
    ...ran.verdict,
  };
}

/** From due to done, of tasks whose keys never fail. */
function healthyLatencies({ executions: { count, ids, ended }, schedule: { dueAt } }: Paced, total: number, kindOf: (id: number) => Kind) {
  const sick = new Set<number>();
  for (let id = 0; id < total; id += 1) if (failsFirst(kindOf(id))) sick.add(keyNumber(id, 'uniform'));
  const took: number[] = [];
  for (let at = 0; at < count; at += 1) {
    const id = ids[at] ?? 0;
    if (id >= COLD && !sick.has(keyNumber(id, 'uniform'))) took.push((ended[at] ?? 0) - dueAt(id));
  }
  return latencies(took);
}

/** How much later than wanted the second tries began; `always`: the one back-off of a system that knows no other. */
function lateness({ count, ids, failed, begun, ended }: Executions, kind: Kind, kindOf: (id: number) => Kind, always: number) {
  const wantedMs = always > 0 ? always : kind === KIND.failsLong ? 5_000 : 100;
  const failedAt = new Map<number, number>();
  for (let at = 0; at < count; at += 1) if (failed[at] === 1) failedAt.set(ids[at] ?? 0, ended[at] ?? 0);
  const late: number[] = [];
  for (let at = 0; at < count; at += 1) {
    const id = ids[at] ?? 0;
    const first = failedAt.get(id);
    if (failed[at] !== 1 && first !== undefined && kindOf(id) === kind) late.push((begun[at] ?? 0) - first - wantedMs * 1_000);
  }
  return { ...latencies(late), count: late.length };
}
