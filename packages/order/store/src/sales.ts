import { engineTypes } from '@noren/engine-kit';
import type pg from 'pg';

/** The orders that were placed within one bucket of time in one currency, as they stand now. `sales` is what the sold ones come to, in minor units. */
export type SalesBucket = Readonly<{
  from: string;
  currency: string;
  placed: number;
  rejected: number;
  outOfStock: number;
  cancelled: number;
  sold: number;
  sales: number;
}>;

type SalesOf = Readonly<{ shopId: string; from: string; until: string; bucketMinutes: number; firstKey: string; behindKey: string }>;

/** Buckets in which nothing was placed are missing. */
export async function sales(db: pg.Pool, { shopId, from, until, bucketMinutes, firstKey, behindKey }: SalesOf): Promise<readonly SalesBucket[]> {
  const { rows } = await db.query<Omit<SalesBucket, 'from'> & { bucket: number }>({
    text: `SELECT floor(extract(epoch FROM placed_at - $4::timestamptz) / ($6::int * 60))::int AS bucket, currency, count(*)::int AS placed,
             count(*) FILTER (WHERE status = 'rejected')::int AS rejected,
             count(*) FILTER (WHERE status = 'rejected' AND out_of_stock)::int AS "outOfStock",
             count(*) FILTER (WHERE status = 'cancelled')::int AS cancelled,
             count(*) FILTER (WHERE status NOT IN ('rejected', 'cancelled'))::int AS sold,
             coalesce(sum(total_amount) FILTER (WHERE status NOT IN ('rejected', 'cancelled')), 0)::bigint AS sales
           FROM orders WHERE shop_id = $1 AND key >= $2 AND key < $3 AND placed_at >= $4 AND placed_at < $5
           GROUP BY bucket, currency ORDER BY bucket, currency`,
    values: [shopId, firstKey, behindKey, from, until, bucketMinutes],
    types: engineTypes,
  });
  const start = Date.parse(from);
  return rows.map(({ bucket, ...counted }) => ({ from: new Date(start + bucket * bucketMinutes * 60_000).toISOString(), ...counted }));
}
