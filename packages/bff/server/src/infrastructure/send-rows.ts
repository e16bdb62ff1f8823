import type { RowFault } from '@noren/bff-contract';
import { Refusal } from '@noren/kernel';
import type { Accepted, Outcome } from '@noren/wire';
import type { FileProblem, ImportRow } from '../application/ports.ts';
import { outcomesOf } from './decided.ts';

/** A piece of a run waits for its decisions as long as a large batch may take. */
const WITHIN_MS = 30_000;
export type Row = Readonly<{ line: number; item: ImportRow }>;
type Sent<Of extends Row> = Readonly<{ good: readonly Of[]; problems: readonly FileProblem[] }>;

/**
 * Sends rows in one call and gives those that were done, and what was refused of the others. A call that is refused for what is in it is made again in halves:
 * one bad row costs no other. Throws where something is not decided yet: the piece is then repeated under the same keys.
 */
export async function sendRows<Of extends Row>(
  client: Parameters<typeof outcomesOf>[0],
  rows: readonly Of[],
  key: string,
  send: (rows: readonly Of[], key: string) => Promise<Accepted>,
  column = '',
): Promise<Sent<Of>> {
  if (rows.length === 0) return { good: [], problems: [] };
  try {
    return await settled(client, await send(rows, key), rows, column);
  } catch (error) {
    if (!(error instanceof Refusal) || error.kind !== 'invalid') throw error;
    const [first, ...more] = rows;
    if (first === undefined || more.length === 0) return { good: [], problems: rows.map(({ line }) => refusedFor(line, column, error)) };
    const half = Math.ceil(rows.length / 2);
    const before = await sendRows(client, rows.slice(0, half), `${key}.1`, send, column);
    const behind = await sendRows(client, rows.slice(half), `${key}.2`, send, column);
    return { good: [...before.good, ...behind.good], problems: [...before.problems, ...behind.problems] };
  }
}

async function settled<Of extends Row>(client: Parameters<typeof outcomesOf>[0], accepted: Accepted, rows: readonly Of[], column: string): Promise<Sent<Of>> {
  const outcomes = await outcomesOf(client, accepted, WITHIN_MS);
  if (outcomes.length < rows.length || outcomes.some(({ status }) => status === 'pending')) throw new Error('some rows are not decided yet');
  const problems = rows.flatMap(({ line }, at) => problemOf(line, column, outcomes[at]));
  return { good: rows.filter((_, at) => outcomes[at]?.status === 'done'), problems };
}

function problemOf(line: number, column: string, outcome: Outcome | undefined): readonly FileProblem[] {
  if (outcome?.status === 'done') return [];
  const { refusal } = outcome ?? {};
  if (!refusal) return [{ line, column, code: 'set_aside' satisfies RowFault, values: {}, reason: 'it was set aside: something went wrong on our side' }];
  return [{ line, column: column || refusal.field, code: refusal.code, values: {}, reason: refusal.message }];
}

/** What one row was refused for, its field without its place in the call: `lines.0.names` is `names`. */
const refusedFor = (line: number, column: string, { code, message, field = '' }: Refusal): FileProblem => ({
  ...{ line, column: column || field.replace(/^lines\.\d+\.?/, ''), code, values: {}, reason: message },
});
