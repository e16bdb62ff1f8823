import type { FileRecord } from './records.ts';
import { columnOfShopify } from './shopify-columns.ts';

/** A row that is given back. Without a line it says again what stands in other rows of its product. */
export type GivenRow = Readonly<{ line?: number; cells: readonly string[] }>;

/** What only one row of a product says, for all of them. */
const OF_PRODUCT: readonly string[] = [
  ...['Title', 'Published', 'Status', 'Type', 'Product Category', 'Google Shopping / Google Product Category', 'Gift Card'],
];
const IMAGE: readonly string[] = ['Handle', 'Image Src', 'Image Position'];

/**
 * The refused rows of a file of Shopify's, each so that it stands by itself: with what only the row with the Title says of its product, and behind the last
 * of a product the images that its other rows have.
 */
export function wholeProducts(header: readonly string[], records: readonly FileRecord[], isRefused: (line: number) => boolean): readonly GivenRow[] {
  const columns = header.map(columnOfShopify);
  const at = (column: string): number => columns.indexOf(column);
  const [handleAt, titleAt, imageAt] = [at('Handle'), at('Title'), at('Image Src')];
  const products = Map.groupBy(records, ({ cells, line }) => textAt(cells, handleAt) || `\0${line}`);
  return [...products.values()].flatMap((rows) => {
    const refused = rows.filter(({ line }) => isRefused(line));
    if (refused.length === 0) return [];
    const first = rows.find(({ cells, fault }) => fault === undefined && textAt(cells, titleAt) !== '');
    const given = refused.map((row) => ({ line: row.line, cells: first && first !== row ? withProduct(row, first, columns) : row.cells }));
    const images = rows.filter((row) => row.fault === undefined && !refused.includes(row) && textAt(row.cells, imageAt) !== '');
    return [...given, ...images.map(({ cells }) => ({ cells: columns.map((column, place) => (IMAGE.includes(column) ? (cells[place] ?? '') : '')) }))];
  });
}

/** Cells of another width than the header stay as they are: nobody knows which is which. */
const withProduct = ({ cells, fault }: FileRecord, first: FileRecord, columns: readonly string[]): readonly string[] =>
  fault !== undefined || cells.length < columns.length
    ? cells
    : cells.map((cell, place) => (cell.trim() === '' && OF_PRODUCT.includes(columns[place] ?? '') ? (first.cells[place] ?? '') : cell));

const textAt = (cells: readonly string[], place: number): string => cells[place]?.trim() ?? '';
