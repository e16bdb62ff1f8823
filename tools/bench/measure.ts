import { percentile } from '../client/percentile.ts';
import { closedLoop, type LoadPlan } from './load.ts';
import { cpuOf, cpuOfTree, memoryOf, stolen } from './meters.ts';

/** Whose CPU is counted: the Node process that is measured, and PostgreSQL's postmaster with its children. */
type Subjects = Readonly<{ node: number; postmaster?: number }>;

/** Raw figures of one run. CPU in microseconds an operation; `units` is what an operation brings (rows of a page, lines of a call). */
export type Figures = Readonly<{
  name: string;
  inFlight: number;
  operations: number;
  seconds: number;
  perSecond: number;
  unitsPerSecond: number;
  p50: number;
  p99: number;
  nodeCpu: number;
  postgresCpu: number;
  loadCpu: number;
  memoryNow: number;
  memoryPeak: number;
  stealPercent: number;
  failures: Readonly<Record<string, number>>;
}>;

type Reading = Readonly<{ node: number; postgres: number; load: number; steal: ReturnType<typeof stolen> }>;

/** Runs a closed loop between two readings of the meters. */
export async function measure(name: string, plan: LoadPlan, subjects: Subjects, op: () => Promise<string | undefined>, unitsAnOperation = 1): Promise<Figures> {
  let from = read(subjects);
  let to = from;
  const load = await closedLoop(
    plan,
    op,
    () => void (from = read(subjects)),
    () => void (to = read(subjects)),
  );
  const { count, seconds, latencies, failures } = load;
  const perOperation = (microseconds: number): number => microseconds / Math.max(count, 1);
  const memory = memoryOf(subjects.node);
  return {
    name,
    inFlight: plan.concurrency,
    operations: count,
    seconds,
    perSecond: count / seconds,
    unitsPerSecond: (count * unitsAnOperation) / seconds,
    p50: percentile(latencies, 50),
    p99: percentile(latencies, 99),
    nodeCpu: perOperation(to.node - from.node),
    postgresCpu: perOperation(to.postgres - from.postgres),
    loadCpu: subjects.node === process.pid ? 0 : perOperation(to.load - from.load),
    memoryNow: memory.now,
    memoryPeak: memory.peak,
    stealPercent: (100 * (to.steal.steal - from.steal.steal)) / Math.max(to.steal.all - from.steal.all, 1),
    failures: Object.fromEntries(failures),
  };
}

const read = ({ node, postmaster }: Subjects): Reading => ({
  node: cpuOf(node),
  postgres: postmaster === undefined ? 0 : cpuOfTree(postmaster),
  load: cpuOf(process.pid),
  steal: stolen(),
});
