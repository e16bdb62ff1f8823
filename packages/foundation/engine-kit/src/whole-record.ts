import { enumCheck, type EnumValuesOf, type GivenEnumValues } from './enum-fields.ts';
import type { RecordMismatch } from './message-form.ts';
import { type Generated, type Present, readMessage } from './messages.ts';
import type { ColumnType, RecordTable } from './record-table.ts';

/** What queries, checks and unique indexes need of a record, each as a column beside it. */
type QueriedColumns<T> = Readonly<Record<string, readonly [type: ColumnType, of: (record: T) => unknown]>>;

/**
 * A table that keeps each record whole, as the bytes of its protobuf message, in a column `record`. A field that nobody queries by needs no column and no
 * migration (ADR 50).
 */
export function wholeRecords<Wire>(name: string, message: Generated<Wire>, queried: QueriedColumns<Present<Wire>> = {}): RecordTable<Present<Wire>> {
  const extracted = Object.entries(queried);
  return {
    name,
    columns: { record: 'bytea', ...Object.fromEntries(extracted.map(([column, [type]]) => [column, type])) },
    loaded: ['record'],
    toRow: (record) => ({
      // A record is its message as it is read: what is not there is missing in both.
      record: message.encode(record as unknown as Wire).finish(),
      ...Object.fromEntries(extracted.map(([column, [, of]]) => [column, of(record)])),
    }),
    fromRow({ record }) {
      // No bytes at all would be read as a message of defaults.
      if (!(record instanceof Uint8Array)) throw new Error(`a row of ${name} has no record`);
      return readMessage(message, record, name);
    },
  };
}

/** The same table for a domain whose type says more than the message: which values an enumerated field may have. */
export const withEnumValues =
  <T extends object>() =>
  <Wire>(table: RecordTable<Wire> & RecordMismatch<T, Wire>, ...enumValues: GivenEnumValues<EnumValuesOf<T>>): RecordTable<T> => {
    const [list]: readonly unknown[] = enumValues;
    const { toRow, fromRow, ...rest }: RecordTable<Wire> = table;
    const check = list === undefined ? () => undefined : enumCheck(list, rest.name);
    return {
      ...rest,
      // Held against each other just above, by the compiler.
      toRow(record, key) {
        // A value that nobody knows would be stored, and fail whenever it is read.
        check(record);
        return toRow(record as unknown as Wire, key);
      },
      fromRow(row) {
        const record = fromRow(row);
        check(record);
        return record as unknown as T;
      },
    };
  };
