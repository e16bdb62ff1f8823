import { newId } from '@noren/kernel';
import { type AuthenticatedCall, inCall } from '@noren/service-kit';
import type { Position } from '@noren/wire';
import { decision } from './decision.ts';
import type { Orders } from './orders.ts';

export type Changed<Order> = Readonly<{ operationId: string; replayed: boolean }> &
  (Readonly<{ decided: true; order: Order; positions: readonly Position[] }> | Readonly<{ decided: false }>);

/** Calls an order off, or takes some of it back, and tells how it stands afterwards. Without a key each call is a new request. */
export const changeOrder =
  <Order, Request>(orders: Orders<Order, Request>) =>
  async (call: AuthenticatedCall, orderId: string, request: Request, waitMs: number): Promise<Changed<Order>> => {
    const accepted = await inCall({ ...call, idempotencyKey: call.idempotencyKey ?? newId('none') }, () => orders.submit(request));
    const found = await decision(orders, accepted, waitMs);
    const { operationId, replayed } = found;
    if (!found.decided) return { decided: false, operationId, replayed };
    return { decided: true, operationId, replayed, order: await orders.order(orderId), positions: found.outcome.positions };
  };
