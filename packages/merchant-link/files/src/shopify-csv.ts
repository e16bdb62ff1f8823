import { createHash } from 'node:crypto';
import { limits } from '@noren/item-contract/limits';
import { present } from '@noren/kernel';
import { type Read, readCategory, readGtin, readName, readPrice, readQuantity, readSku } from './cells.ts';
import { fault } from './faults.ts';
import { addressesOf, readImages } from './image-list.ts';
import { bearersIn, rowReader, withoutTwins, type Imported, type ImportedItem, type RowReader } from './item.ts';
import type { Problem, Row, Table } from './table.ts';

/** What a file of Shopify's does not say: the currency of its prices and the language of its titles. */
type ShopifyDefaults = Readonly<{ currency: string; language: string }>;

/**
 * Reads the product CSV that Shopify exports and takes: rows of one Handle are one product, told by the row with its Title; a row with options, a SKU or a price is
 * a variant and becomes a patch of an item; a row with nothing but an image adds that to the product's.
 */
export function readShopify(table: Table, defaults: ShopifyDefaults): Imported {
  const problems: Problem[] = [...table.problems];
  const items = productsOf(table.rows).flatMap((rows) => {
    const product = rows.find((row) => row.cell('Title') !== '') ?? rows.find(isVariant) ?? rows[0];
    const images = imagesOf(rows);
    return rows
      .filter((row) => row === product || !isImage(row))
      .flatMap((row) => {
        const reader = rowReader(row.line);
        const item = product && variantOf(product, row, images, reader, defaults);
        problems.push(...reader.problems);
        return reader.problems.length === 0 && item !== undefined ? [item] : [];
      });
  });
  return withoutTwins({ items, problems }, bearersIn(withoutImages(table), skuOf), 'Variant SKU');
}

const OPTIONS = ['Option1', 'Option2', 'Option3'] as const;
const isVariant = (row: Row): boolean => ['Option1 Value', 'Variant SKU', 'Variant Price'].some((column) => row.cell(column) !== '');
/** A row with an image alone says its product's handle, and is no further row of its SKU. */
const withoutImages = (table: Table): Table => ({
  ...table,
  rows: table.rows.filter((row) => !isImage(row)),
  broken: table.broken.filter((row) => !isImage(row)),
});
const isImage = (row: Row): boolean => !isVariant(row) && row.cell('Image Src') !== '';

/** Rows by Handle; one without is a product of its own, which then has no Handle. */
function productsOf(rows: readonly Row[]): readonly (readonly Row[])[] {
  const products = new Map<string, Row[]>();
  for (const row of rows) {
    const handle = row.cell('Handle') || `\0${row.line}`;
    const product = products.get(handle);
    if (product === undefined) products.set(handle, [row]);
    else product.push(row);
  }
  return [...products.values()];
}

function variantOf(
  product: Row,
  row: Row,
  images: Images,
  { must, may, mayClear }: RowReader,
  { currency, language }: ShopifyDefaults,
): ImportedItem | undefined {
  const handle = must('Handle', row.cell('Handle') === '' ? fault('handle_missing') : { value: row.cell('Handle') });
  if (/^true$/i.test(product.cell('Gift Card'))) must('Gift Card', fault('gift_card'));
  const options = optionsOf(row);
  const sku = handle === undefined ? undefined : must('Variant SKU', skuOf(row));
  const own = row.cell('Variant Image');
  const read = own === '' ? images.read : readImages(few([own, ...images.urls]).join(' '));
  const fields = present({
    names: withName(
      language,
      may('Title', product.cell('Title'), (title) => readName([title, ...options].join(', '))),
    ),
    price: may('Variant Price', row.cell('Variant Price'), (text) => readPrice(text, currency)),
    gtin: mayClear('Variant Barcode', row.cell('Variant Barcode'), readGtin),
    // TRUE says that an item is taxed, not at which rate.
    taxClass: mayClear('Variant Taxable', row.cell('Variant Taxable'), (text) => ({ value: /^false$/i.test(text) ? 'exempt' : undefined })),
    status: statusOf(product),
    category: mayClear('Type', categoryOf(product), readCategory),
    onHand: may('Variant Inventory Qty', row.cell('Variant Inventory Qty'), readQuantity),
    imageUrls: mayClear('Image Src', own || images.text, () => read),
  });
  return sku === undefined ? undefined : { line: row.line, sku, ...fields };
}

const optionsOf = (row: Row): readonly string[] =>
  OPTIONS.map((option) => row.cell(`${option} Value`)).filter((value) => value !== '' && value !== 'Default Title');

const skuOf = (row: Row): Read<string> => readSku(row.cell('Variant SKU') || derivedSku(row.cell('Handle'), optionsOf(row)));

const withName = (language: string, name: string | undefined) => (name === undefined ? undefined : { [language]: name });

/** Nothing where the file says nothing of it. */
function statusOf(product: Row): string | undefined {
  const [published, status] = [product.cell('Published'), product.cell('Status')];
  if (/^false$/i.test(published) || /^(draft|archived|unlisted)$/i.test(status)) return 'draft';
  return /^true$/i.test(published) || /^active$/i.test(status) ? 'published' : undefined;
}

const categoryOf = (product: Row): string =>
  ['Product Category', 'Google Shopping / Google Product Category', 'Type'].map((column) => product.cell(column)).find((text) => text !== '') ?? '';

/** The addresses of a product, told of each of its variants and so read once. */
type Images = Readonly<{ urls: readonly string[]; text: string; read: Read<readonly string[]> }>;

const few = (cells: readonly string[]): readonly string[] => [...new Set(cells.flatMap(addressesOf))].slice(0, limits.images);

/** In the order of their positions, those without one last, as they come: as many as an item may have. */
function imagesOf(rows: readonly Row[]): Images {
  const images = rows
    .filter((row) => row.cell('Image Src') !== '')
    .map((row) => ({ url: row.cell('Image Src'), position: Number(row.cell('Image Position') || 'Infinity') }));
  const inOrder = images.toSorted((a, b) => (a.position === b.position ? 0 : a.position - b.position));
  const urls = few(inOrder.map(({ url }) => url));
  const text = urls.join(' ');
  return { urls, text, read: readImages(text) };
}

/** Shopify lets a SKU be empty: handle and options name the variant then, the same in every file that has it. What is too long keeps a hash of the whole. */
export function derivedSku(handle: string, options: readonly string[]): string {
  const parts = [handle, ...options].map((part) =>
    part
      .normalize('NFKC')
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
      .replaceAll(/^-|-$/g, ''),
  );
  const whole = parts.join('-');
  if ([...whole].length <= limits.skuCharacters) return whole;
  return `${[...whole].slice(0, limits.skuCharacters - 13).join('')}-${createHash('sha256').update(whole).digest('hex').slice(0, 12)}`;
}
