import { Refusal } from '@noren/kernel';
import { fromWireRefusal, type positionOf, Unavailable } from '@noren/service-kit';
import type { Operation } from '@noren/wire';
import { checkPath, checkRoom, fileItems } from './file-items.ts';
import { callersField, fingerprintOf, type ItemLine, toData } from './item-lines.ts';
import { positionsOf, waited } from './lines.ts';
import type { ItemContexts } from './ports.ts';

type Patched = Readonly<{ positions: Parameters<typeof positionOf>[0]; replayed: boolean }>;

/**
 * Changes what is named of one item that is there, then where it is filed. Throws what is refused, in the caller's words; a category that
 * there cannot be is refused before anything is changed. An item does not go once it is there, so that looking for it first is safe.
 */
export async function patchItem({ items, categories }: ItemContexts, merchantId: string, line: ItemLine, idempotencyKey: string): Promise<Patched> {
  const { sku, category } = line;
  await items.getItem({ merchantId, sku });
  checkPath(category ?? '');
  await checkRoom(categories, merchantId, [category ?? '']);
  const accepted = await items.upsertItems({ merchantId, lines: [toData(line)], fingerprint: fingerprintOf('patch', [line]) });
  const changed = done(await waited(items, accepted.operationId), (field) => callersField(field, line));
  if (category === undefined) return { positions: positionsOf(changed), replayed: accepted.replayed };
  const filing = await fileItems(categories, merchantId, [{ sku, path: category ?? '' }], idempotencyKey);
  const filed = filing && done(filing, () => 'category');
  return { positions: [...positionsOf(changed), ...(filed ? positionsOf(filed) : [])], replayed: accepted.replayed };
}

/** The operation, if it was done. */
function done(operation: Operation, callers: (field: string) => string): Operation {
  const [outcome] = operation.outcomes;
  if (outcome?.refusal) throw inCallersWords(fromWireRefusal(outcome.refusal), callers);
  if (outcome?.status === 'failed') throw new Error('the change was set aside: see the dead letters');
  if (outcome?.status !== 'done') throw new Unavailable('the decision takes longer than usual; repeat with the same Idempotency-Key');
  return operation;
}

const inCallersWords = (error: Error, callers: (field: string) => string): Error =>
  error instanceof Refusal && error.field !== undefined ? new Refusal(error.kind, error.code, error.message, callers(error.field)) : error;
