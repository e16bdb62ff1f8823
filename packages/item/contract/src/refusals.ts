/** Every refusal of Item, by its code: how it is meant, what it means, and what the caller can do about it. */
export const refusals = {
  item_not_found: { kind: 'not_found', means: 'The merchant has no item of this SKU.', cure: 'Check the SKU, or upsert the item first.' },
  item_version: {
    kind: 'conflict',
    means: 'The item has changed since the version that the caller expected (0: it must be new).',
    cure: 'Read it again, and decide on what it says now.',
  },
  id: {
    kind: 'invalid',
    means: 'An id has letters, digits, hyphens and underscores only, 1 to 64 of them.',
    cure: 'Give such an id, or leave it empty where the API may make one.',
  },
  sku: {
    kind: 'invalid',
    means: 'A SKU is 1 to 64 visible characters, in its folded form too.',
    cure: 'Remove control, zero-width and direction marks, or shorten it.',
  },
  gtin: {
    kind: 'invalid',
    means: 'A GTIN has 8, 12, 13 or 14 digits, the last of them the check digit.',
    cure: 'Read the bar code again, or leave the GTIN out.',
  },
  names: {
    kind: 'invalid',
    means: 'An item has 1 to 100 names, one a language, each 1 to 200 characters on one line.',
    cure: 'Correct the name that `field` names.',
  },
  language: { kind: 'invalid', means: 'A language is a BCP 47 tag.', cure: 'Give a tag such as en, ja or ko-KR.' },
  price: { kind: 'invalid', means: 'A price is a whole number of minor units, 0 or more.', cure: 'Give pence, yen or won, without a decimal point.' },
  currency: { kind: 'invalid', means: 'A currency is an ISO 4217 code in capitals.', cure: 'Give a code such as GBP, JPY or KRW.' },
  tax_class: { kind: 'invalid', means: 'A tax class is standard, reduced, zero or exempt.', cure: 'Give one of these, or nothing for standard.' },
  status: { kind: 'invalid', means: 'A status is draft or published.', cure: 'Give one of these, or nothing to leave it as it is.' },
  sold_by: { kind: 'invalid', means: 'An item is sold by piece or by weight.', cure: 'Give one of these, or nothing to leave it as it is.' },
  image_urls: {
    kind: 'invalid',
    means: 'An item has at most 10 images, each a whole https or http address without credentials.',
    cure: 'Correct the address that `field` names.',
  },
} as const satisfies Readonly<Record<string, Readonly<{ kind: 'invalid' | 'not_found' | 'conflict' | 'forbidden'; means: string; cure: string }>>>;
