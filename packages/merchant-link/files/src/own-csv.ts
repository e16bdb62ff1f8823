import { canonicalLanguage } from '@noren/kernel';
import { readCategory, readChoice, readGtin, readImageUrls, readName, readPrice, readQuantity, readSku } from './cells.ts';
import { rowReader, said, withoutTwins, type Imported, type ImportedItem, type RowReader } from './item.ts';
import { UnreadableFile, type Row, type Table } from './table.ts';

const COLUMNS = ['price', 'gtin', 'currency', 'tax_class', 'status', 'sold_by', 'category', 'on_hand', 'image_urls'] as const;
const NAME = /^name:(.+)$/;

/** A file of ours says of which SKU a row is, and one thing of it at least. */
export const isOwn = ({ columns }: Table): boolean => columns.includes('sku') && columns.some((column) => NAME.test(column) || isKnown(column));
const isKnown = (column: string): boolean => COLUMNS.some((known) => known === column);

/** Reads our own CSV (see tools/import/README.md). `currency` is the one of rows that name none. Throws `UnreadableFile` where the header is not ours. */
export function readOwn(table: Table, currency: string): Imported {
  const languages = languagesOf(table.columns);
  const problems = [...table.problems];
  const items = table.rows.flatMap((row) => {
    const reader = rowReader(row.line);
    const item = itemOf(row, reader, languages, currency);
    problems.push(...reader.problems);
    return reader.problems.length === 0 && item !== undefined ? [item] : [];
  });
  return withoutTwins({ items, problems }, 'sku');
}

function languagesOf(columns: readonly string[]): ReadonlyMap<string, string> {
  const unknown = columns.filter((column) => column !== 'sku' && !isKnown(column) && canonicalLanguage(NAME.exec(column)?.[1] ?? '') === undefined);
  if (unknown.length > 0) throw new UnreadableFile(`the header has columns that are not known: ${unknown.join(', ')}`);
  return new Map(
    columns.flatMap((column) => {
      const [, language] = NAME.exec(column) ?? [];
      return language === undefined ? [] : [[column, language] as const];
    }),
  );
}

function itemOf(row: Row, { must, may, mayClear }: RowReader, languages: ReadonlyMap<string, string>, otherwise: string): ImportedItem | undefined {
  const sku = must('sku', readSku(row.cell('sku')));
  const names: Record<string, string | null> = {};
  for (const [column, language] of languages) {
    const name = mayClear(column, row.cell(column), readName);
    if (name !== undefined) names[language] = name;
  }
  const fields = said({
    names: Object.keys(names).length === 0 ? undefined : names,
    price: may('price', row.cell('price'), (text) => readPrice(text, row.cell('currency') || otherwise)),
    gtin: mayClear('gtin', row.cell('gtin'), readGtin),
    taxClass: mayClear('tax_class', row.cell('tax_class'), (text) => readChoice(text, ['standard', 'reduced', 'zero', 'exempt'])),
    status: mayClear('status', row.cell('status'), (text) => readChoice(text, ['draft', 'published'])),
    soldBy: mayClear('sold_by', row.cell('sold_by'), (text) => readChoice(text, ['piece', 'weight'])),
    category: mayClear('category', row.cell('category'), readCategory),
    onHand: may('on_hand', row.cell('on_hand'), readQuantity),
    imageUrls: mayClear('image_urls', row.cell('image_urls'), (text) => readImageUrls(text.split(/\s+/))),
  });
  return sku === undefined ? undefined : { line: row.line, sku, ...fields };
}
