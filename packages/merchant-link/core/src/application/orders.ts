import { fromWireRefusal, Unavailable } from '@noren/service-kit';
import type { Accepted } from '@noren/wire';
import { z } from 'zod';
import type { Contexts } from './ports.ts';
import { waited } from './lines.ts';

/** How an order stands after a till moved it on. */
export const Moved = z.strictObject({ orderId: z.string(), status: z.string() }).meta({ id: 'Moved' });

/** Waits for the decision over a move; a refusal is thrown, with the code that Order gave it. */
export async function moved({ orders }: Contexts, orderId: string, accepted: Accepted): Promise<z.infer<typeof Moved>> {
  const { outcomes } = await waited(orders, accepted.operationId);
  const [outcome] = outcomes;
  if (outcome?.refusal) throw fromWireRefusal(outcome.refusal);
  if (outcome?.status !== 'done') throw new Unavailable('the decision takes longer than usual; repeat with the same Idempotency-Key');
  const { status } = Result.parse(outcome.result === '' ? {} : JSON.parse(outcome.result));
  return { orderId, status: status ?? (await orders.getOrder({ orderId })).status };
}

const Result = z.object({ status: z.string().optional() });
