import type { calls } from '@noren/order-contract';
import type { HistoryLine, OrderQueries } from '@noren/order-store';
import { apiCall } from '@noren/service-kit';
import { z } from 'zod';
import type { MayChange } from './may-change.ts';
import { id } from './schemas.ts';

/** What happened to an order, when, and who did it. An order that is not decided yet has none. */
export const getOrderHistory = (queries: OrderQueries, may: MayChange) =>
  apiCall(z.object({ orderId: id }), async ({ orderId }, call): Promise<calls.OrderHistory> => {
    await may(orderId, call);
    return { entries: (await queries.history(orderId)).map(toEntry) };
  });

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
