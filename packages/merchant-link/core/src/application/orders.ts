import { fromWireRefusal, Unavailable } from '@noren/service-kit';
import type { Accepted } from '@noren/wire';
import { z } from 'zod';
import type { Contexts, ToldOrder } from './ports.ts';
import { waited } from './lines.ts';
import { Money } from './words.ts';

export const OrderLine = z
  .strictObject({
    line: z.int(),
    sku: z.string(),
    name: z.string().optional().describe('As it was placed; missing where the item is unknown'),
    quantity: z.int(),
    soldBy: z.string(),
    unitPrice: Money.optional().describe('What the consumer platform charged; where it named no price, `listPrice`'),
    listPrice: Money.optional().describe('Your own price when the order was placed; missing where the item is unknown'),
    total: Money.optional(),
    returned: z.int(),
  })
  .meta({ id: 'OrderLine' });

export const Order = z
  .strictObject({
    orderId: z.string(),
    shopId: z.string(),
    channel: z.string().describe('The consumer platform that placed it'),
    externalId: z.string().optional().describe('What the consumer platform calls it, where it says so'),
    status: z.string(),
    lines: z.array(OrderLine),
    total: Money.optional(),
    reasons: z.array(z.strictObject({ code: z.string(), message: z.string(), sku: z.string().optional() })),
    placedAt: z.string(),
    decideBy: z.string(),
    readyInMinutes: z.int().optional().describe('As promised when it was accepted'),
  })
  .meta({ id: 'Order' });

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

export const toOrder = ({
  orderId,
  shopId,
  channel,
  externalId,
  status,
  lines,
  total,
  reasons,
  placedAt,
  decideBy,
  readyInMinutes,
}: ToldOrder): z.infer<typeof Order> => ({
  orderId,
  shopId,
  channel,
  ...(externalId === '' ? {} : { externalId }),
  status,
  lines: lines.map(({ line, sku, name, quantity, soldBy, listPrice, unitPrice, total: lineTotal, returned }) => ({
    line,
    sku,
    ...(name === '' ? {} : { name }),
    quantity,
    soldBy,
    ...priced(listPrice, unitPrice),
    ...(lineTotal ? { total: lineTotal } : {}),
    returned,
  })),
  ...(total ? { total } : {}),
  reasons: reasons.map(({ code, message, sku }) => ({ code, message, ...(sku === undefined ? {} : { sku }) })),
  placedAt,
  decideBy,
  ...(readyInMinutes > 0 ? { readyInMinutes } : {}),
});

/** What was charged, and the merchant's own price beside it. An unknown article has none of its own: nothing is made up for it. */
const priced = (listPrice: Money | undefined, charged: Money | undefined): Readonly<{ unitPrice?: Money; listPrice?: Money }> => {
  const unitPrice = charged ?? listPrice;
  return { ...(unitPrice ? { unitPrice } : {}), ...(listPrice ? { listPrice } : {}) };
};
