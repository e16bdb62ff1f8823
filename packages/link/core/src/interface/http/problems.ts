import { refusals as order } from '@noren/order-contract/refusals';
import { type ProblemCodes, problemsOf } from '@noren/service-kit';

/** What this edge may decline, beside what every edge does: what Order declines, and shops that there are not. A code once told stays. */
export const problemCodes: ProblemCodes = problemsOf(order);
