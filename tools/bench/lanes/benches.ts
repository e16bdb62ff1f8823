import { CRASH, crash } from './crash.ts';
import type { Ground } from './ground.ts';
import { LATENCY, latency } from './latency.ts';
import { OVERLOAD, overload } from './overload.ts';
import type { Plan } from './plan.ts';
import { REBALANCE, rebalance } from './rebalance.ts';
import { RETRIES, retries, unmoved } from './retries.ts';
import type { Column, Run } from './runs.ts';
import { THROUGHPUT, throughput } from './throughput.ts';

type Bench = Readonly<{
  title: string;
  columns: readonly Column[];
  run(ground: Ground, plan: Plan, ran: (run: Run) => void, before: readonly Run[]): Promise<void>;
  /** What can be said when all runs are known. */
  remarks?: (runs: readonly Run[]) => readonly string[];
}>;

export const BENCHES: Readonly<Record<string, Bench>> = {
  B1: { title: 'B1: throughput', columns: THROUGHPUT, run: throughput },
  B2: { title: 'B2: latency of tasks that come at a pace', columns: LATENCY, run: latency },
  B3: { title: 'B3: a kill', columns: CRASH, run: crash },
  B4: { title: 'B4: retries', columns: RETRIES, run: retries, remarks: unmoved },
  B5: { title: 'B5: members that come and go', columns: REBALANCE, run: rebalance },
  B6: { title: 'B6: a downstream with too much to do', columns: OVERLOAD, run: overload },
};
