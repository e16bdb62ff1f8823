import { itemStatuses, type RowChange, taxClasses } from '@noren/bff-contract';
import { foldText } from '@noren/kernel';
import type { FileItem, ImportRow, ItemFields, Standing } from './ports.ts';

export type Compared = Readonly<{ line: number; kind: RowChange['kind']; item: ImportRow; fields: RowChange['fields']; setsStock: boolean }>;

/** What a row of a file would change. What the file does not say stays as it is: names in other languages, images, the status. */
export function compare(row: FileItem, standing: Standing | undefined): Compared {
  const fields = merged(row, standing?.item);
  const stockDiffers = row.onHand !== undefined && row.onHand !== (standing?.onHand ?? undefined);
  const differing = [
    ...(standing ? differences(standing.item, fields) : told(row)),
    ...(row.category && !isSamePath(row.category, standing?.category ?? [])
      ? [change('category', pathText(standing?.category ?? []), pathText(row.category))]
      : []),
    ...(stockDiffers ? [change('stock', standing?.onHand === undefined ? '' : String(standing.onHand), String(row.onHand))] : []),
  ];
  const item: ImportRow = {
    sku: standing?.item.sku ?? row.sku,
    fields,
    version: standing?.item.version ?? 0,
    ...(row.category ? { category: row.category } : {}),
    ...(stockDiffers ? { onHand: row.onHand } : {}),
  };
  return { line: row.line, kind: standing ? (differing.length > 0 ? 'changed' : 'same') : 'new', item, fields: differing, setsStock: stockDiffers };
}

function merged(row: FileItem, before: ItemFields | undefined): ItemFields {
  const gtin = row.gtin ?? before?.gtin;
  return {
    names: { ...before?.names, ...row.names },
    price: { ...row.price },
    taxClass: taxClasses.find((one) => one === row.taxClass) ?? before?.taxClass ?? 'standard',
    status: itemStatuses.find((one) => one === row.status) ?? before?.status ?? 'published',
    soldBy: row.soldBy === 'weight' || row.soldBy === 'piece' ? row.soldBy : (before?.soldBy ?? 'piece'),
    imageUrls: row.imageUrls.length > 0 ? [...row.imageUrls] : [...(before?.imageUrls ?? [])],
    ...(gtin === undefined ? {} : { gtin }),
  };
}

function differences(before: ItemFields, after: ItemFields): RowChange['fields'] {
  const pairs: readonly (readonly [string, string, string])[] = [
    ...Object.keys(after.names).map((language) => [`names.${language}`, before.names[language] ?? '', after.names[language] ?? ''] as const),
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
const told = ({ price, gtin }: FileItem): RowChange['fields'] => [
  change('price', '', moneyText(price)),
  ...(gtin === undefined ? [] : [change('gtin', '', gtin)]),
];

const change = (field: string, before: string, after: string) => ({ field, before, after });
const pathText = (path: readonly string[]): string => path.join(' > ');
const isSamePath = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((name, at) => foldText(name) === foldText(b[at] ?? ''));

/** In minor units, with the currency: the page writes it as its reader is used to. */
const moneyText = ({ amount, currency }: Readonly<{ amount: number; currency: string }>): string => `${amount} ${currency}`;
