import type { ProblemCodes } from '@noren/service-kit';

/** What this edge may decline, beside what every edge does. Codes of a line's own refusal are those of the context that decided it. */
export const problemCodes: ProblemCodes = {
  idempotency_key_reused: {
    status: 422,
    title: 'The Idempotency-Key was used for another request',
    cure: 'Use a new key for a new wish; repeat a wish with the very same body.',
  },
  shop_not_found: { status: 404, title: 'There is no such shop', cure: 'Check the id; shops of others look the same.' },
  order_not_found: { status: 404, title: 'There is no such order', cure: 'Check the id; orders of others look the same.' },
  order_state: { status: 409, title: 'The order is not in a state that allows this', cure: 'Read the order; `detail` says what would be allowed.' },
  operation_not_found: { status: 404, title: 'There is no such operation', cure: 'Use the operationId that the call was answered with, with the same key.' },
};
