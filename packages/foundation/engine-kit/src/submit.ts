import { createHash } from 'node:crypto';
import { type Clock, gather, newId, Refusal } from '@noren/kernel';
import type { NewRecord, Outbox, Positions } from '@noren/log';
import type { Accepted } from '@noren/wire';
import { appendRecords, unnest } from './commit.ts';
import { engineTypes, type Queryable } from './record-table.ts';
import { meaningOf, Statement } from './statement.ts';

/** A command as an API logs it. */
type Submitted = Readonly<{ key: string; type: string; value: Uint8Array }>;

/** A call that becomes one command, or one a line. */
export type Call = Readonly<{
  /** The end caller (the consumer platform, not link), whose idempotency keys are its own. */
  caller: string;
  /** By what the caller was known in a version before: a call that was made then may be repeated now. `isShared`: others may have been known by it too. */
  former?: Readonly<{ caller: string; isShared: boolean }> | undefined;
  /** `PlaceOrder`: a key means nothing across operations. */
  operation: string;
  idempotencyKey: string;
  /** The canonical request: a repeat must have the same. */
  request: Uint8Array;
  /** The same request as versions before wrote it: a call that was made then may be repeated now. Asked for only where the request itself differs. */
  formerRequests?: (() => readonly Uint8Array[]) | undefined;
  /** Ids that the API makes for the call (`orderId`), the same for a repeat. */
  made: Readonly<Record<string, string>>;
  /** The one of them by which others may ask before it is decided. */
  subject?: string;
  commands: readonly Submitted[];
  headers: Readonly<{ actor: string; traceparent: string; correlationid: string }>;
  seen: Positions;
}>;

export type SubmitParts = Readonly<{ db: Queryable; outbox: Outbox; clock: Clock; commandsTopic: string }>;

type IdempotencyRecord = Readonly<{ call: Call; hash: string; operationId: string; commandId: string }>;
type IdempotencyRow = Readonly<{
  caller: string;
  operation: string;
  idempotency_key: string;
  request_hash: string;
  operation_id: string;
  command_id: string;
  commands: number;
  made: Record<string, string>;
}>;

/** Calls of 10,000 lines are real, and what many of them come to together no statement carries. */
const BYTES_A_STATEMENT = 8 * 1_048_576;
/** A command with all that stands beside its bytes, about. */
const sizeOf = ({ commands }: Call): number => commands.reduce((sum, { value }) => sum + value.length + 500, 0);

/** The ids of a call's commands: a line's id is made of the call's, so a repeat names the same commands. */
const commandIds = (commandId: string, commands: number): string[] =>
  commands === 1 ? [commandId] : Array.from({ length: commands }, (_, at) => `${commandId}.${at + 1}`);

/**
 * Makes calls durable: the claim of the idempotency key and the commands go in one statement, gathered over concurrent callers.
 * Resolves when the log has the commands. A repeat gets the first call's ids; another request under the same key is refused (`idempotency_key_reused`).
 */
export function submitter(parts: SubmitParts): (call: Call) => Promise<Accepted> {
  const one = gather<Call, Accepted | Refusal>((calls) => submitAll(parts, calls), { max: 256, concurrency: 2, most: BYTES_A_STATEMENT, sizeOf });
  return async (call) => {
    const answer = await one(call);
    if (answer instanceof Refusal) throw answer;
    return answer;
  };
}

const claimKey = ({ caller, operation, idempotencyKey }: Call): string => JSON.stringify([caller, operation, idempotencyKey]);

async function submitAll(parts: SubmitParts, calls: readonly Call[]): Promise<(Accepted | Refusal)[]> {
  // Twins of one batch are folded: the first of them stands for all.
  const claims = new Map<string, IdempotencyRecord>();
  for (const call of calls) {
    const key = claimKey(call);
    if (!claims.has(key)) claims.set(key, { call, hash: hashOf(call.request), operationId: newId('op'), commandId: newId('cmd') });
  }
  const existing = await insertFresh(parts, claims);
  const answered = new Set<string>();
  return calls.map((call) => {
    const key = claimKey(call);
    const known = existing.get(key);
    const claim = claims.get(key);
    const first = known === undefined && !answered.has(key);
    answered.add(key);
    if (!isSame(call, known?.request_hash ?? claim?.hash)) return reused(call);
    const commandId = known?.command_id ?? claim?.commandId ?? '';
    return {
      operationId: known?.operation_id ?? claim?.operationId ?? '',
      commandIds: commandIds(commandId, known?.commands ?? call.commands.length),
      made: { ...(known?.made ?? claim?.call.made ?? {}) },
      replayed: !first,
    };
  });
}

const hashOf = (request: Uint8Array): string => createHash('sha256').update(request).digest('base64url');
const isSame = ({ request, formerRequests }: Call, hash: string | undefined): boolean =>
  hash === hashOf(request) || formerRequests?.().some((former) => hash === hashOf(former)) === true;
const reused = ({ operation }: Call): Refusal =>
  new Refusal('conflict', 'idempotency_key_reused', `this idempotency key was used for another ${operation} request`);

/**
 * What is claimed already, under what callers are known by now and before. Where that was the name of others too, only the same request counts: those of others
 * are about things of their own and so are never the same.
 */
async function claimedAlready(db: Queryable, claims: ReadonlyMap<string, IdempotencyRecord>): Promise<ReadonlyMap<string, IdempotencyRow>> {
  const asked = [...claims].flatMap(([key, { call }]) => [
    ...(call.former === undefined ? [] : [{ key, call, asThen: { ...call, caller: call.former.caller }, isShared: call.former.isShared }]),
    { key, call, asThen: call, isShared: false },
  ]);
  const rows = await claimsOf(
    db,
    asked.map(({ asThen }) => asThen),
  );
  return new Map(
    asked.flatMap(({ key, call, asThen, isShared }) => {
      const row = rows.get(claimKey(asThen));
      return row && (!isShared || isSame(call, row.request_hash)) ? [[key, row] as const] : [];
    }),
  );
}

/**
 * Inserts the claims that are new, with their commands; gives the claims that were there before. They are looked for first: a repeat that fails the insert would
 * be an error in PostgreSQL's log, and whoever repeats in a loop would fill its disk. Twins at the same moment still fail it, and are then found.
 */
async function insertFresh(parts: SubmitParts, claims: ReadonlyMap<string, IdempotencyRecord>): Promise<ReadonlyMap<string, IdempotencyRow>> {
  for (let attempt = 0; ; attempt += 1) {
    const existing = await claimedAlready(parts.db, claims);
    const fresh = [...claims].flatMap(([key, claim]) => (existing.has(key) ? [] : [claim]));
    if (fresh.length === 0) return existing;
    try {
      await insert(parts, fresh);
      return existing;
    } catch (error) {
      if (meaningOf(error) !== 'again' || attempt >= 20) throw error;
    }
  }
}

const claimTable = {
  caller: 'text',
  operation: 'text',
  idempotency_key: 'text',
  request_hash: 'text',
  operation_id: 'text',
  command_id: 'text',
  commands: 'integer',
  made: 'jsonb',
  subject: 'text',
} as const;

async function insert({ db, outbox, clock, commandsTopic }: SubmitParts, claims: readonly IdempotencyRecord[]): Promise<void> {
  // Claims are inserted in key order, so that two batches with twins in them wait for each other and do not deadlock.
  const sorted = claims.map((claim) => ({ ...claim, order: claimKey(claim.call) })).sort((a, b) => (a.order < b.order ? -1 : 1));
  const statement = new Statement(`submit ${commandsTopic}`);
  const from = unnest(
    statement,
    claimTable,
    sorted.map(({ call, hash, operationId, commandId }) => ({
      caller: call.caller,
      operation: call.operation,
      idempotency_key: call.idempotencyKey,
      request_hash: hash,
      operation_id: operationId,
      command_id: commandId,
      commands: call.commands.length,
      made: call.made,
      subject: call.subject,
    })),
  );
  const [at] = statement.parameters([clock.now().toISOString()]);
  statement.exactly(sorted.length, 'claimed', `INSERT INTO claim (${Object.keys(claimTable).join(', ')}, at) SELECT u.*, ${at}::timestamptz FROM ${from}`);
  const records = claims.flatMap((claim) => recordsOf(claim, commandsTopic));
  appendRecords(statement, outbox, records);
  statement.answers('(SELECT positions FROM appended)');
  await statement.run(db);
  outbox.committed(records);
}

function recordsOf({ call, commandId }: IdempotencyRecord, topic: string): NewRecord[] {
  const ids = commandIds(commandId, call.commands.length);
  const seen = Object.keys(call.seen).length > 0 ? { seen: JSON.stringify(call.seen) } : {};
  return call.commands.map(({ key, type, value }, at) => ({ topic, key, type, value, id: ids[at] ?? commandId, headers: { ...call.headers, ...seen } }));
}

const claimColumns = 'caller, operation, idempotency_key, request_hash, operation_id, command_id, commands, made';

async function claimsOf(db: Queryable, calls: readonly Call[]): Promise<Map<string, IdempotencyRow>> {
  const { rows } = await db.query<IdempotencyRow>({
    name: 'claims of',
    text: `SELECT ${claimColumns} FROM claim WHERE (caller, operation, idempotency_key) IN (SELECT * FROM unnest($1::text[], $2::text[], $3::text[]))`,
    values: [calls.map(({ caller }) => caller), calls.map(({ operation }) => operation), calls.map(({ idempotencyKey }) => idempotencyKey)],
    types: engineTypes,
  });
  return new Map(rows.map((row) => [JSON.stringify([row.caller, row.operation, row.idempotency_key]), row]));
}

type ClaimedOperation = Readonly<{
  operationId: string;
  caller: string;
  operation: string;
  commandIds: readonly string[];
  made: Readonly<Record<string, string>>;
}>;

/** The call that an operation id names, if one of these names is its caller's. */
export async function operationOf(db: Queryable, operationId: string, callers: readonly string[]): Promise<ClaimedOperation | undefined> {
  const { rows } = await db.query<IdempotencyRow>({
    name: 'operation of',
    text: `SELECT ${claimColumns} FROM claim WHERE operation_id = $1`,
    values: [operationId],
    types: engineTypes,
  });
  const [row] = rows;
  return row && callers.includes(row.caller) ? operation(row) : undefined;
}

/** The call that made an id, decided or not. */
export async function claimOf(db: Queryable, subject: string): Promise<ClaimedOperation | undefined> {
  const { rows } = await db.query<IdempotencyRow>({
    name: 'claim of',
    text: `SELECT ${claimColumns} FROM claim WHERE subject = $1 LIMIT 1`,
    values: [subject],
    types: engineTypes,
  });
  return rows[0] && operation(rows[0]);
}

const operation = (row: IdempotencyRow): ClaimedOperation => ({
  operationId: row.operation_id,
  caller: row.caller,
  operation: row.operation,
  commandIds: commandIds(row.command_id, row.commands),
  made: row.made,
});
