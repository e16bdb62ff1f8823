import type { LogRecord, NewRecord, Outbox } from '@noren/log';
import { appendRecords, type Move, movePositions } from './commit.ts';
import { outcomesRecord } from './outcomes.ts';
import { engineTypes, type Queryable } from './record-table.ts';
import { Statement } from './statement.ts';

/** Strangers' records may hold what PostgreSQL takes for no text (NUL, half a surrogate pair): one that is set aside must not fail by it, or it stands in the way for ever. */
const storable = (text: string): string => text.replaceAll('\0', '\uFFFD').toWellFormed();

/** The commit that sets a record aside: the position moves past it, the record is kept whole, its outcome is `failed`. */
export function deadLetterOf(
  subscription: string,
  outcomesTopic: string | undefined,
  outbox: Outbox,
  moves: readonly Move[],
  record: LogRecord,
  error: unknown,
): Readonly<{ statement: Statement; records: readonly NewRecord[] }> {
  const statement = new Statement(`dead letter ${subscription}`);
  const recordId = storable(record.id);
  const outcome = outcomesTopic === undefined ? undefined : outcomesRecord(outcomesTopic, [{ commandId: recordId, status: 'failed' }], {});
  const records = outcome ? [outcome] : [];
  movePositions(statement, subscription, moves);
  const row = statement.parameters([
    subscription,
    record.topic,
    record.partition,
    record.offset,
    storable(record.key),
    recordId,
    storable(record.type),
    JSON.stringify(Object.fromEntries(Object.entries(record.headers).map((header) => header.map(storable)))),
    Buffer.from(record.value),
    storable(error instanceof Error ? (error.stack ?? error.message) : String(error)),
    record.at,
  ]);
  const types = ['text', 'text', 'int', 'bigint', 'text', 'text', 'text', 'jsonb', 'bytea', 'text', 'timestamptz'];
  statement.exactly(
    1,
    'set_aside',
    `INSERT INTO dead_letter (subscription, topic, "partition", "offset", record_key, record_id, type, headers, value, error, at)
     VALUES (${row.map((p, at) => `${p}::${types[at]}`).join(', ')})`,
  );
  appendRecords(statement, outbox, records);
  const [id, at] = statement.parameters([outcomesTopic === undefined ? [] : [recordId], record.at]);
  // A redriven record that fails again has its outcome already.
  statement.also(
    'outcomes_inserted',
    `INSERT INTO outcome (command_id, status, positions, at) SELECT u.id, 'failed', (SELECT positions FROM appended), ${at}::timestamptz FROM unnest(${id}::text[]) AS u(id)
     ON CONFLICT (command_id) DO NOTHING`,
  );
  statement.answers('(SELECT positions FROM appended)');
  return { statement, records };
}

type DeadLetter = Readonly<{
  id: number;
  subscription: string;
  topic: string;
  recordKey: string;
  recordId: string;
  type: string;
  error: string;
  at: string;
  redrivenAt: string | null;
}>;

export async function listDeadLetters(db: Queryable, limit = 100): Promise<readonly DeadLetter[]> {
  const { rows } = await db.query<DeadLetter>({
    text: `SELECT id, subscription, topic, record_key AS "recordKey", record_id AS "recordId", type, error, at, redriven_at AS "redrivenAt"
           FROM dead_letter ORDER BY id DESC LIMIT $1`,
    values: [limit],
    types: engineTypes,
  });
  return rows;
}

/** Appends a dead letter's record to its topic again, marked so that only an outcome `failed` is decided anew. Says whether it was there to redrive. */
export async function redrive(db: Queryable, outbox: Outbox, id: number): Promise<boolean> {
  const { rows } = await db.query<{ topic: string; record_key: string; record_id: string; type: string; headers: Record<string, string>; value: Buffer }>({
    text: 'SELECT topic, record_key, record_id, type, headers, value FROM dead_letter WHERE id = $1 AND redriven_at IS NULL',
    values: [id],
    types: engineTypes,
  });
  const [row] = rows;
  if (!row) return false;
  const record: NewRecord = {
    topic: row.topic,
    key: row.record_key,
    id: row.record_id,
    type: row.type,
    value: row.value,
    headers: { ...row.headers, redrive: 'true' },
  };
  const statement = new Statement('redrive');
  const [letter] = statement.parameters([id]);
  statement.exactly(1, 'redriven', `UPDATE dead_letter SET redriven_at = now() WHERE id = ${letter}::bigint AND redriven_at IS NULL`);
  appendRecords(statement, outbox, [record]);
  statement.answers('(SELECT positions FROM appended)');
  await statement.run(db);
  outbox.committed([record]);
  return true;
}
