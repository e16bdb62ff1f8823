import { foldText } from '@noren/kernel';
import { z } from 'zod';
import type { Api } from '../client/api.ts';
import { inOrder } from '../client/in-order.ts';
import { stockOf } from '../client/shop-api.ts';
import type { Level, OrderState } from './expected.ts';
import type { Stage } from './open.ts';

const money = z.object({ amount: z.int(), currency: z.string() });
const order = z.object({
  status: z.string(),
  total: money.optional(),
  lines: z.array(
    z.object({
      line: z.int(),
      sku: z.string(),
      quantity: z.int(),
      returned: z.int(),
      unitPrice: money.optional(),
      total: money.optional(),
    }),
  ),
});

/** What the platform says of the orders, by invoice number. */
export async function ordersOf(merchantApi: Api, orderIds: ReadonlyMap<string, string>, concurrency: number): Promise<ReadonlyMap<string, OrderState>> {
  const orders = new Map<string, OrderState>();
  await inOrder(orderIds, concurrency, async ([invoice, orderId]) => {
    orders.set(invoice, stateOf((await merchantApi.ask({ method: 'GET', path: `/v1/orders/${orderId}` })).body));
  });
  return orders;
}

/** An order as the merchant API tells it, in the form in which it is compared. */
function stateOf(body: unknown): OrderState {
  const { status, total, lines } = order.parse(body);
  return {
    status,
    total: pence(total),
    lines: lines.map(({ line, sku, quantity, returned, unitPrice, total: sum }) => ({
      line,
      key: foldText(sku),
      quantity,
      returned,
      unitPrice: pence(unitPrice),
      total: pence(sum),
    })),
  };
}

/** What the shop says it has of the given articles (folded SKUs). */
export async function levelsOf({ merchantLink, shopId }: Stage, keys: Iterable<string>): Promise<ReadonlyMap<string, Level>> {
  const stock = await stockOf(merchantLink, shopId);
  const levels = new Map<string, Level>();
  for (const key of keys) {
    const level = stock.get(key);
    if (level !== undefined) levels.set(key, { onHand: level.onHand, reserved: level.reserved });
  }
  return levels;
}

/** Whatever is not in pounds equals nothing that was expected. */
const pence = (amount: z.infer<typeof money> | undefined): number => (amount?.currency === 'GBP' ? amount.amount : Number.NaN);
