import type { Queryable } from '@noren/engine-kit';
import { records } from '@noren/order-contract';
import type { OrderQueries } from '@noren/order-store';
import { apiCall } from '@noren/service-kit';
import { z } from 'zod';
import { maySee, orderNotFound, undecided } from './may-change.ts';
import { id } from './schemas.ts';

/** An order as it stands; `pending` while it is accepted for decision and not decided. */
export const getOrder = (queries: OrderQueries, db: Queryable) =>
  apiCall(z.object({ orderId: id }), async ({ orderId }, { identity }): Promise<records.Order> => {
    const order = await queries.order(orderId);
    if (order && maySee(identity, order)) return order;
    const claimed = order ? undefined : await undecided(queries, db, orderId);
    if (!claimed || !maySee(identity, claimed)) throw orderNotFound();
    const { shopId, merchantId = '', channel } = claimed;
    return records.Order.fromPartial({ orderId, shopId, merchantId, channel, status: 'pending' });
  });
