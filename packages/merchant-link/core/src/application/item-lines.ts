import type { itemFields } from '@noren/item-contract/fields';
import { limits } from '@noren/item-contract/limits';
import { idFrom } from '@noren/kernel';
import { anyLine, anyText, maskOf } from '@noren/service-kit';
import { z } from 'zod';
import { fieldOfLine } from './lines.ts';
import type { ItemData } from './ports.ts';
import { linesOf, lineSku, Price } from './schemas.ts';

const PATCHED = 'A field that is missing stays as it is; null clears it. A new item needs a name and a price.';

export const TaxClass = z.enum(['standard', 'reduced', 'zero', 'exempt']);
export const Status = z.enum(['draft', 'published']);
export const SoldBy = z.enum(['piece', 'weight']);

/** One of several words, or another, for which its line is refused. */
const wordOf = (words: Readonly<{ options: readonly string[] }>) => anyText.meta({ enum: words.options });

/** What may be said of an item, as a merge patch. What makes no sense the contexts refuse, each line by itself. */
const fields = {
  gtin: anyText.nullable().describe('GTIN-8, -12, -13 or -14'),
  names: z
    .record(anyText, anyLine.nullable())
    .refine((names) => Object.keys(names).length <= limits.names, `must be at most ${limits.names} languages`)
    .nullable()
    .describe(
      `By language (BCP 47), each 1 to ${limits.nameCharacters} characters on one line: languages that are missing stay, null takes one away. An item has one at least`,
    ),
  price: Price.partial()
    .nullable()
    .describe('Of one piece, or of a kilogram where sold by weight. Where it names no currency, the item’s stays; another currency takes an amount too'),
  taxClass: wordOf(TaxClass).nullable().describe('In a new item: standard'),
  status: wordOf(Status).nullable().describe('In a new item: published'),
  soldBy: wordOf(SoldBy).nullable().describe('In a new item: piece'),
  imageUrls: z.array(anyText).max(1_000).nullable().describe(`All of them, ${limits.images} at most`),
  category: anyLine
    .nullable()
    .describe(
      [
        'Where it is filed: names from the root down, in any language, as in "Garden > Pots"; made where missing. A > or \\ within a name has a \\ before it ("Food \\> Drink").',
        'Where several categories have one name, the one that is meant by its id: "Garden > Pots \\#cat_1", as answers show it; a path of several leaves an item where it stands if that is one of them, else it is category_ambiguous.',
        'null or empty takes it out. Where it cannot be filed its line says so, and the item stands',
      ].join(' '),
    ),
} satisfies Readonly<Record<keyof typeof itemFields | 'category', z.ZodType>>;
const Patch = z.strictObject(fields).partial();

export const ItemPatch = Patch.meta({ id: 'ItemPatch', description: PATCHED });
export type ItemPatch = z.infer<typeof ItemPatch>;

const expectedVersion = z.int().min(0).optional().describe('Refused unless the item still has this version; 0: unless it is new');
const ItemLine = z.strictObject({ sku: lineSku, ...Patch.shape, expectedVersion }).meta({ id: 'ItemLine', description: PATCHED });
export type ItemLine = z.infer<typeof ItemLine>;

export const UpsertItems = z.strictObject({ lines: linesOf(ItemLine) }).meta({ id: 'UpsertItems' });

/** A line as Item takes it: what it says, and a mask of what it names. */
export function toData({ sku, expectedVersion, category: _category, ...patch }: ItemLine): ItemData {
  const { gtin, names, price, taxClass, status, soldBy, imageUrls } = patch;
  const said = {
    gtin: gtin ?? undefined,
    names: Object.entries(names ?? {}).flatMap(([language, name]) => (name === null ? [] : [{ language, text: name }])),
    price: price ? { amount: price.amount ?? 0, currency: price.currency ?? '' } : undefined,
    taxClass: taxClass ?? '',
    status: status ?? '',
    imageUrls: imageUrls ?? [],
    soldBy: soldBy ?? '',
    // A field that is named and not sent would be cleared.
  } satisfies Readonly<Record<keyof typeof itemFields, unknown>>;
  return { ...said, sku, expectedVersion, updateMask: maskOf(patch, ['names']) };
}

/**
 * What a call says besides the items themselves: which call it is, and where each item is to be filed. Item compares it when an idempotency key comes again, for
 * it takes the items alone.
 */
export const fingerprintOf = (call: 'put' | 'patch', lines: readonly ItemLine[]): string =>
  idFrom(call, JSON.stringify(lines.map(({ category }) => (category === undefined ? 0 : category))));

/** A field that Item refuses, as the caller calls it: `item.names.0.text` is `names.en`. */
export function callersField(field: string, line: ItemLine): string {
  const own = fieldOfLine(field);
  // The mask is ours; what may be wrong in it are languages, which the caller has named.
  if (own === 'updateMask') return 'names';
  const [, at] = /^names\.(\d+)\./.exec(own) ?? [];
  return at === undefined ? own : `names.${toData(line).names[Number(at)]?.language ?? at}`;
}
