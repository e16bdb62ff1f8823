import { itemStatuses, type RowChange, type RowFault, taxClasses } from '@noren/bff-contract';
import { canonicalLanguage, foldText } from '@noren/kernel';
import type { CurrentItem, FileItem, FileProblem, ImportRow, ItemFields } from './ports.ts';

export type Compared = Readonly<{ line: number; kind: RowChange['kind']; item: ImportRow; fields: RowChange['fields']; setsStock: boolean }>;

/**
 * What a row of a file would change: what it does not say stays as it is, what it clears is as in a new item. A row that would leave an item without a name
 * or a price gives what is wrong with it instead.
 */
export function compare(row: FileItem, found: CurrentItem | undefined): Compared | readonly FileProblem[] {
  const current = found?.item;
  const price = row.price ?? current?.price;
  const names = mergedNames(row, current);
  const hasName = Object.keys(names).length > 0;
  if (!price || !hasName)
    return [
      ...(hasName ? [] : [problem(row, 'names', 'names_missing', 'a name is missing: an item has one in one language at least')]),
      ...(price ? [] : [problem(row, 'price', 'price_missing', 'a price is missing')]),
    ];
  const fields = merged(row, names, { ...price }, current);
  const stockDiffers = row.onHand !== undefined && row.onHand !== found?.onHand;
  const refiled = row.category !== undefined && foldText(row.category) !== foldText(found?.category ?? '') ? row.category : undefined;
  const differing = [
    ...(current ? differences(current, fields) : ofNewItem(fields)),
    ...(refiled === undefined ? [] : [change('category', found?.category ?? '', refiled)]),
    ...(stockDiffers ? [change('stock', found?.onHand === undefined ? '' : String(found.onHand), String(row.onHand))] : []),
  ];
  const item: ImportRow = {
    sku: current?.sku ?? row.sku,
    fields,
    version: current?.version ?? 0,
    ...(row.category === undefined ? {} : { category: row.category }),
    ...(stockDiffers ? { onHand: row.onHand, expectedOnHand: found?.onHand ?? 0 } : {}),
  };
  return { line: row.line, kind: current ? (differing.length > 0 ? 'changed' : 'same') : 'new', item, fields: differing, setsStock: stockDiffers };
}

const problem = ({ line }: FileItem, column: string, code: RowFault, reason: string): FileProblem => ({ line, column, code, values: {}, reason });

function mergedNames({ names = {} }: FileItem, before: ItemFields | undefined): ItemFields['names'] {
  const after = new Map(Object.entries(before?.names ?? {}));
  // A tag that is none is left for Item to refuse.
  for (const [language, name] of Object.entries(names)) {
    const canonical = canonicalLanguage(language) ?? language;
    if (name === null) after.delete(canonical);
    else after.set(canonical, name);
  }
  return Object.fromEntries(after);
}

function merged(row: FileItem, names: ItemFields['names'], price: ItemFields['price'], before: ItemFields | undefined): ItemFields {
  const gtin = patched(row.gtin, before?.gtin, undefined);
  const taxClass = patched(row.taxClass, before?.taxClass, undefined);
  const status = patched(row.status, before?.status, undefined);
  return {
    names,
    price,
    taxClass: taxClasses.find((one) => one === taxClass) ?? 'standard',
    status: itemStatuses.find((one) => one === status) ?? 'published',
    soldBy: patched(row.soldBy, before?.soldBy, undefined) === 'weight' ? 'weight' : 'piece',
    imageUrls: [...patched(row.imageUrls, before?.imageUrls, [])],
    ...(gtin === undefined ? {} : { gtin }),
  };
}

/** What a row says, or what was there; as in a new item where the row clears it, or nothing is there. */
const patched = <T>(said: T | null | undefined, before: T | undefined, otherwise: T): T => (said === null ? otherwise : (said ?? before ?? otherwise));

function differences(before: ItemFields, after: ItemFields): RowChange['fields'] {
  const languages = new Set([...Object.keys(before.names), ...Object.keys(after.names)]);
  const pairs: readonly (readonly [string, string, string])[] = [
    ...[...languages].map((language) => [`names.${language}`, before.names[language] ?? '', after.names[language] ?? ''] as const),
    ['price', moneyText(before.price), moneyText(after.price)],
    ['gtin', before.gtin ?? '', after.gtin ?? ''],
    ['taxClass', before.taxClass, after.taxClass],
    ['status', before.status, after.status],
    ['soldBy', before.soldBy, after.soldBy],
    ['imageUrls', before.imageUrls.join(' '), after.imageUrls.join(' ')],
  ];
  return pairs.filter(([, was, is]) => was !== is).map(([field, was, is]) => change(field, was, is));
}

/** Of a new item what a person looks for, beside its name. */
const ofNewItem = ({ price, gtin }: ItemFields): RowChange['fields'] => [
  change('price', '', moneyText(price)),
  ...(gtin === undefined ? [] : [change('gtin', '', gtin)]),
];

const change = (field: string, before: string, after: string) => ({ field, before, after });

/** In minor units, with the currency: the page writes it as its reader is used to. */
const moneyText = ({ amount, currency }: Readonly<{ amount: number; currency: string }>): string => `${amount} ${currency}`;
