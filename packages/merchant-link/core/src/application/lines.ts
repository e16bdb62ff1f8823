import { limits } from '@noren/item-contract/limits';
import type { BadLines } from '@noren/service-kit';
import type { Accepted, Operation, Outcome, Position } from '@noren/wire';
import type { Decisions } from './ports.ts';
import type { LineAnswer, LinesAnswer } from './schemas.ts';

/** A decision over 10,000 lines takes a second or two; whoever waits longer asks for the operation again. */
const DECIDED_WITHIN_MS = 30_000;

/** `positions`: behind what was decided in the log. */
export type Decided = Readonly<{ answer: LinesAnswer; positions: readonly Position[]; done: boolean; replayed: boolean }>;

/** Waits for what becomes of a call, line by line. Which context it went to stands before the operation's id. */
export async function decided(context: string, client: Decisions, accepted: Accepted, skus: readonly string[]): Promise<Decided> {
  const operation = await waited(client, accepted.operationId);
  return { answer: linesAnswer(context, operation, skus), positions: positionsOf(operation), done: operation.done, replayed: accepted.replayed };
}

export const waited = (client: Decisions, operationId: string): Promise<Operation> =>
  client.waitOperation({ operationId, timeoutMs: DECIDED_WITHIN_MS }, { deadlineMs: DECIDED_WITHIN_MS + 5_000 });

export function linesAnswer(context: string, operation: Operation, skus: readonly string[]): LinesAnswer {
  return {
    operationId: `${context}.${operation.operationId}`,
    lines: operation.outcomes.map((outcome, at) => lineAnswer(outcome, at + 1, skus[at])),
  };
}

function lineAnswer({ status, refusal, result }: Outcome, line: number, sku: string | undefined): LineAnswer {
  const told = result === '' ? undefined : (JSON.parse(result) as Record<string, unknown>);
  const error = refusal && { code: refusal.code, message: refusal.message, ...(refusal.field === '' ? {} : { field: fieldOfLine(refusal.field) }) };
  return {
    line,
    ...(sku === undefined ? {} : { sku }),
    status: status === 'done' || status === 'refused' || status === 'failed' ? status : 'pending',
    ...(error ? { error } : {}),
    ...(told ? { result: told } : {}),
  };
}

/**
 * What became of a call some of whose lines could not be read. Others stand in for them at the context, so that every line keeps its place in the operation and a
 * repeat is known again; here they say what is wrong with them.
 */
export function withBadLines({ answer, ...rest }: Decided, badLines: BadLines): Decided {
  const lines = answer.lines.map((line, at): LineAnswer => {
    const bad = badLines.get(at);
    if (!bad) return line;
    const [{ field, message } = { field: '', message: 'is no line' }] = bad.errors;
    const sku: unknown = Reflect.get(Object(bad.given), 'sku');
    return {
      line: line.line,
      ...(typeof sku === 'string' ? { sku: sku.slice(0, limits.skuCharacters) } : {}),
      status: 'refused',
      error: { code: 'invalid_request', message, ...(field === '' ? {} : { field }) },
    };
  });
  return { ...rest, answer: { ...answer, lines } };
}

/** A command holds the item under a name of its own, which callers do not write. */
export const fieldOfLine = (field: string): string => field.replace(/^item\./, '');

export const positionsOf = ({ outcomes }: Operation): readonly Position[] => outcomes.flatMap(({ positions }) => positions);
