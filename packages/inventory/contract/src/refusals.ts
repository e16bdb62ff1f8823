/** Every refusal of Inventory, by its code: how it is meant, what it means, and what the caller can do about it. */
export const refusals = {
  hold_not_found: { kind: 'not_found', means: 'The holder never held anything in this shop.', cure: 'Check holder and shop; reserve first.' },
  holder_used: {
    kind: 'conflict',
    means: 'The holder has had stock before: held, committed or released. A holder is used once.',
    cure: 'Reserve for another holder.',
  },
  hold_committed: {
    kind: 'conflict',
    means: 'What the holder held has left the shop already; it cannot be released.',
    cure: 'Book what comes back as an adjustment with the reason return.',
  },
  hold_released: {
    kind: 'conflict',
    means: 'What the holder held was released, so there is nothing to commit.',
    cure: 'Reserve for another holder, or book what left as an adjustment.',
  },
  holder_of_noren: {
    kind: 'forbidden',
    means: 'Holders with a prefix such as ord_ are ids of Noren’s own; only its services hold stock under them.',
    cure: 'Choose a holder without such a prefix.',
  },
  stock_moved: {
    kind: 'conflict',
    means: 'Something came or went since the count began; the message says what is on hand now.',
    cure: 'Read the level again; count again, or say by how much the shelf differs (AdjustStock).',
  },
  id: { kind: 'invalid', means: 'A shop or a holder is 1 to 64 letters, digits, hyphens and underscores.', cure: 'Give such an id.' },
  sku: { kind: 'invalid', means: 'A SKU has visible characters only, 1 to 64 of them.', cure: 'Give the SKU as the item has it.' },
  quantity: {
    kind: 'invalid',
    means: 'A quantity is a whole number in its range (a count from 0, a reservation from 1, up to 10^12), and no level leaves the range of exact integers.',
    cure: 'Correct the quantity that `field` names; sell by weight in grams.',
  },
  lines: { kind: 'invalid', means: 'A reservation has 1 to 5,000 lines.', cure: 'Reserve something, or split it over holders.' },
  reason: {
    kind: 'invalid',
    means: 'Stock is changed by hand for one of the reasons received, damaged, counted, return and sold_elsewhere.',
    cure: 'Give one of them.',
  },
  expiry: {
    kind: 'invalid',
    means: 'A hold expires at an instant to come, ISO 8601 with Z or an offset.',
    cure: 'Give such an instant, or none: then it does not expire.',
  },
  page_token_invalid: {
    kind: 'invalid',
    means: 'The page token belongs to another request.',
    cure: 'Start from the first page, or keep the arguments as they were.',
  },
} as const satisfies Readonly<Record<string, Readonly<{ kind: 'invalid' | 'not_found' | 'conflict' | 'forbidden'; means: string; cure: string }>>>;
