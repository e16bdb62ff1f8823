import type { Accepted, Operation, Outcome } from '@noren/wire';
import type { Decisions } from './ports.ts';
import type { LineAnswer, LinesAnswer } from './words.ts';

/** A decision over 10,000 lines takes a second or two; whoever waits longer asks for the operation again. */
export const DECIDED_WITHIN_MS = 30_000;

/** Waits for what becomes of a call, line by line. Which context it went to stands before the operation's id. */
export async function decided(
  context: string,
  client: Decisions,
  accepted: Accepted,
  skus: readonly string[],
): Promise<Readonly<{ answer: LinesAnswer; done: boolean; replayed: boolean }>> {
  const operation = await waited(client, accepted.operationId);
  return { answer: linesAnswer(context, operation, skus), done: operation.done, replayed: accepted.replayed };
}

export const waited = (client: Decisions, operationId: string): Promise<Operation> =>
  client.waitOperation({ operationId, timeoutMs: DECIDED_WITHIN_MS }, { deadlineMs: DECIDED_WITHIN_MS + 5_000 });

export function linesAnswer(context: string, operation: Operation, skus: readonly string[]): LinesAnswer {
  const position = positionsOf(operation.outcomes);
  return {
    operationId: `${context}.${operation.operationId}`,
    ...(position === '' ? {} : { position }),
    lines: operation.outcomes.map((outcome, at) => lineAnswer(outcome, at + 1, skus[at])),
  };
}

function lineAnswer({ status, refusal, result }: Outcome, line: number, sku: string | undefined): LineAnswer {
  const told = result === '' ? undefined : (JSON.parse(result) as Record<string, unknown>);
  const error = refusal && { code: refusal.code, message: refusal.message, ...(refusal.field === '' ? {} : { field: refusal.field }) };
  return {
    line,
    ...(sku === undefined ? {} : { sku }),
    status: status === 'done' || status === 'refused' || status === 'failed' ? status : 'pending',
    ...(error ? { error } : {}),
    ...(told ? { result: told } : {}),
  };
}

/** The furthest position of each partition, as text: `item.events/0=17,…`. */
function positionsOf(outcomes: readonly Outcome[]): string {
  const furthest = new Map<string, number>();
  for (const { positions } of outcomes)
    for (const { topic, partition, offset } of positions)
      if (topic.endsWith('.events')) furthest.set(`${topic}/${partition}`, Math.max(offset, furthest.get(`${topic}/${partition}`) ?? 0));
  return [...furthest].map(([key, offset]) => `${key}=${offset}`).join(',');
}
