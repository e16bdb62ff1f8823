import { orderStatuses } from '@noren/order-contract/statuses';
import { fromWireRefusal, Unavailable } from '@noren/service-kit';
import type { Accepted } from '@noren/wire';
import { z } from 'zod';
import type { Contexts } from './ports.ts';
import { waited } from './lines.ts';

/** How an order stands after a till moved it on. */
export const Moved = z.strictObject({ orderId: z.string(), status: z.enum(orderStatuses), version: z.int() }).meta({ id: 'Moved' });

/** Waits for the decision over a move; a refusal is thrown, with the code that Order gave it. */
export async function moved({ orders }: Pick<Contexts, 'orders'>, orderId: string, accepted: Accepted): Promise<z.infer<typeof Moved>> {
  const { outcomes } = await waited(orders, accepted.operationId);
  const [outcome] = outcomes;
  if (outcome?.refusal) throw fromWireRefusal(outcome.refusal);
  if (outcome?.status === 'failed') throw new Error('the move was set aside: see the dead letters');
  if (outcome?.status !== 'done') throw new Unavailable('the decision takes longer than usual; repeat with the same Idempotency-Key');
  // A move that changed nothing has no result.
  const told = Result.safeParse(JSON.parse(outcome.result || '{}'));
  const { status, version } = told.data ?? Result.parse(await orders.getOrder({ orderId }));
  return { orderId, status, version };
}

const Result = z.object({ status: z.enum(orderStatuses), version: z.int() });
