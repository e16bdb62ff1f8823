import { readChoice, readGtin, readImageUrls, readName, readPrice, readQuantity, readSku } from './cells.ts';
import { fault } from './faults.ts';
import { rowReader, said, withoutTwins, type Imported, type ImportedItem, type RowReader } from './item.ts';
import { UnreadableFile, type Row, type Table } from './table.ts';

const OPTIONAL = ['gtin', 'currency', 'tax_class', 'status', 'sold_by', 'category', 'on_hand', 'image_urls'] as const;
const NAME = /^name:(.+)$/;

export const isOwn = ({ columns }: Table): boolean => columns.includes('sku') && columns.includes('price');

/** Reads our own CSV (see README.md). `currency` is the one of rows that name none. Throws `UnreadableFile` where the header is not ours. */
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
  const known = new Set<string>(['sku', 'price', ...OPTIONAL]);
  const unknown = columns.filter((column) => !known.has(column) && !NAME.test(column));
  if (unknown.length > 0) throw new UnreadableFile(`the header has columns that are not known: ${unknown.join(', ')}`);
  const languages = columns.flatMap((column) => {
    const [, language] = NAME.exec(column) ?? [];
    return language === undefined ? [] : [[column, language] as const];
  });
  if (languages.length === 0) throw new UnreadableFile('the header has no name column, such as name:en');
  return new Map(languages);
}

function itemOf(row: Row, { must, may, problems }: RowReader, languages: ReadonlyMap<string, string>, otherwise: string): ImportedItem | undefined {
  const sku = must('sku', readSku(row.cell('sku')));
  const price = must('price', readPrice(row.cell('price'), row.cell('currency') || otherwise));
  const names: Record<string, string> = {};
  for (const [column, language] of languages) {
    const name = may(column, row.cell(column), readName);
    if (name !== undefined) names[language] = name;
  }
  const [firstName = ''] = languages.keys();
  if (Object.keys(names).length === 0) problems.push({ line: row.line, column: firstName, ...fault('names_missing') });
  const optional = said({
    gtin: may('gtin', row.cell('gtin'), readGtin),
    taxClass: may('tax_class', row.cell('tax_class'), (text) => readChoice(text, ['standard', 'reduced', 'zero', 'exempt'])),
    status: may('status', row.cell('status'), (text) => readChoice(text, ['draft', 'published'])),
    soldBy: may('sold_by', row.cell('sold_by'), (text) => readChoice(text, ['piece', 'weight'])),
    category: row.cell('category') || undefined,
    onHand: may('on_hand', row.cell('on_hand'), readQuantity),
  });
  const imageUrls = may('image_urls', row.cell('image_urls'), (text) => readImageUrls(text.split(/\s+/))) ?? [];
  return sku === undefined || price === undefined ? undefined : { line: row.line, sku, names, price, imageUrls, ...optional };
}
