import { foldText } from '@noren/kernel';
import { reasonAt } from './own-columns.ts';
import type { Heading } from './table.ts';

/**
 * The columns of Shopify's product CSV that say something of an item: as the template had them until 2025, by which they are called here, and as it has had
 * them since (https://help.shopify.com/en/manual/products/import-export/using-csv). In any case.
 */
const COLUMNS = {
  Handle: ['URL handle'],
  Title: [],
  Published: ['Published on online store'],
  Status: [],
  Type: [],
  'Product Category': [],
  'Google Shopping / Google Product Category': [],
  'Option1 Value': [],
  'Option2 Value': [],
  'Option3 Value': [],
  'Variant SKU': ['SKU'],
  'Variant Price': ['Price'],
  'Variant Barcode': ['Barcode'],
  'Variant Inventory Qty': ['Inventory quantity'],
  'Variant Taxable': ['Charge tax'],
  'Variant Image': ['Variant image URL'],
  'Image Src': ['Product image URL'],
  'Image Position': [],
  'Gift Card': [],
} as const;

const names = new Map(Object.entries(COLUMNS).flatMap(([name, others]) => [name, ...others].map((one) => [one.toLowerCase(), name] as const)));
const nameOf = (written: string): string | undefined => names.get(foldText(written));

/** What a column is called here; as it is written where it says nothing of an item. */
export const columnOfShopify = (written: string): string => nameOf(written) ?? written;

/** A file of Shopify's says of which product a row is, and one thing of it at least. */
export function isShopify(header: readonly string[]): boolean {
  const known = header.map(nameOf);
  return known.includes('Handle') && known.some((name) => name !== undefined && name !== 'Handle');
}

/** Whatever else Shopify exports says nothing of an item, and may run over lines. */
export function headingOfShopify(header: readonly string[]): Heading {
  const columns = header.map(columnOfShopify);
  const taken = new Set<string>(Object.keys(COLUMNS));
  return { kind: "Shopify's product CSV", columns, isLine: (column) => taken.has(column), reasonAt: reasonAt(header) };
}
