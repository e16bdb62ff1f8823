import type { LineAnswer } from '@noren/bff-contract';
import { Refusal, type RefusalKind } from '@noren/kernel';
import { ConflictWith, type RequestOptions, Unavailable } from '@noren/service-kit';
import type { Accepted, Operation, Outcome, WaitOperationRequest } from '@noren/wire';

/** Somebody looks at the screen and waits: whoever decides in more than this is asked again by a repeat. */
const DECIDED_WITHIN_MS = 8_000;

type Decides = Readonly<{ waitOperation(request: WaitOperationRequest, options?: RequestOptions): Promise<Operation> }>;

/** Waits for what became of each line of a call. */
export async function outcomesOf(client: Decides, { operationId }: Accepted, withinMs = DECIDED_WITHIN_MS): Promise<readonly Outcome[]> {
  return (await client.waitOperation({ operationId, timeoutMs: withinMs }, { deadlineMs: withinMs + 2_000 })).outcomes;
}

/** Waits for a call of one line to be done. Throws what it was refused with; a conflict comes with `now`, the thing as it is. */
export async function decided(client: Decides, accepted: Accepted, now?: () => Promise<unknown>): Promise<void> {
  const [outcome] = await outcomesOf(client, accepted);
  if (outcome?.refusal) throw await withNow(refusalOf(outcome.refusal), now);
  if (outcome?.status !== 'done') throw new Unavailable('the decision takes longer than usual; repeat with the same Idempotency-Key');
}

/** A conflict with what is there now; any other refusal as it is. Where it cannot be read, the refusal goes without it. */
async function withNow(refusal: Refusal, now: (() => Promise<unknown>) | undefined): Promise<Refusal> {
  if (refusal.kind !== 'conflict' || now === undefined) return refusal;
  const there = await now().catch(() => undefined);
  return there === undefined ? refusal : new ConflictWith(refusal, there);
}

/** A call that the context's API itself may decline with a conflict, before it is logged. */
export async function withCurrentState<Answer>(call: Promise<Answer>, now: () => Promise<unknown>): Promise<Answer> {
  try {
    return await call;
  } catch (error) {
    throw error instanceof Refusal ? await withNow(error, now) : error;
  }
}

const refusalOf = ({ kind, code, message, field }: Readonly<{ kind: string; code: string; message: string; field: string }>): Refusal =>
  new Refusal(kindOf(kind), code, message, field === '' ? undefined : field);

const kinds: readonly RefusalKind[] = ['invalid', 'not_found', 'conflict', 'forbidden'];
const kindOf = (kind: string): RefusalKind => kinds.find((one) => one === kind) ?? 'conflict';

/** An answer a line, in the order of the call. */
export const lineAnswers = (outcomes: readonly Outcome[], skus: readonly string[]): LineAnswer[] =>
  skus.map((sku, at) => {
    const { status = 'pending', refusal } = outcomes[at] ?? {};
    const error = refusal && { code: refusal.code, message: refusal.message, ...(refusal.field === '' ? {} : { field: refusal.field }) };
    return { line: at + 1, sku, status: status === 'done' || status === 'refused' || status === 'failed' ? status : 'pending', ...(error ? { error } : {}) };
  });
