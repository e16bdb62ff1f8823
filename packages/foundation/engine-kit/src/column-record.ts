import type { AppendOnlyTable, ColumnType, RecordTable, Row } from './record-table.ts';

type ColumnFor<Value> = Value extends string
  ? 'text' | 'timestamptz'
  : Value extends number
    ? 'bigint' | 'integer'
    : Value extends boolean
      ? 'boolean'
      : 'jsonb';
/** A column a field: one that is left out does not compile. */
type ColumnsOf<T> = { readonly [Name in keyof T]-?: ColumnFor<Exclude<T[Name], undefined>> };
type MoreColumns<T> = Readonly<Record<string, readonly [type: ColumnType, of: (record: T) => unknown]>>;

/** `onHand` is the column `on_hand`. A record's `version` counts its events; the column `version` is the row's own and counts commits. */
const columnName = (field: string): string => (field === 'version' ? 'record_version' : field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));

/**
 * A table with a column for each field of a record, named after it: for small records that are written very often, or that SQL itself works on. `more`:
 * columns that are computed from the record, for queries.
 */
export function columnRecords<T extends object>(name: string, fields: ColumnsOf<T>, more: MoreColumns<T> = {}): RecordTable<T> {
  const columns = columnsOf(fields);
  return {
    name,
    columns: { ...Object.fromEntries(columns.map(({ column, type }) => [column, type])), ...typesOf(more) },
    loaded: columns.map(({ column }) => column),
    toRow: rowOf(columns, more),
    // A column that is null is a field that is missing; the database is the only witness of the types.
    fromRow: (row) => Object.fromEntries(columns.flatMap(({ field, column }) => (row[column] === null ? [] : [[field, row[column]]]))) as T,
  };
}

/** A table that rows are only ever added to, beside the records: a ledger, a history. A column a field, as `columnRecords` has them. */
export function appendOnly<T extends object>(name: string, fields: ColumnsOf<T>, more: MoreColumns<T> = {}): AppendOnlyTable<T> {
  const columns = columnsOf(fields);
  return { name, columns: { ...Object.fromEntries(columns.map(({ column, type }) => [column, type])), ...typesOf(more) }, toRow: rowOf(columns, more) };
}

type Column = Readonly<{ field: string; column: string; type: ColumnType }>;
const columnsOf = (fields: Readonly<Record<string, ColumnType>>): readonly Column[] =>
  Object.entries(fields).map(([field, type]) => ({ field, column: columnName(field), type }));

const typesOf = <T>(more: MoreColumns<T>): Record<string, ColumnType> => Object.fromEntries(Object.entries(more).map(([column, [type]]) => [column, type]));

const rowOf =
  <T extends object>(columns: readonly Column[], more: MoreColumns<T>) =>
  (record: T): Row => {
    const row: Record<string, unknown> = {};
    for (const { field, column } of columns) row[column] = Reflect.get(record, field) ?? null;
    for (const [column, [, of]] of Object.entries(more)) row[column] = of(record);
    return row;
  };
