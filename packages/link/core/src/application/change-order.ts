import { newId } from '@noren/kernel';
import { type AuthenticatedCall, inCall } from '@noren/service-kit';
import type { Position } from '@noren/wire';
import { decision } from './decision.ts';
import type { OrderAsked, Orders } from './orders.ts';
import { type OrderView, orderView } from './order-view.ts';

export type Changed = Readonly<{ operationId: string; replayed: boolean }> &
  (Readonly<{ decided: true; order: OrderView; positions: readonly Position[] }> | Readonly<{ decided: false }>);

/** Calls an order off, or takes some of it back, and tells how it stands afterwards. Without a key the wish is a new one each time. */
export const changeOrder =
  (orders: Orders) =>
  async (call: AuthenticatedCall, asked: Exclude<OrderAsked, { type: 'place' }>, waitMs: number): Promise<Changed> => {
    const accepted = await inCall({ ...call, idempotencyKey: call.idempotencyKey ?? newId('none') }, () => orders.submit(asked));
    const found = await decision(orders, accepted, waitMs);
    const { operationId, replayed } = found;
    if (!found.decided) return { decided: false, operationId, replayed };
    return { decided: true, operationId, replayed, order: orderView(await orders.order(asked.orderId)), positions: found.outcome.positions };
  };
