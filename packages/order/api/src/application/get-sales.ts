import type { OrderQueries } from '@noren/order-store';
import { type AuthorisedCall, requireShop } from '@noren/service-kit';
import { z } from 'zod';
import { id, instant } from './words.ts';

const MINUTE = 60_000;
const LONGEST_DAYS = 400;
const MOST_BUCKETS = 1_000;

export const GetSales = z
  .object({
    shopId: id,
    from: instant,
    until: instant,
    bucketMinutes: z
      .int()
      .min(0)
      .max(LONGEST_DAYS * 24 * 60)
      .transform((minutes) => minutes || 60),
  })
  .refine(({ from, until }) => from < until, { path: ['until'], error: 'must be after from' })
  .refine(({ from, until }) => Date.parse(until) - Date.parse(from) <= LONGEST_DAYS * 24 * 60 * MINUTE, {
    path: ['until'],
    error: `must be at most ${LONGEST_DAYS} days after from`,
  })
  .refine(({ from, until, bucketMinutes }) => Date.parse(until) - Date.parse(from) <= MOST_BUCKETS * bucketMinutes * MINUTE, {
    path: ['bucketMinutes'],
    error: `must divide the time into at most ${MOST_BUCKETS} buckets`,
  });

/** What a shop was asked and sold within a time, bucket by bucket and by currency. */
export const getSales =
  (queries: OrderQueries) =>
  async ({ shopId, from, until, bucketMinutes }: z.infer<typeof GetSales>, call: AuthorisedCall) => {
    requireShop(call, shopId);
    const buckets = await queries.sales(shopId, from, until, bucketMinutes);
    return { buckets: buckets.map((bucket) => ({ ...bucket, sales: { amount: bucket.sales, currency: bucket.currency } })) };
  };
