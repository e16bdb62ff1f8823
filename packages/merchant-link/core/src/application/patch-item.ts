import { fileByPath } from '@noren/merchant-link-files';
import { Refusal } from '@noren/kernel';
import { fromWireRefusal, type positionOf, Unavailable } from '@noren/service-kit';
import type { Accepted, Operation } from '@noren/wire';
import { callersField, type ItemLine, toData } from './item-lines.ts';
import { positionsOf, waited } from './lines.ts';
import type { Decisions, ItemContexts } from './ports.ts';
import { filedBy, unfitCategory } from './upsert-items.ts';

type Patched = Readonly<{ positions: Parameters<typeof positionOf>[0]; replayed: boolean }>;

/**
 * Changes what is named of one item that is there, then where it is filed. Throws what is refused, in the caller's words. An item does not go once it is
 * there, so that looking for it first is safe.
 */
export async function patchItem(contexts: ItemContexts, merchantId: string, line: ItemLine, idempotencyKey: string): Promise<Patched> {
  const unfit = unfitCategory(line);
  if (unfit) throw unfit;
  await contexts.items.getItem({ merchantId, sku: line.sku });
  const accepted = await contexts.items.upsertItems({ merchantId, lines: [toData(line)] });
  const changed = await done(contexts.items, accepted, (field) => callersField(field, line));
  const filed = filedBy([line]);
  if (filed.length === 0) return { positions: positionsOf(changed), replayed: accepted.replayed };
  const filing = await done(contexts.categories, await fileByPath(contexts.categories, merchantId, filed, idempotencyKey), () => 'category');
  return { positions: [...positionsOf(changed), ...positionsOf(filing)], replayed: accepted.replayed };
}

async function done(client: Decisions, { operationId }: Accepted, callers: (field: string) => string): Promise<Operation> {
  const operation = await waited(client, operationId);
  const [outcome] = operation.outcomes;
  if (outcome?.refusal) throw inCallersWords(fromWireRefusal(outcome.refusal), callers);
  if (outcome?.status !== 'done') throw new Unavailable('the decision takes longer than usual; repeat with the same Idempotency-Key');
  return operation;
}

const inCallersWords = (error: Error, callers: (field: string) => string): Error =>
  error instanceof Refusal && error.field !== undefined ? new Refusal(error.kind, error.code, error.message, callers(error.field)) : error;
