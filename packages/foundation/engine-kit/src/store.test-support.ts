import { columnArrays, type Queryable, type RecordTable } from './record-table.ts';

/** Stores a record at version 1 as the engine writes it, for tests of what reads it. */
export async function storeRecord<T>(db: Queryable, table: RecordTable<T>, key: string, record: T): Promise<void> {
  const columns = Object.entries(table.columns);
  const names = columns.map(([name]) => `"${name}"`).join(', ');
  const parameters = columns.map(([, type], at) => `$${at + 2}::${type}[]`).join(', ');
  await db.query(`INSERT INTO "${table.name}" (key, version, ${names}) SELECT $1, 1, * FROM unnest(${parameters})`, [
    key,
    ...columnArrays(table.columns, [table.toRow(record, key)]),
  ]);
}
