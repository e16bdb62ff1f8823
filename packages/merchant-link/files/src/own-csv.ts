import { present } from '@noren/kernel';
import { type Read, readCategory, readChoice, readCurrency, readGtin, readName, readPrice, readQuantity, readSku } from './cells.ts';
import { readImages } from './image-list.ts';
import { bearersIn, rowReader, withoutTwins, type Imported, type ImportedItem, type RowReader } from './item.ts';
import type { Row, Table } from './table.ts';

const NAME = /^name:(.+)$/;

/** Reads our own CSV (see tools/import/README.md). `currency` is the one of rows that name none. */
export function readOwn(table: Table, currency: string): Imported {
  const languages = languagesOf(table.columns);
  const problems = [...table.problems];
  const items = table.rows.flatMap((row) => {
    const reader = rowReader(row.line);
    const item = itemOf(row, reader, languages, currency);
    problems.push(...reader.problems);
    return reader.problems.length === 0 && item !== undefined ? [item] : [];
  });
  return withoutTwins({ items, problems }, bearersIn(table, skuOf), 'sku');
}

const skuOf = (row: Row): Read<string> => readSku(row.cell('sku'));

const languagesOf = (columns: readonly string[]): ReadonlyMap<string, string> =>
  new Map(
    columns.flatMap((column) => {
      const [, language] = NAME.exec(column) ?? [];
      return language === undefined ? [] : [[column, language] as const];
    }),
  );

function itemOf(row: Row, { must, may, mayClear }: RowReader, languages: ReadonlyMap<string, string>, otherwise: string): ImportedItem | undefined {
  const sku = must('sku', skuOf(row));
  const names: Record<string, string | null> = {};
  for (const [column, language] of languages) {
    const name = mayClear(column, row.cell(column), readName);
    if (name !== undefined) names[language] = name;
  }
  const currency = row.cell('currency') === '' ? otherwise : may('currency', row.cell('currency'), readCurrency);
  const fields = present({
    names: Object.keys(names).length === 0 ? undefined : names,
    price: currency === undefined ? undefined : may('price', row.cell('price'), (text) => readPrice(text, currency)),
    gtin: mayClear('gtin', row.cell('gtin'), readGtin),
    taxClass: mayClear('tax_class', row.cell('tax_class'), (text) => readChoice(text, ['standard', 'reduced', 'zero', 'exempt'])),
    status: mayClear('status', row.cell('status'), (text) => readChoice(text, ['draft', 'published'])),
    soldBy: mayClear('sold_by', row.cell('sold_by'), (text) => readChoice(text, ['piece', 'weight'])),
    category: mayClear('category', row.cell('category'), readCategory),
    onHand: may('on_hand', row.cell('on_hand'), readQuantity),
    imageUrls: mayClear('image_urls', row.cell('image_urls'), readImages),
  });
  return sku === undefined ? undefined : { line: row.line, sku, ...fields };
}
