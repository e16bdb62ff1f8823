import type { Refusal } from '@noren/kernel';
import { type LogRecord, type NewRecord, parsePositionKey, positionKey, type Positions } from '@noren/log';
import { Outcomes, type Outcome } from '@noren/wire';
import { newId } from '@noren/kernel';
import type { StoredOutcome } from './commit.ts';
import { latest } from './positions.ts';
import { engineTypes, type Queryable } from './record-table.ts';

const OUTCOMES = 'noren.wire.v1.Outcomes';

export const refused = (commandId: string, { kind, code, message, field }: Refusal): StoredOutcome => ({
  commandId,
  status: 'refused',
  refusal: { kind, code, message, ...(field === undefined ? {} : { field }) },
});

/** The outcomes of one commit as one record of `<context>.outcomes`; those still pending are not told. */
export function outcomesRecord(topic: string, outcomes: readonly StoredOutcome[], headers: Readonly<Record<string, string>>): NewRecord | undefined {
  const decided = outcomes.filter(({ status }) => status !== 'pending');
  if (decided.length === 0) return undefined;
  const value = Outcomes.encode({ outcomes: decided.map((outcome) => toWireOutcome(outcome, outcome.seen ?? {})) }).finish();
  return { topic, key: topic, id: newId('evt'), type: OUTCOMES, value, headers, carriesPositions: true };
}

const toWireOutcome = ({ commandId, status, refusal, result }: StoredOutcome, positions: Positions): Outcome => ({
  commandId,
  status,
  refusal: refusal && { kind: refusal.kind, code: refusal.code, message: refusal.message, field: refusal.field ?? '' },
  result: result ? JSON.stringify(result) : '',
  positions: toWirePositions(positions),
});

const toWirePositions = (positions: Positions): Outcome['positions'] =>
  Object.entries(positions).map(([key, offset]) => ({ ...parsePositionKey(key), offset }));

/** The outcomes that a record of `<context>.outcomes` tells, each with the positions behind its events and what its command had seen. */
export function decodeOutcomes({ type, value, headers }: LogRecord): readonly Outcome[] {
  if (type !== OUTCOMES) return [];
  const behind = JSON.parse(headers['positions'] ?? '{}') as Positions;
  return Outcomes.decode(value).outcomes.map(({ positions, ...outcome }) => {
    const seen = Object.fromEntries(positions.map((position) => [positionKey(position), position.offset]));
    return { ...outcome, positions: toWirePositions(latest(seen, behind)) };
  });
}

type OutcomeRow = Readonly<{
  command_id: string;
  status: StoredOutcome['status'];
  refusal: StoredOutcome['refusal'] | null;
  result: Readonly<Record<string, unknown>> | null;
  positions: Positions;
}>;

/**
 * What became of these commands, in their order: the decision where one came later than the command's own outcome; `pending` where nothing is stored,
 * or where the events are not in the log yet: whoever hears of an outcome may ask for what stands behind it.
 */
export async function storedOutcomes(db: Queryable, commandIds: readonly string[]): Promise<readonly Outcome[]> {
  const { rows } = await db.query<OutcomeRow>({
    name: 'stored outcomes',
    text: `SELECT command_id, status, refusal, result, positions FROM outcome WHERE command_id = ANY($1::text[])
           UNION ALL SELECT command_id, status, refusal, result, positions FROM decision WHERE command_id = ANY($1::text[])`,
    values: [commandIds],
    types: engineTypes,
  });
  const found = new Map<string, Outcome>();
  for (const row of await relayed(db, rows)) {
    if (row.status === 'pending' && found.has(row.command_id)) continue;
    const stored: StoredOutcome = {
      commandId: row.command_id,
      status: row.status,
      ...(row.refusal ? { refusal: row.refusal } : {}),
      ...(row.result ? { result: row.result } : {}),
    };
    found.set(row.command_id, toWireOutcome(stored, row.positions));
  }
  return commandIds.map((commandId) => found.get(commandId) ?? { commandId, status: 'pending', refusal: undefined, result: '', positions: [] });
}

/** Those whose records are in the log, with the positions that their relay found out. Where there is no relay that is all of them, and nothing is asked. */
async function relayed(db: Queryable, rows: readonly OutcomeRow[]): Promise<readonly OutcomeRow[]> {
  const commits = new Set(rows.flatMap(({ positions: { outbox } }) => (outbox === undefined ? [] : [outbox])));
  if (commits.size === 0) return rows;
  const { rows: known } = await db.query<{ commit: number; positions: Positions }>({
    name: 'relayed',
    text: 'SELECT commit, positions FROM relayed WHERE commit = ANY($1::bigint[])',
    values: [[...commits]],
    types: engineTypes,
  });
  const places = new Map(known.map(({ commit, positions }) => [commit, positions]));
  return rows.flatMap((row) => {
    const { outbox, ...seen } = row.positions;
    if (outbox === undefined) return [row];
    const positions = places.get(outbox);
    return positions ? [{ ...row, positions: { ...seen, ...positions } }] : [];
  });
}
