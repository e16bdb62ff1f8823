import { refusals } from '@noren/order-contract';
import { EDGE_CODES, type ProblemCode, type ProblemCodes } from '@noren/service-kit';

const STATUS = { invalid: 422, not_found: 404, conflict: 409, forbidden: 403 } as const;

/** What Order declines, under the codes that it gives. */
const ofOrder: ProblemCodes = Object.fromEntries(
  Object.entries(refusals)
    .filter(([code]) => !Object.hasOwn(EDGE_CODES, code))
    .map(([code, { kind, message, cure }]): [string, ProblemCode] => [code, { status: STATUS[kind], title: message, cure }]),
);

/** What this edge may decline, beside what every edge does. A code once told stays. */
export const problemCodes: ProblemCodes = {
  ...ofOrder,
  idempotency_key_reused: {
    status: 422,
    title: 'The Idempotency-Key was used for another request',
    cure: 'Use a new key for a new wish; repeat a wish with the very same body.',
  },
  shop_not_found: { status: 404, title: 'There is no such shop', cure: 'Check the id; shops of merchants that have not let you in look the same.' },
  order_not_found: { status: 404, title: 'There is no such order', cure: 'Check the id; orders of others look the same.' },
  operation_not_found: {
    status: 404,
    title: 'There is no such operation',
    cure: 'Use the operationId that the call was answered with, with the same key.',
  },
};
