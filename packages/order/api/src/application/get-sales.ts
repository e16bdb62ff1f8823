import type { OrderQueries } from '@noren/order-store';
import { type AuthorisedCall, inBuckets, requireShop } from '@noren/service-kit';
import type { z } from 'zod';
import { id } from './words.ts';

export const GetSales = inBuckets({ shopId: id });

/** What a shop was asked and sold within a time, bucket by bucket and by currency. */
export const getSales =
  (queries: OrderQueries) =>
  async ({ shopId, from, until, bucketMinutes }: z.infer<typeof GetSales>, call: AuthorisedCall) => {
    requireShop(call, shopId);
    const buckets = await queries.sales(shopId, from, until, bucketMinutes);
    return { buckets: buckets.map((bucket) => ({ ...bucket, sales: { amount: bucket.sales, currency: bucket.currency } })) };
  };
