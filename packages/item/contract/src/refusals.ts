import { refusalsOf, type RefusalTable } from '@noren/kernel';
import { limits } from './limits.ts';

const { format: n } = new Intl.NumberFormat('en');

/** Every refusal of Item, by its code: how it is meant, its sentence, and what the caller can do about it. A detail of the case may follow the sentence. */
export const refusals = {
  item_not_found: { kind: 'not_found', message: 'The merchant has no item of this SKU', cure: 'Check the SKU, or upsert the item first.' },
  version_conflict: {
    kind: 'conflict',
    message: 'The item has changed since the version that the caller expected (0: it must be new)',
    cure: 'Read it again, and decide on what it says now.',
  },
  id: {
    kind: 'invalid',
    message: `An id has letters, digits, hyphens and underscores only, 1 to ${limits.idCharacters} of them`,
    cure: 'Give such an id, or leave it empty where the API may make one.',
  },
  sku: {
    kind: 'invalid',
    message: `A SKU is 1 to ${limits.skuCharacters} visible characters, in its folded form too, and neither "." nor ".."`,
    cure: 'Remove control, zero-width and direction marks, or shorten it; choose another name than dots, which no address can hold.',
  },
  gtin: {
    kind: 'invalid',
    message: 'A GTIN has 8, 12, 13 or 14 digits, the last of them the check digit',
    cure: 'Read the bar code again, or leave the GTIN out.',
  },
  names: {
    kind: 'invalid',
    message: `An item has 1 to ${limits.names} names, one a language, each 1 to ${limits.nameCharacters} characters on one line`,
    cure: 'Correct the name that `field` names: without control characters and line breaks, and with something to see. Zero-width spaces and their like are taken out unasked.',
  },
  language: { kind: 'invalid', message: 'A language is a BCP 47 tag', cure: 'Give a tag such as en, ja or ko-KR.' },
  price: {
    kind: 'invalid',
    message: `A price is a whole number of minor units, from 0 to ${n(limits.price)}`,
    cure: 'Give pence, yen or won, without a decimal point.',
  },
  currency: { kind: 'invalid', message: 'A currency is an ISO 4217 code in capitals', cure: 'Give a code such as GBP, JPY or KRW.' },
  tax_class: {
    kind: 'invalid',
    message: 'A tax class is standard, reduced, zero or exempt',
    cure: 'Give one of these, or leave it out: it stays as it is.',
  },
  status: { kind: 'invalid', message: 'A status is draft or published', cure: 'Give one of these, or leave it out: it stays as it is.' },
  sold_by: { kind: 'invalid', message: 'An item is sold by piece or by weight', cure: 'Give one of these, or leave it out: it stays as it is.' },
  unit_in_use: {
    kind: 'conflict',
    message: 'The item is sold in the unit that it was, because shops hold some of it in that unit',
    cure: 'Bring what each shop has of it to 0 (on hand, promised, safety stock) and change it then, or make another item.',
  },
  unit_changing: {
    kind: 'conflict',
    message: 'The item is about to be sold in another unit, and shops have not answered yet',
    cure: 'Repeat it in a moment, with a new idempotency key.',
  },
  currency_not_sold: {
    kind: 'invalid',
    message: 'No shop of the merchant sells in this currency',
    cure: 'Give the price in a currency of one of the shops.',
  },
  update_mask: {
    kind: 'invalid',
    message: 'A field mask names fields that a caller may set, in the spelling of the proto',
    cure: 'Name any of gtin, names, names.<language>, price, price.amount, price.currency, tax_class, status, image_urls and sold_by, or * for all.',
  },
  image_urls: {
    kind: 'invalid',
    message: `An item has at most ${limits.images} images, each a whole https or http address without credentials`,
    cure: 'Correct the address that `field` names.',
  },
} as const satisfies RefusalTable;

/** A refusal of Item by its code. `field`: a path with dots to what was at fault. `detail`: what the sentence says of this case. */
export const refusal = refusalsOf(refusals);
