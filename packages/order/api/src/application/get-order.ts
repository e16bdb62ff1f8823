import type { Queryable } from '@noren/engine-kit';
import { records } from '@noren/order-contract';
import type { OrderQueries } from '@noren/order-store';
import type { AuthenticatedCall } from '@noren/service-kit';
import { z } from 'zod';
import { maySee, orderNotFound, undecided } from './may-change.ts';
import { id } from './words.ts';

export const GetOrder = z.object({ orderId: id });

/** An order as it stands; `pending` while it is accepted for decision and not decided. */
export const getOrder =
  (queries: OrderQueries, db: Queryable) =>
  async ({ orderId }: z.infer<typeof GetOrder>, { identity }: AuthenticatedCall): Promise<records.Order> => {
    const order = await queries.order(orderId);
    if (order && maySee(identity, order)) return order;
    const claimed = order ? undefined : await undecided(db, orderId);
    if (!claimed || !maySee(identity, claimed)) throw orderNotFound(orderId);
    const { shopId, channel } = claimed;
    return records.Order.fromPartial({ orderId, shopId, channel, status: 'pending' });
  };
