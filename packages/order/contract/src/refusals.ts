import { refusalsOf, type RefusalTable } from '@noren/kernel';

/** Every refusal of Order, by its code: how it is meant, its sentence, and what the caller can do about it. A detail of the case may follow the sentence. */
export const refusals = {
  order_not_found: {
    kind: 'not_found',
    message: 'There is no such order, or it is not one that the caller may see',
    cure: 'Check the id; an order that was just accepted may still be undecided.',
  },
  shop_not_found: {
    kind: 'not_found',
    message: 'There is no such shop, or it is not one that the caller may see',
    cure: 'Check the id against the list of shops.',
  },
  order_exists: { kind: 'conflict', message: 'There is an order with this id', cure: 'Let the API make the id; repeat a call under its idempotency key.' },
  order_state: {
    kind: 'conflict',
    message: 'The order does not allow this step now',
    cure: 'Read the order again, and decide on what it says now.',
  },
  version_conflict: {
    kind: 'conflict',
    message: 'The order has changed since the version that the caller expected',
    cure: 'Read the order again, and decide on what it says now.',
  },
  returned_too_many: {
    kind: 'conflict',
    message: 'More of the line would come back than was handed over and has not come back before',
    cure: 'Return what is left of the line.',
  },
  invalid_request: {
    kind: 'invalid',
    message: 'The request does not have the shape that the call takes',
    cure: 'Correct the field that `field` names; its limits are those of the API’s description.',
  },
  line: { kind: 'invalid', message: 'The order has no line of this number', cure: 'Number lines as the order has them, from 1 on.' },
  currency: { kind: 'invalid', message: 'A charged price is in another currency than the shop’s', cure: 'Charge in the shop’s currency.' },
  total: { kind: 'invalid', message: 'A line or the whole order comes to more than can be exact', cure: 'Correct quantity or price.' },
  reason_unknown: {
    kind: 'invalid',
    message: 'A person rejects an order for a reason that is not in the list',
    cure: 'Choose one of the reasons that the message names.',
  },
} as const satisfies RefusalTable;

/** A refusal of Order by its code. `field`: a path with dots to what was at fault. `detail`: what the sentence says of this case. */
export const refusal = refusalsOf(refusals);
