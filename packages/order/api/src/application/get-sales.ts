import type { OrderQueries } from '@noren/order-store';
import { apiCall, inBuckets, requireShop } from '@noren/service-kit';
import { id } from './schemas.ts';

/** What a shop was asked and sold within a time, bucket by bucket and by currency. */
export const getSales = (queries: OrderQueries) =>
  apiCall(inBuckets({ shopId: id }), async ({ shopId, from, until, bucketMinutes }, call) => {
    requireShop(call, shopId);
    const buckets = await queries.sales(shopId, from, until, bucketMinutes);
    return { buckets: buckets.map((bucket) => ({ ...bucket, sales: { amount: bucket.sales, currency: bucket.currency } })) };
  });
