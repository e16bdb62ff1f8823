import type { LedgerRow } from '@noren/kernel';
import { bigintArray, boolArray, byteaArray, instantArray, intArray, jsonbArray, textArray } from '@noren/log';
import type pg from 'pg';
import { ours } from './bug.ts';

export type ColumnType = 'text' | 'bigint' | 'integer' | 'boolean' | 'jsonb' | 'timestamptz' | 'bytea';
export type Row = Readonly<Record<string, unknown>>;

/**
 * How the engine keeps one kind of record: a table with `key text PRIMARY KEY`, `version bigint` and these columns.
 * Many are loaded, and many saved, by one statement each.
 */
export interface RecordTable<T> {
  readonly name: string;
  readonly columns: Readonly<Record<string, ColumnType>>;
  /** The columns that `fromRow` reads; all of them where none are named. */
  readonly loaded?: readonly string[];
  toRow(record: T, key: string): Row;
  fromRow(row: Row): T;
}

/** A table that rows are only ever added to (a ledger, a history). */
export type AppendOnlyTable<Line> = Readonly<{ name: string; columns: Readonly<Record<string, ColumnType>>; toRow(line: Line): Row }>;
export type LedgerTable = AppendOnlyTable<LedgerRow>;

type Stored<T> = Readonly<{ record: T; version: number }>;

const quoted = (name: string): string => `"${name}"`;

/** Loads the records of these keys: one query. Keys without a record are missing from the map. */
export async function loadRecords<T>(db: Queryable, table: RecordTable<T>, keys: readonly string[]): Promise<Map<string, Stored<T>>> {
  const columns = (table.loaded ?? Object.keys(table.columns)).map(quoted).join(', ');
  const { rows } = await db.query<{ key: string; version: number } & Row>({
    name: `load ${table.name}`,
    text: `SELECT key, version, ${columns} FROM ${quoted(table.name)} WHERE key = ANY($1::text[])`,
    values: [textArray(keys)],
    types: engineTypes,
  });
  return new Map(rows.map((row) => [row.key, { record: ours(() => table.fromRow(row)), version: row.version }]));
}

export type Queryable = Pick<pg.Pool, 'query'>;

/** 64-bit integers as numbers (refused beyond ±(2⁵³−1)), instants as ISO text. */
export const engineTypes: pg.CustomTypesConfig = {
  getTypeParser: (oid: number) => (parsers[oid] ?? String) as (text: string) => unknown,
};

const exact = (text: string): number => {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new Error(`${text} is beyond exact integers`);
  return value;
};
const parsers: Readonly<Record<number, (text: string) => unknown>> = {
  16: (text) => text === 't',
  17: (text) => Buffer.from(text.slice(2), 'hex'),
  20: exact,
  21: Number,
  23: Number,
  114: JSON.parse,
  3802: JSON.parse,
  1114: (text) => new Date(`${text}Z`).toISOString(),
  1184: (text) => new Date(text).toISOString(),
};

/** The array parameters of rows, a column each: what `unnest` turns back into rows. */
export const columnArrays = (columns: Readonly<Record<string, ColumnType>>, rows: readonly Row[]): Buffer[] =>
  Object.entries(columns).map(([column, type]) => arrays[type](rows.map((row) => row[column] ?? null)));

const each =
  <T>(of: (value: unknown) => T, array: (values: readonly (T | null)[]) => Buffer) =>
  (values: readonly unknown[]): Buffer =>
    array(values.map((value) => (value === null ? null : of(value))));
const arrays: Readonly<Record<ColumnType, (values: readonly unknown[]) => Buffer>> = {
  text: each(String, textArray),
  bigint: each(Number, bigintArray),
  integer: each(Number, intArray),
  boolean: each((value) => value === true, boolArray),
  jsonb: each((value) => JSON.stringify(value), jsonbArray),
  timestamptz: each(String, instantArray),
  bytea: each((value) => (value instanceof Uint8Array ? value : new Uint8Array()), byteaArray),
};
