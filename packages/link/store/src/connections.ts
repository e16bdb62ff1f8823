import type { ConnectionState } from '@noren/link-contract/connection-states';
import type pg from 'pg';

/**
 * How a platform and a merchant stand to each other. `shopIds`: those that it may sell from where it is accepted, else those that it asked for; none: all.
 * `askedAt`: where the platform has asked. Instants are ISO 8601 in UTC.
 */
export type ConnectionRecord = Readonly<{
  platformId: string;
  platform: string;
  merchantId: string;
  state: ConnectionState;
  shopIds: readonly string[];
  askedAt?: string;
  decidedAt?: string;
}>;

export interface ConnectionStore {
  /** Notes what a platform asks; what it asked of this merchant before stands, unless that has lapsed. */
  ask(wanted: Readonly<{ platformId: string; merchantId: string; shopIds: readonly string[] }>, now: Date): Promise<void>;
  /** How many merchants have not answered a platform yet. */
  pending(platformId: string, now: Date): Promise<number>;
  /** Says no to what is pending and not granted. */
  refuse(platformId: string, merchantId: string, now: Date): Promise<void>;
  of(platformId: string, merchantId: string, now: Date): Promise<ConnectionRecord | undefined>;
  /** By the id of the other side, from behind `after`. */
  page(of: Readonly<{ platformId: string } | { merchantId: string }>, after: string, limit: number, now: Date): Promise<readonly ConnectionRecord[]>;
}

/** So long a merchant has to answer. */
const LAPSES = `interval '31 days'`;

const selectSql = `SELECT platform_id AS "platformId", p.name AS platform, merchant_id AS "merchantId",
    CASE WHEN g.granted_at IS NOT NULL THEN 'accepted' WHEN c.state = 'pending' AND c.asked_at <= $1::timestamptz - ${LAPSES} THEN 'lapsed' ELSE c.state END AS state,
    coalesce(g.shop_ids, c.shop_ids) AS "shopIds", c.asked_at AS "askedAt", coalesce(g.granted_at, c.decided_at) AS "decidedAt"
  FROM platform_grant AS g FULL JOIN connection AS c USING (platform_id, merchant_id) JOIN platform AS p USING (platform_id)`;

const askSql = `INSERT INTO connection AS c (platform_id, merchant_id, shop_ids, state, asked_at) VALUES ($1, $2, $3, 'pending', $4)
  ON CONFLICT (platform_id, merchant_id) DO UPDATE SET shop_ids = EXCLUDED.shop_ids, asked_at = EXCLUDED.asked_at
  WHERE c.state = 'pending' AND c.asked_at <= EXCLUDED.asked_at - ${LAPSES}`;

const refuseSql = `UPDATE connection AS c SET state = 'refused', decided_at = $3 WHERE platform_id = $1 AND merchant_id = $2 AND state = 'pending'
  AND NOT EXISTS (SELECT FROM platform_grant AS g WHERE g.platform_id = c.platform_id AND g.merchant_id = c.merchant_id)`;

export function connectionStore(db: pg.Pool): ConnectionStore {
  const select = async (where: string, ...values: readonly unknown[]): Promise<readonly ConnectionRecord[]> =>
    (await db.query<Row>({ text: `${selectSql} ${where}`, values: [...values] })).rows.map(toConnection);
  return {
    async ask({ platformId, merchantId, shopIds }, now) {
      await db.query(askSql, [platformId, merchantId, [...new Set(shopIds)].toSorted(), now]);
    },
    async pending(platformId, now) {
      const text = `SELECT count(*)::int AS count FROM connection WHERE platform_id = $1 AND state = 'pending' AND asked_at > $2::timestamptz - ${LAPSES}`;
      return (await db.query<{ count: number }>(text, [platformId, now])).rows[0]?.count ?? 0;
    },
    async refuse(platformId, merchantId, now) {
      await db.query(refuseSql, [platformId, merchantId, now]);
    },
    of: async (platformId, merchantId, now) => (await select('WHERE platform_id = $2 AND merchant_id = $3', now, platformId, merchantId))[0],
    page: (of, after, limit, now) =>
      'platformId' in of
        ? select('WHERE platform_id = $2 AND merchant_id > $3 ORDER BY merchant_id LIMIT $4', now, of.platformId, after, limit)
        : select('WHERE merchant_id = $2 AND platform_id > $3 ORDER BY platform_id LIMIT $4', now, of.merchantId, after, limit),
  };
}

type Row = Omit<ConnectionRecord, 'askedAt' | 'decidedAt'> & Readonly<{ askedAt: Date | null; decidedAt: Date | null }>;

const toConnection = ({ askedAt, decidedAt, ...row }: Row): ConnectionRecord => ({
  ...row,
  ...(askedAt === null ? {} : { askedAt: askedAt.toISOString() }),
  ...(decidedAt === null ? {} : { decidedAt: decidedAt.toISOString() }),
});
