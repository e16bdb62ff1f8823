import { foldText } from '@noren/kernel';
import { hintFor } from './hints.ts';
import { languageOf } from './languages.ts';
import type { Heading } from './table.ts';
import { UnreadableFile } from './unreadable.ts';

const COLUMNS = ['sku', 'price', 'gtin', 'currency', 'tax_class', 'status', 'sold_by', 'category', 'on_hand', 'image_urls'] as const;
export const OWN = 'our own CSV';
/** In front of the rows that we give back to be mended. */
export const TOLD = ['line', 'column', 'reason'] as const;
const NAME = /^name\s*:\s*(\S+)$/;
/** Words that spreadsheets have for our columns. */
const WORDS: Readonly<Record<string, string>> = {
  ...{
    name: 'name:en',
    title: 'name:en',
    productname: 'name:en',
    itemname: 'name:en',
    stock: 'on_hand',
    qty: 'on_hand',
    quantity: 'on_hand',
    inventory: 'on_hand',
  },
  ...{ barcode: 'gtin', ean: 'gtin', upc: 'gtin', jan: 'gtin', image: 'image_urls', images: 'image_urls', imageurl: 'image_urls', picture: 'image_urls' },
  ...{
    tax: 'tax_class',
    vat: 'tax_class',
    unit: 'sold_by',
    categories: 'category',
    amount: 'price',
    itemcode: 'sku',
    articlenumber: 'sku',
    productcode: 'sku',
  },
  ...{ preis: 'price', bestand: 'on_hand', menge: 'on_hand', bezeichnung: 'name:de', artikelname: 'name:de', artikelnummer: 'sku', artikelnr: 'sku' },
  ...{ währung: 'currency', kategorie: 'category', bild: 'image_urls', prix: 'price', désignation: 'name:fr', precio: 'price', prezzo: 'price' },
  ...{ 価格: 'price', 単価: 'price', 商品名: 'name:ja', 在庫: 'on_hand', 在庫数: 'on_hand', 品番: 'sku', 商品コード: 'sku', カテゴリ: 'category' },
  ...{ バーコード: 'gtin', 가격: 'price', 상품명: 'name:ko', 재고: 'on_hand', 상품코드: 'sku', 바코드: 'gtin', 카테고리: 'category' },
};

/** So many columns that are not known are named. */
const NAMED = 12;

const folded = (header: readonly string[]): readonly string[] => header.map(foldText);

/** Where a file that was given back by us says what was wrong with a row; nothing where it is another file. */
export function reasonAt(header: readonly string[]): number | undefined {
  const names = folded(header);
  return TOLD.every((name) => names.includes(name)) ? names.indexOf('reason') : undefined;
}

/** A file of ours says of which SKU a row is. */
export const isOwn = (header: readonly string[]): boolean => folded(header).includes('sku');

/** Our columns, in any case and width. Throws `UnreadableFile`, with hints, where some are not known, or say nothing of an item. */
export function headingOfOwn(header: readonly string[]): Heading {
  const columns = header.map(ownName);
  const unknown = header.filter((_, at) => columns[at] === undefined);
  if (unknown.length > 0) {
    const few = unknown.slice(0, NAMED).map((name) => `${name.slice(0, 60)}${hintFor(name, [...COLUMNS, ...TOLD], WORDS)}`);
    const more = unknown.length > NAMED ? `, and ${unknown.length - NAMED} more` : '';
    throw new UnreadableFile(`the header has columns that are not known: ${few.join(', ')}${more}; known are name:en, name:ja…, ${COLUMNS.join(', ')}`);
  }
  const known = columns.map((name) => name ?? '');
  if (!known.some((name) => name !== '' && name !== 'sku' && name !== 'currency' && !TOLD.some((one) => one === name)))
    throw new UnreadableFile('the header says nothing of an item beside its sku: name:en, price, on_hand…');
  return {
    kind: OWN,
    columns: known,
    isLine: (column) => column !== 'image_urls' && column !== 'reason',
    reasonAt: reasonAt(header),
  };
}

function ownName(written: string): string | undefined {
  const name = foldText(written);
  if (name === '' || [...COLUMNS, ...TOLD].some((one) => one === name)) return name;
  const [, tag] = NAME.exec(name) ?? [];
  const language = tag === undefined ? undefined : languageOf(tag);
  return language === undefined ? undefined : `name:${language}`;
}
