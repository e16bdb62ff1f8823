/** Every refusal of Order, by its code: how it is meant, what it means, and what the caller can do about it. */
export const refusals = {
  order_not_found: {
    kind: 'not_found',
    means: 'There is no such order, or it is not one that the caller may see.',
    cure: 'Check the id; an order that was just accepted may still be undecided.',
  },
  shop_not_found: {
    kind: 'not_found',
    means: 'There is no such shop, or it is not one that the caller may see.',
    cure: 'Check the id against the list of shops.',
  },
  order_exists: { kind: 'conflict', means: 'There is an order with this id.', cure: 'Let the API make the id; repeat a call under its idempotency key.' },
  order_state: {
    kind: 'conflict',
    means: 'The table of order states does not have this step for this caller now; the message says what it has.',
    cure: 'Read the order again, and decide on what it says now.',
  },
  order_version: {
    kind: 'conflict',
    means: 'The order is no longer as the caller saw it; the message says how it is now.',
    cure: 'Read the order again, and decide on what it says now.',
  },
  returned_too_many: {
    kind: 'conflict',
    means: 'More of the line would come back than was handed over and has not come back before.',
    cure: 'Return what is left of the line.',
  },
  id: {
    kind: 'invalid',
    means: 'A shop is 1 to 64 letters, digits, hyphens and underscores; an order the same after ord_.',
    cure: 'Give such an id, or leave it empty where the API makes one.',
  },
  lines: { kind: 'invalid', means: 'An order or a return has 1 to 5,000 lines.', cure: 'Order or return something, or split it.' },
  line: { kind: 'invalid', means: 'The order has no line of this number.', cure: 'Number lines as the order has them, from 1 on.' },
  sku: { kind: 'invalid', means: 'A SKU has visible characters only, 1 to 64 of them.', cure: 'Give the SKU as the catalogue has it.' },
  quantity: {
    kind: 'invalid',
    means: 'A quantity is a whole number from 1 to 1,000,000,000.',
    cure: 'Correct the line that `field` names; sell by weight in grams.',
  },
  price: { kind: 'invalid', means: 'A charged price is a whole number of minor units, 0 or more.', cure: 'Give pence, not pounds.' },
  currency: { kind: 'invalid', means: 'A charged price is in another currency than the shop’s.', cure: 'Charge in the shop’s currency.' },
  total: { kind: 'invalid', means: 'A line or the whole order comes to more than can be exact.', cure: 'Correct quantity or price.' },
  deadline: { kind: 'invalid', means: 'A decision may take from 1 second to 7 days; 0 stands for a quarter of an hour.', cure: 'Give such a time, or none.' },
  ready_in_minutes: { kind: 'invalid', means: 'An order is ready in 0 (not said) to 10,080 minutes.', cure: 'Give such a number.' },
  reason: { kind: 'invalid', means: 'A rejection has at least one reason, with a code of 1 to 64 small letters, digits and underscores.', cure: 'Say why.' },
  reason_unknown: {
    kind: 'invalid',
    means: 'A person rejects an order for a reason that is not in the list.',
    cure: 'Choose one of the reasons that the message names.',
  },
  by: { kind: 'invalid', means: 'A rejection is said by stock, late or merchant; a cancellation by platform or merchant.', cure: 'Say who.' },
  text: {
    kind: 'invalid',
    means: 'A text is on one line and not too long: 200 characters for names of others, 500 for reasons.',
    cure: 'Shorten the text that `field` names.',
  },
} as const satisfies Readonly<Record<string, Readonly<{ kind: 'invalid' | 'not_found' | 'conflict' | 'forbidden'; means: string; cure: string }>>>;
