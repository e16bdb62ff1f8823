import { Refusal } from '@noren/kernel';
import { Unavailable } from '@noren/service-kit';
import type { Accepted } from '@noren/wire';
import { z } from 'zod';
import type { Contexts, ToldOrder } from './ports.ts';
import { waited } from './lines.ts';
import { Money } from './words.ts';

export const OrderLine = z
  .strictObject({
    line: z.int(),
    sku: z.string(),
    name: z.string(),
    quantity: z.int(),
    soldBy: z.string(),
    unitPrice: Money,
    chargedUnitPrice: Money.optional().describe('What the consumer platform charged instead'),
    total: Money,
    returned: z.int(),
  })
  .meta({ id: 'OrderLine' });

export const Order = z
  .strictObject({
    orderId: z.string(),
    shopId: z.string(),
    channel: z.string().describe('The consumer platform that placed it'),
    externalId: z.string().describe('What the consumer platform calls it'),
    status: z.string(),
    lines: z.array(OrderLine),
    total: Money.optional(),
    reasons: z.array(z.strictObject({ code: z.string(), message: z.string(), sku: z.string().optional() })),
    placedAt: z.string(),
    decideBy: z.string(),
    readyInMinutes: z.int(),
  })
  .meta({ id: 'Order' });

/** How an order stands after a till moved it on. */
export const Moved = z.strictObject({ orderId: z.string(), status: z.string() }).meta({ id: 'Moved' });

/** Waits for the decision over a move; a refusal is thrown, with the code that Order gave it. */
export async function moved({ orders }: Contexts, orderId: string, accepted: Accepted): Promise<z.infer<typeof Moved>> {
  const { outcomes } = await waited(orders, accepted.operationId);
  const [outcome] = outcomes;
  if (outcome?.refusal) throw new Refusal(kindOf(outcome.refusal.kind), outcome.refusal.code, outcome.refusal.message);
  if (outcome?.status !== 'done') throw new Unavailable('the decision takes longer than usual; repeat with the same Idempotency-Key');
  const { status } = Result.parse(outcome.result === '' ? {} : JSON.parse(outcome.result));
  return { orderId, status: status ?? (await orders.getOrder({ orderId })).status };
}

const Result = z.object({ status: z.string().optional() });
const kinds = ['invalid', 'not_found', 'conflict', 'forbidden'] as const;
const kindOf = (kind: string): (typeof kinds)[number] => kinds.find((one) => one === kind) ?? 'conflict';

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
  externalId,
  status,
  lines: lines.map(({ line, sku, name, quantity, soldBy, listPrice, unitPrice, total: lineTotal, returned }) => ({
    line,
    sku,
    name,
    quantity,
    soldBy,
    unitPrice: listPrice ?? nothing,
    ...(unitPrice ? { chargedUnitPrice: unitPrice } : {}),
    total: lineTotal ?? nothing,
    returned,
  })),
  ...(total ? { total } : {}),
  reasons: reasons.map(({ code, message, sku }) => ({ code, message, ...(sku === undefined ? {} : { sku }) })),
  placedAt,
  decideBy,
  readyInMinutes,
});

/** A line of an order that was rejected for an unknown article has no price. */
const nothing = { amount: 0, currency: 'XXX' };
