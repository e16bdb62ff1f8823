import type { Queryable } from '@noren/engine-kit';
import type { calls } from '@noren/order-contract';
import type { HistoryLine, OrderQueries } from '@noren/order-store';
import type { AuthorisedCall } from '@noren/service-kit';
import { z } from 'zod';
import { mayChange } from './may-change.ts';
import { id } from './words.ts';

export const GetOrderHistory = z.object({ orderId: id });

/** What happened to an order, when, and who did it. An order that is not decided yet has none. */
export function getOrderHistory(queries: OrderQueries, db: Queryable) {
  const may = mayChange(queries, db);
  return async ({ orderId }: z.infer<typeof GetOrderHistory>, call: AuthorisedCall): Promise<calls.OrderHistory> => {
    await may(orderId, call);
    return { entries: (await queries.history(orderId)).map(toEntry) };
  };
}

const toEntry = ({ orderId: _asked, detail, ...line }: HistoryLine): calls.OrderHistoryEntry => ({
  ...line,
  actorKind: kindOf(line.actor),
  readyInMinutes: 0,
  reasons: [],
  returned: [],
  reason: '',
  ...detail,
});

/** Subjects say what they are before the colon. */
function kindOf(actor: string): string {
  const [kind = ''] = actor.split(':');
  return kind === 'staff' || kind === 'system' || kind === 'platform' ? kind : 'noren';
}
