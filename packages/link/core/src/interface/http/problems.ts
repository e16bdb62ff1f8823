import { refusals as link } from '@noren/link-contract/refusals';
import { refusals as order } from '@noren/order-contract/refusals';
import { type ProblemCodes, problemsOf } from '@noren/service-kit';

/** What this edge may decline, beside what every edge does: what Link and Order decline, and shops that there are not. A code once told stays. */
export const problemCodes: ProblemCodes = problemsOf(link, order);

/** With what a platform's credential itself may be declined, whatever it is sent for. */
export const credentialProblems = ['platform_suspended'];
