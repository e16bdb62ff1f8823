import { refusal } from '@noren/admin-contract/refusals';
import { limits } from '@noren/admin-contract/limits';

/** A row of a file of shops, as it stands there. */
export type ShopLine = Readonly<{ line: number; code: string; name: string; timeZone: string; hours: string }>;
/** A row that cannot be read, where it is and why. */
export type UnreadLine = Readonly<{ line: number; column: string; code: string; reason: string }>;
/** Reads a file of shops. Throws `file` where it is none. */
export type ReadShops = (file: Uint8Array, encoding: string) => Readonly<{ rows: readonly ShopLine[]; unread: readonly UnreadLine[] }>;

const NEEDED = ['code', 'name', 'time_zone'];
const KNOWN = [...NEEDED, 'hours'];

/** A file of shops has the columns of a shop, and no others: one that is misspelt would be left out unseen. */
export function checkColumns(columns: readonly string[]): void {
  const missing = NEEDED.filter((name) => !columns.includes(name));
  const unknown = columns.filter((name) => !KNOWN.includes(name));
  if (missing.length > 0) throw refusal('file', 'file', `it has no column ${missing.join(', ')}`);
  if (unknown.length > 0) throw refusal('file', 'file', `the column ${unknown.join(', ')} is none of them`);
}

export function checkLength(rows: number): void {
  if (rows > limits.shopRows) throw refusal('file', 'file', `it has more than ${limits.shopRows} rows: cut it into several`);
}
