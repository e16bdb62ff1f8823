import type { AuthenticatedCall } from '@noren/service-kit';
import type { Position } from '@noren/wire';
import { decision } from './decision.ts';
import { inShop } from './in-shop.ts';
import type { Orders } from './orders.ts';
import type { Shops } from './shops.ts';

type Placed<Order> = Readonly<{ operationId: string; orderId: string; replayed: boolean }> &
  (Readonly<{ decided: true; order: Order; positions: readonly Position[] }> | Readonly<{ decided: false }>);

/**
 * Hands an order to Order and waits for the decision over it. The answer is the receipt of that decision: a repeat gets the same one, whatever has
 * become of the order since.
 */
export const placeOrder =
  <Order, Request>(shops: Shops, orders: Orders<Order, Request>) =>
  async (call: AuthenticatedCall, inShopId: string, request: Request, waitMs: number): Promise<Placed<Order>> => {
    const { shopId } = await shops.showcase(call.identity, inShopId);
    const accepted = await inShop(call, shopId, () => orders.submit(request));
    const found = await decision(orders, accepted, waitMs);
    const { operationId, replayed } = found;
    const orderId = accepted.made['orderId'] ?? '';
    if (!found.decided) return { decided: false, operationId, orderId, replayed };
    return { decided: true, operationId, orderId, replayed, order: orders.receipt(found.outcome.result), positions: found.outcome.positions };
  };
