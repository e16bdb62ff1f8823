import type { Decision, LedgerRow, Records } from '@noren/kernel';
import type { Heard, NewRecord, Outbox, TopicPartition } from '@noren/log';
import { type ChangedRecords, kindsOf, type Loaded, type Tables } from './execute.ts';
import { type BookTable, columnArrays, type RecordTable } from './record-table.ts';
import type { Statement } from './statement.ts';

/** A takeover of a partition, and how far a commit moves it. `heard`: by source, the highest number up to there. */
export type Move = TopicPartition & Readonly<{ from: number; to: number; epoch: number; heard: Heard }>;

export type StoredOutcome = Readonly<{
  commandId: string;
  status: 'pending' | 'done' | 'refused' | 'failed';
  refusal?: Decision['refusal'] & { readonly field?: string };
  result?: Readonly<Record<string, unknown>>;
}>;
export type TimerRow = Readonly<{ key: string; due: string; recordKey: string; type: string; value: Uint8Array }>;

const list = (names: readonly string[], prefix = ''): string => names.map((name) => `${prefix}"${name}"`).join(', ');

/** The fence: moves the positions only from where this takeover saw them, and only while its epoch lasts. */
export function movePositions(statement: Statement, subscription: string, moves: readonly Move[]): void {
  const [name, topics, partitions, from, to, epochs, heard] = statement.parameters([
    subscription,
    moves.map(({ topic }) => topic),
    moves.map(({ partition }) => partition),
    moves.map((move) => move.from),
    moves.map((move) => move.to),
    moves.map(({ epoch }) => epoch),
    moves.map((move) => JSON.stringify(move.heard)),
  ]);
  statement.exactly(
    moves.length,
    'moved',
    `UPDATE "position" AS p SET next = u."to", heard = u.heard
     FROM unnest(${topics}::text[], ${partitions}::int[], ${from}::bigint[], ${to}::bigint[], ${epochs}::bigint[], ${heard}::jsonb[])
       AS u(topic, "partition", "from", "to", epoch, heard)
     WHERE p.subscription = ${name}::text AND p.topic = u.topic AND p."partition" = u."partition" AND p.next = u."from" AND p.epoch = u.epoch`,
  );
}

/** Writes every changed record over the version it was loaded at; new ones must be new. */
export function saveRecords<R extends Records>(statement: Statement, tables: Tables<R>, loaded: Loaded<R>, changed: ChangedRecords<R>): void {
  for (const kind of kindsOf<R>(tables)) saveKind(statement, tables[kind], loaded.versions[kind], changed[kind]);
}

function saveKind<T>(statement: Statement, table: RecordTable<T>, versions: ReadonlyMap<string, number>, changed: ReadonlyMap<string, T | null>): void {
  const columns = Object.keys(table.columns);
  const rows = [...changed].map(([key, record]) => ({ key, version: versions.get(key), row: record === null ? null : table.toRow(record, key) }));
  // Rows are written in key order, so that two writers of the same records wait for each other and do not deadlock.
  rows.sort((a, b) => (a.key < b.key ? -1 : 1));
  const insert = rows.flatMap(({ key, version, row }) => (row && version === undefined ? [{ key, row }] : []));
  const update = rows.flatMap(({ key, version, row }) => (row && version !== undefined ? [{ key, version, row }] : []));
  const remove = rows.flatMap(({ key, version, row }) => (!row && version !== undefined ? [{ key, version }] : []));
  const casts = columns.map((column) => `${table.columns[column]}[]`);

  const inserted = statement.parameters([
    insert.map(({ key }) => key),
    ...columnArrays(
      columns,
      insert.map(({ row }) => row),
      table.columns,
    ),
  ]);
  statement.exactly(
    insert.length,
    `ins_${table.name}`,
    `INSERT INTO "${table.name}" (key, version, ${list(columns)})
     SELECT u.key, 1, ${list(columns, 'u.')} FROM unnest(${inserted.map((p, at) => `${p}::${at === 0 ? 'text[]' : casts[at - 1]}`).join(', ')}) AS u(key, ${list(columns)})`,
  );
  const updated = statement.parameters([
    update.map(({ key }) => key),
    update.map(({ version }) => version),
    ...columnArrays(
      columns,
      update.map(({ row }) => row),
      table.columns,
    ),
  ]);
  const types = ['text[]', 'bigint[]', ...casts];
  statement.exactly(
    update.length,
    `upd_${table.name}`,
    `UPDATE "${table.name}" AS t SET version = t.version + 1, ${columns.map((column) => `"${column}" = u."${column}"`).join(', ')}
     FROM unnest(${updated.map((p, at) => `${p}::${types[at]}`).join(', ')}) AS u(key, version, ${list(columns)})
     WHERE t.key = u.key AND t.version = u.version`,
  );
  const [keys, seen] = statement.parameters([remove.map(({ key }) => key), remove.map(({ version }) => version)]);
  statement.exactly(
    remove.length,
    `del_${table.name}`,
    `DELETE FROM "${table.name}" AS t USING unnest(${keys}::text[], ${seen}::bigint[]) AS u(key, version) WHERE t.key = u.key AND t.version = u.version`,
  );
}

export function writeBook(statement: Statement, book: BookTable, rows: readonly LedgerRow[]): void {
  const columns = Object.keys(book.columns);
  const values = statement.parameters(columnArrays(columns, rows.map(book.toRow), book.columns));
  statement.exactly(
    rows.length,
    `book_${book.name}`,
    `INSERT INTO "${book.name}" (${list(columns)}) SELECT ${list(columns, 'u.')} FROM unnest(${values.map((p, at) => `${p}::${book.columns[columns[at] ?? ''] ?? 'text'}[]`).join(', ')}) AS u(${list(columns)})`,
  );
}

/** Appends to the log, or to the outbox of a log elsewhere; `(SELECT positions FROM appended)` says behind which positions. */
export function appendRecords(statement: Statement, outbox: Outbox, records: readonly NewRecord[]): void {
  const first = statement.nextParameter;
  statement.parameters(outbox.parameters(records));
  statement.also('appended', `SELECT ${outbox.expression(first)} AS positions`);
}

const outcomeColumns = (outcomes: readonly StoredOutcome[], at: string): unknown[] => [
  outcomes.map(({ commandId }) => commandId),
  outcomes.map(({ status }) => status),
  outcomes.map(({ refusal }) => (refusal ? JSON.stringify(refusal) : null)),
  outcomes.map(({ result }) => (result ? JSON.stringify(result) : null)),
  at,
];

/** Stores outcomes so that one which is there already makes the commit fail; and those decided again over what had failed. */
export function storeOutcomes(
  statement: Statement,
  outcomes: readonly StoredOutcome[],
  again: readonly StoredOutcome[],
  decisions: readonly StoredOutcome[],
  at: string,
): void {
  const rows = (p: readonly string[]): string =>
    `unnest(${p[0]}::text[], ${p[1]}::text[], ${p[2]}::jsonb[], ${p[3]}::jsonb[]) AS u(command_id, status, refusal, result)`;
  const values = (p: readonly string[]): string =>
    `SELECT u.command_id, u.status, u.refusal, u.result, (SELECT positions FROM appended), ${p[4]}::timestamptz FROM ${rows(p)}`;
  const columns = '(command_id, status, refusal, result, positions, at)';
  statement.exactly(outcomes.length, 'told', `INSERT INTO outcome ${columns} ${values(statement.parameters(outcomeColumns(outcomes, at)))}`);
  const redone = statement.parameters(outcomeColumns(again, at));
  statement.exactly(
    again.length,
    'redecided',
    `UPDATE outcome AS o SET status = u.status, refusal = u.refusal, result = u.result, positions = (SELECT positions FROM appended), at = ${redone[4]}::timestamptz
     FROM ${rows(redone)} WHERE o.command_id = u.command_id AND o.status = 'failed'`,
  );
  statement.exactly(decisions.length, 'decided', `INSERT INTO decision ${columns} ${values(statement.parameters(outcomeColumns(decisions, at)))}`);
}

/** Sets timers (again: moves them) and cancels others. One statement may not touch a row twice: what is set last stands. */
export function writeTimers(statement: Statement, set: readonly TimerRow[], cancelled: readonly string[]): void {
  const [keys, due, recordKeys, types, values] = statement.parameters([
    set.map(({ key }) => key),
    set.map((timer) => timer.due),
    set.map(({ recordKey }) => recordKey),
    set.map(({ type }) => type),
    set.map(({ value }) => `\\x${Buffer.from(value).toString('hex')}`),
  ]);
  statement.also(
    'timers_set',
    `INSERT INTO timer (key, due, record_key, type, value) SELECT * FROM unnest(${keys}::text[], ${due}::timestamptz[], ${recordKeys}::text[], ${types}::text[], ${values}::bytea[])
     ON CONFLICT (key) DO UPDATE SET due = excluded.due, record_key = excluded.record_key, type = excluded.type, value = excluded.value`,
  );
  const [gone] = statement.parameters([cancelled]);
  statement.also('timers_cancelled', `DELETE FROM timer WHERE key = ANY(${gone}::text[])`);
}
