import type { Decision, LedgerRow, Records } from '@noren/kernel';
import type { SequenceByProducer, NewRecord, Outbox, Positions, TopicPartition } from '@noren/log';
import { type ChangedRecords, kindsOf, type Loaded, type Tables } from './execute.ts';
import { type LedgerTable, columnArrays, type ColumnType, type RecordTable, type Row } from './record-table.ts';
import type { Statement } from './statement.ts';

/** A takeover of a partition, and how far a commit moves it. `sequences`: by source, the highest number up to there (the column `heard`). */
export type Move = TopicPartition & Readonly<{ from: number; to: number; epoch: number; sequences: SequenceByProducer }>;

export type StoredOutcome = Readonly<{
  commandId: string;
  status: 'pending' | 'done' | 'refused' | 'failed';
  refusal?: Decision['refusal'] & { readonly field?: string };
  result?: Readonly<Record<string, unknown>>;
  /** What its command had seen of the log: told with the positions of its events. */
  seen?: Positions;
}>;
export type TimerRow = Readonly<{ key: string; due: string; recordKey: string; type: string; value: Uint8Array }>;

const list = (names: readonly string[], prefix = ''): string => names.map((name) => `${prefix}"${name}"`).join(', ');

/** The fence: moves the positions only from where this takeover saw them, and only while its epoch lasts. */
export function movePositions(statement: Statement, subscription: string, moves: readonly Move[]): void {
  const [name, topics, partitions, from, to, epochs, sequences] = statement.parameters([
    subscription,
    moves.map(({ topic }) => topic),
    moves.map(({ partition }) => partition),
    moves.map((move) => move.from),
    moves.map((move) => move.to),
    moves.map(({ epoch }) => epoch),
    moves.map((move) => JSON.stringify(move.sequences)),
  ]);
  statement.exactly(
    moves.length,
    'moved',
    `UPDATE "position" AS p SET next = u."to", heard = u.heard
     FROM unnest(${topics}::text[], ${partitions}::int[], ${from}::bigint[], ${to}::bigint[], ${epochs}::bigint[], ${sequences}::jsonb[])
       AS u(topic, "partition", "from", "to", epoch, heard)
     WHERE p.subscription = ${name}::text AND p.topic = u.topic AND p."partition" = u."partition" AND p.next = u."from" AND p.epoch = u.epoch`,
  );
}

/** Writes every changed record over the version it was loaded at; new ones must be new. */
export function saveRecords<R extends Records>(statement: Statement, tables: Tables<R>, loaded: Loaded<R>, changed: ChangedRecords<R>): void {
  for (const kind of kindsOf<R>(tables)) saveKind(statement, tables[kind], loaded.versions[kind], changed[kind]);
}

function saveKind<T>(statement: Statement, table: RecordTable<T>, versions: ReadonlyMap<string, number>, changed: ReadonlyMap<string, T | null>): void {
  const rows = [...changed].map(([key, record]) => ({ key, version: versions.get(key), row: record === null ? null : table.toRow(record, key) }));
  // Rows are written in key order, so that two writers of the same records wait for each other and do not deadlock.
  rows.sort((a, b) => (a.key < b.key ? -1 : 1));
  insertRows(
    statement,
    table,
    rows.flatMap(({ key, version, row }) => (row && version === undefined ? [{ key, row }] : [])),
  );
  updateRows(
    statement,
    table,
    rows.flatMap(({ key, version, row }) => (row && version !== undefined ? [{ key, version, row }] : [])),
  );
  removeRows(
    statement,
    table.name,
    rows.flatMap(({ key, version, row }) => (!row && version !== undefined ? [{ key, version }] : [])),
  );
}

type Table = Pick<RecordTable<unknown>, 'name' | 'columns'>;
type Inserted = Readonly<{ key: string; row: Row }>;
type Removed = Readonly<{ key: string; version: number }>;

function insertRows(statement: Statement, { name, columns }: Table, rows: readonly Inserted[]): void {
  if (rows.length === 0) return;
  const names = Object.keys(columns);
  const from = unnest(
    statement,
    { key: 'text', ...columns },
    rows.map(({ key, row }) => ({ ...row, key })),
  );
  statement.exactly(rows.length, `ins_${name}`, `INSERT INTO "${name}" (key, version, ${list(names)}) SELECT u.key, 1, ${list(names, 'u.')} FROM ${from}`);
}

function updateRows(statement: Statement, { name, columns }: Table, rows: readonly (Inserted & Removed)[]): void {
  if (rows.length === 0) return;
  const set = Object.keys(columns).map((column) => `"${column}" = u."${column}"`);
  const from = unnest(
    statement,
    { key: 'text', version: 'bigint', ...columns },
    rows.map(({ key, version, row }) => ({ ...row, key, version })),
  );
  statement.exactly(
    rows.length,
    `upd_${name}`,
    `UPDATE "${name}" AS t SET version = t.version + 1, ${set.join(', ')} FROM ${from} WHERE t.key = u.key AND t.version = u.version`,
  );
}

function removeRows(statement: Statement, name: string, rows: readonly Removed[]): void {
  if (rows.length === 0) return;
  const from = unnest(statement, { key: 'text', version: 'bigint' }, rows);
  statement.exactly(rows.length, `del_${name}`, `DELETE FROM "${name}" AS t USING ${from} WHERE t.key = u.key AND t.version = u.version`);
}

export function appendRows(statement: Statement, { name, columns, toRow }: LedgerTable, lines: readonly LedgerRow[]): void {
  if (lines.length === 0) return;
  const names = Object.keys(columns);
  const from = unnest(statement, columns, lines.map(toRow));
  statement.exactly(lines.length, `book_${name}`, `INSERT INTO "${name}" (${list(names)}) SELECT ${list(names, 'u.')} FROM ${from}`);
}

/** Appends to the log, or to the outbox of a log elsewhere; `(SELECT positions FROM appended)` says behind which positions. */
export function appendRecords(statement: Statement, outbox: Outbox, records: readonly NewRecord[]): void {
  if (records.length === 0) return void statement.also('appended', `SELECT '{}'::jsonb AS positions`);
  const first = statement.nextParameter;
  statement.parameters(outbox.parameters(records));
  statement.also('appended', `SELECT ${outbox.expression(first)} AS positions`);
}

const outcomeColumns = { command_id: 'text', status: 'text', refusal: 'jsonb', result: 'jsonb', seen: 'jsonb' } as const;
const outcomeRow = ({ commandId, status, refusal, result, seen = {} }: StoredOutcome): Row => ({ command_id: commandId, status, refusal, result, seen });

/** Stores outcomes so that one which is there already makes the commit fail; and those decided again over what had failed. */
export function storeOutcomes(
  statement: Statement,
  outcomes: readonly StoredOutcome[],
  again: readonly StoredOutcome[],
  decisions: readonly StoredOutcome[],
  at: string,
): void {
  if (outcomes.length + again.length + decisions.length === 0) return;
  const [when] = statement.parameters([at]);
  const positionsAndTime = `u.seen || (SELECT positions FROM appended), ${when}::timestamptz`;
  const insert = (name: string, table: string, rows: readonly StoredOutcome[]): void => {
    if (rows.length === 0) return;
    const from = unnest(statement, outcomeColumns, rows.map(outcomeRow));
    const columns = list(['command_id', 'status', 'refusal', 'result']);
    statement.exactly(rows.length, name, `INSERT INTO ${table} (${columns}, positions, at) SELECT ${columns}, ${positionsAndTime} FROM ${from}`);
  };
  insert('outcomes_inserted', 'outcome', outcomes);
  insert('decisions_inserted', 'decision', decisions);
  if (again.length === 0) return;
  const from = unnest(statement, outcomeColumns, again.map(outcomeRow));
  statement.exactly(
    again.length,
    'redecided',
    `UPDATE outcome AS o SET (status, refusal, result, positions, at) = ROW(u.status, u.refusal, u.result, ${positionsAndTime})
     FROM ${from} WHERE o.command_id = u.command_id AND o.status = 'failed'`,
  );
}

const timerColumns = { key: 'text', due: 'timestamptz', record_key: 'text', type: 'text', value: 'bytea' } as const;

/** Sets timers (again: moves them) and cancels others. One statement may not touch a row twice: what is set last stands. */
export function writeTimers(statement: Statement, set: readonly TimerRow[], cancelled: readonly string[]): void {
  if (set.length > 0) {
    const from = unnest(
      statement,
      timerColumns,
      set.map(({ recordKey, ...timer }) => ({ ...timer, record_key: recordKey })),
    );
    statement.also(
      'timers_set',
      `INSERT INTO timer (key, due, record_key, type, value) SELECT u.* FROM ${from}
       ON CONFLICT (key) DO UPDATE SET due = excluded.due, record_key = excluded.record_key, type = excluded.type, value = excluded.value`,
    );
  }
  if (cancelled.length > 0) {
    const from = unnest(
      statement,
      { key: 'text' },
      cancelled.map((key) => ({ key })),
    );
    statement.also('timers_cancelled', `DELETE FROM timer AS t USING ${from} WHERE t.key = u.key`);
  }
}

/** Rows as the table `u` of a statement: a parameter for each column, which `unnest` turns back into rows. */
export function unnest(statement: Statement, columns: Readonly<Record<string, ColumnType>>, rows: readonly Row[]): string {
  const names = Object.keys(columns);
  const arrays = statement.parameters(columnArrays(columns, rows)).map((p, at) => `${p}::${columns[names[at] ?? '']}[]`);
  return `unnest(${arrays.join(', ')}) AS u(${list(names)})`;
}
