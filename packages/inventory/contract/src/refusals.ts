import { refusalsOf, type RefusalTable } from '@noren/kernel';

/** Every refusal of Inventory, by its code: how it is meant, its sentence, and what the caller can do about it. A detail of the case may follow the sentence. */
export const refusals = {
  hold_not_found: { kind: 'not_found', message: 'The holder never held anything in this shop', cure: 'Check holder and shop; reserve first.' },
  holder_used: {
    kind: 'conflict',
    message: 'The holder has had stock before: held, committed or released. A holder is used once',
    cure: 'Reserve for another holder.',
  },
  hold_committed: {
    kind: 'conflict',
    message: 'What the holder held has left the shop already; it cannot be released',
    cure: 'Book what comes back as an adjustment with the reason return.',
  },
  hold_released: {
    kind: 'conflict',
    message: 'What the holder held was released, so there is nothing to commit',
    cure: 'Reserve for another holder, or book what left as an adjustment.',
  },
  holder_of_noren: {
    kind: 'forbidden',
    message: 'Holders with a prefix such as ord_ are ids of Noren’s own; only its services hold stock under them',
    cure: 'Choose a holder without such a prefix.',
  },
  stock_moved: {
    kind: 'conflict',
    message: 'Something came or went since the count began',
    cure: 'Read the level again; count again, or say by how much the shelf differs (AdjustStock).',
  },
  version_conflict: {
    kind: 'conflict',
    message: 'The level has changed since the version that the caller expected (0: the shop must have none)',
    cure: 'Read the level again, and decide on what it says now.',
  },
  unit_changed: {
    kind: 'conflict',
    message: 'The article is counted in another unit than the quantity is meant in',
    cure: 'Read the item again, and give the quantity in its unit: pieces, or grams where it is sold by weight.',
  },
  invalid_request: {
    kind: 'invalid',
    message: 'The request does not have the shape that the call takes',
    cure: 'Correct the field that `field` names; its limits are those of the API’s description.',
  },
  reason_direction: {
    kind: 'invalid',
    message: 'What was damaged or sold elsewhere only goes, what was received or came back only comes',
    cure: 'Turn the sign round, or give the reason counted, for which a level goes either way.',
  },
  quantity: {
    kind: 'invalid',
    message: 'No level leaves the range of exact integers',
    cure: 'Correct the quantity.',
  },
  expiry: {
    kind: 'invalid',
    message: 'A hold expires at an instant to come, ISO 8601 with Z or an offset',
    cure: 'Give such an instant, or none: then it does not expire.',
  },
  page_token_invalid: {
    kind: 'invalid',
    message: 'The page token belongs to another request',
    cure: 'Start from the first page, or keep the arguments as they were.',
  },
} as const satisfies RefusalTable;

/** A refusal of Inventory by its code. `field`: a path with dots to what was at fault. `detail`: what the sentence says of this case. */
export const refusal = refusalsOf(refusals);
