import { engineTypes, type Present } from '@noren/engine-kit';
import type { calls } from '@noren/inventory-contract';
import type pg from 'pg';

/** A level at an instant. */
export type LevelPoint = Present<calls.LevelPoint>;
export type LevelHistoryOf = Readonly<{ shopId: string; skuKey: string; from: string; until: string; bucketMinutes: number }>;

/** What the ledger moved within a bucket, beside the level as it is now; no bucket where nothing has moved since `from`. */
type Row = Readonly<{ bucket: number | null; onHand: number; reserved: number; safety: number; onHandNow: number; reservedNow: number; safetyNow: number }>;

/**
 * A level is the fold of its ledger: what it was is what it is without what has moved since. So only the ledger since `from` is read, in one statement with
 * the level, which sees both at one moment. None for an article that the shop never held.
 */
export async function levelHistory(db: pg.Pool, { shopId, skuKey, from, until, bucketMinutes }: LevelHistoryOf): Promise<readonly LevelPoint[]> {
  const [start, end, length] = [Date.parse(from), Date.parse(until), bucketMinutes * 60_000];
  const { rows } = await db.query<Row>({
    text: `WITH moved AS (
             SELECT CASE WHEN at < $4 THEN floor(extract(epoch FROM at - $3::timestamptz) / ($5::int * 60))::int ELSE $6::int END AS bucket,
               sum(on_hand_delta)::bigint AS on_hand, sum(reserved_delta)::bigint AS reserved, sum(safety_delta)::bigint AS safety
             FROM ledger WHERE shop_id = $1 AND sku_key = $2 AND at >= $3 GROUP BY 1)
           SELECT m.bucket, coalesce(m.on_hand, 0)::bigint AS "onHand", coalesce(m.reserved, 0)::bigint AS reserved, coalesce(m.safety, 0)::bigint AS safety,
             s.on_hand AS "onHandNow", s.reserved AS "reservedNow", s.safety AS "safetyNow"
           FROM stock AS s LEFT JOIN moved AS m ON true WHERE s.shop_id = $1 AND s.sku_key = $2 ORDER BY m.bucket`,
    values: [shopId, skuKey, from, until, bucketMinutes, Math.ceil((end - start) / length)],
    types: engineTypes,
  });
  const [now] = rows;
  if (!now) return [];
  const since = (of: (row: Row) => number): number => rows.reduce((sum, row) => sum + of(row), 0);
  let level = {
    onHand: now.onHandNow - since((row) => row.onHand),
    reserved: now.reservedNow - since((row) => row.reserved),
    safety: now.safetyNow - since((row) => row.safety),
  };
  const points: LevelPoint[] = [{ at: from, ...level }];
  for (const { bucket, onHand, reserved, safety } of rows) {
    const begins = start + (bucket ?? 0) * length;
    if (bucket === null || begins >= end) continue;
    level = { onHand: level.onHand + onHand, reserved: level.reserved + reserved, safety: level.safety + safety };
    points.push({ at: new Date(Math.min(end, begins + length)).toISOString(), ...level });
  }
  return points;
}
