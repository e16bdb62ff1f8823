import type { AuthenticatedCall } from '@noren/service-kit';
import type { Position } from '@noren/wire';
import { decision } from './decision.ts';
import { inShop } from './in-shop.ts';
import type { OrderAsked, Orders, OrderTold } from './orders.ts';
import { type OrderView, orderView } from './order-view.ts';
import type { Shops } from './shops.ts';

export type Placed = Readonly<{ operationId: string; orderId: string; replayed: boolean }> &
  (Readonly<{ decided: true; order: OrderView; positions: readonly Position[] }> | Readonly<{ decided: false }>);

/**
 * Hands an order to Order and waits for the decision over it. The answer is the receipt of that decision: a repeat gets the same one, whatever has
 * become of the order since.
 */
export const placeOrder =
  (shops: Shops, orders: Orders) =>
  async (call: AuthenticatedCall, asked: Extract<OrderAsked, { type: 'place' }>, waitMs: number): Promise<Placed> => {
    const { shopId } = await shops.showcase(call.identity, asked.shopId);
    const accepted = await inShop(call, shopId, () => orders.submit(asked));
    const found = await decision(orders, accepted, waitMs);
    const { operationId, replayed } = found;
    const orderId = accepted.made['orderId'] ?? '';
    if (!found.decided) return { decided: false, operationId, orderId, replayed };
    return { decided: true, operationId, orderId, replayed, order: orderView(receiptOf(found.outcome.result)), positions: found.outcome.positions };
  };

/** The decision's result, as the order engine wrote it: the whole order as it stood then. */
const receiptOf = (result: string): OrderTold => JSON.parse(result) as OrderTold;
