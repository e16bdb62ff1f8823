import { attempt } from './attempt.ts';
import type { Ground } from './ground.ts';
import type { Executions } from './journal.ts';
import { pacedRun, type Paced } from './paced-run.ts';
import type { Plan } from './plan.ts';
import type { Column, Run } from './runs.ts';
import { latencies } from './statistics.ts';
import type { System } from './systems.ts';
import { failsFirst, KIND, keyNumber, type Kind } from './tasks.ts';
import { chosen } from './throughput.ts';

export const RETRIES: readonly Column[] = [
  { figure: 'healthyP50', head: 'healthy keys p50 ms', digits: 1 },
  { figure: 'healthyP99', head: 'healthy keys p99 ms', digits: 1 },
  { figure: 'lateShortP50', head: '100 ms retry late p50', digits: 1 },
  { figure: 'lateShortP99', head: 'p99', digits: 1 },
  { figure: 'lateLongP50', head: '5 s retry late p50', digits: 1 },
  { figure: 'lateLongP99', head: 'p99', digits: 1 },
  { figure: 'lost', head: 'lost' },
];

const WORK = { steps: 5, ms: 4 };
const PER_SECOND = 2_000;
const SECONDS = 15;
const TOTAL = PER_SECOND * SECONDS;
/** What comes first finds the system cold. */
const COLD = 3 * PER_SECOND;

/** One in a hundred fails once: every other of these wants to be tried again after 100 ms, the others after 5 s. */
const failing = (id: number): Kind => (id % 200 === 100 ? KIND.failsShort : id % 200 === 0 ? KIND.failsLong : KIND.plain);
const plain = (): Kind => KIND.plain;

type Variant = Readonly<{ name: string; kindOf: (id: number) => Kind; failEveryProduce: number }>;
const VARIANTS: readonly Variant[] = [
  { name: 'nothing fails', kindOf: plain, failEveryProduce: 0 },
  { name: '1 % fail once, retried after 100 ms and 5 s', kindOf: failing, failEveryProduce: 0 },
  { name: 'the same, and every third append to the retry topic fails', kindOf: failing, failEveryProduce: 3 },
];

/** Decaton has one back-off a subscription; Parallel Consumer retries in memory and appends nothing. */
const NAMES = ['lanes fixed', 'Parallel Consumer 100', 'Decaton pool 100'];

/** B4: what retries do to tasks that never fail, how punctual they are, and what is lost where the retry topic refuses. */
export async function retries(ground: Ground, plan: Plan, ran: (run: Run) => void): Promise<void> {
  const systems = chosen(ground, plan).filter(({ name }) => NAMES.includes(name));
  for (let round = 1; round <= plan.rounds; round += 1)
    for (const variant of VARIANTS)
      for (const system of systems)
        ran(
          await attempt({ bench: 'B4', variant: `${variant.name}; ${PER_SECOND}/s, 5x4 ms`, system: system.name, round }, () => one(ground, system, variant)),
        );
}

async function one(ground: Ground, system: System, { kindOf, failEveryProduce }: Variant): Promise<Run['figures']> {
  const retryMs = system.name.startsWith('Decaton') ? 100 : 0;
  // Who loses tasks never ends by himself: when all has come and the longest back-off is over, it is late enough.
  const giveUpAfterMs = (SECONDS + 20) * 1_000;
  const ran = await pacedRun(ground, system, PER_SECOND, {
    total: TOTAL,
    warmUp: 0,
    ...WORK,
    keys: 'uniform',
    kindOf,
    spec: { retryMs, failEveryProduce, giveUpAfterMs },
  });
  const [short, long] = [KIND.failsShort, KIND.failsLong].map((kind) => lateness(ran.executions, kind, kindOf, retryMs));
  const healthy = healthyLatencies(ran, kindOf);
  return {
    healthyP50: healthy.p50,
    healthyP99: healthy.p99,
    ...(short && short.count > 0 ? { lateShortP50: short.p50, lateShortP99: short.p99 } : {}),
    ...(long && long.count > 0 ? { lateLongP50: long.p50, lateLongP99: long.p99 } : {}),
    ...ran.verdict,
  };
}

/** From due to done, of tasks whose keys never fail. */
function healthyLatencies({ executions: { count, ids, ended }, dueAt }: Paced, kindOf: (id: number) => Kind) {
  const sick = new Set<number>();
  for (let id = 0; id < TOTAL; id += 1) if (failsFirst(kindOf(id))) sick.add(keyNumber(id, 'uniform'));
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
