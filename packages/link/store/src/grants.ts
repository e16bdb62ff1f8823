import type pg from 'pg';
import { prismaOver } from './prisma.ts';

/** From which shops of a merchant a platform may sell: the ones that it names, or all, those to come too, where it names none. */
export type GrantRecord = Readonly<{ platformId: string; platform: string; merchantId: string; shopIds: readonly string[]; grantedAt: string }>;

/** Grants in the order of platform and merchant. */
type GrantsOf = Readonly<{ platformId?: string; merchantId?: string }>;
type Behind = Readonly<{ platformId: string; merchantId: string }>;

export interface GrantStore {
  /** Says what is granted, whatever was before; `keep`: unless something is. The platform must be there. */
  put(grant: Readonly<{ platformId: string; merchantId: string; shopIds: readonly string[] }>, now: Date, keep?: 'keep'): Promise<void>;
  remove(platformId: string, merchantId: string): Promise<void>;
  /** What a platform is granted by all merchants, as it is now. */
  ofPlatform(platformId: string): Promise<readonly Pick<GrantRecord, 'merchantId' | 'shopIds'>[]>;
  page(of: GrantsOf, behind: Behind | undefined, limit: number): Promise<readonly GrantRecord[]>;
}

const changed = (change: string): string => `WITH changed AS (${change} RETURNING platform_id)
  UPDATE platform SET grants_version = grants_version + 1 WHERE platform_id IN (SELECT platform_id FROM changed)`;

// A repeat changes nothing, and so is no new version of what many keep in memory.
const putSql = changed(`INSERT INTO platform_grant AS g (platform_id, merchant_id, shop_ids, granted_at) VALUES ($1, $2, $3, $4)
  ON CONFLICT (platform_id, merchant_id) DO UPDATE SET shop_ids = EXCLUDED.shop_ids WHERE NOT $5::boolean AND g.shop_ids <> EXCLUDED.shop_ids`);
const removeSql = changed('DELETE FROM platform_grant WHERE platform_id = $1 AND merchant_id = $2');

export function grantStore(db: pg.Pool): GrantStore {
  const prisma = prismaOver(db);
  return {
    async put({ platformId, merchantId, shopIds }, now, keep) {
      await db.query(putSql, [platformId, merchantId, [...new Set(shopIds)].toSorted(), now, keep === 'keep']);
    },
    async remove(platformId, merchantId) {
      await db.query(removeSql, [platformId, merchantId]);
    },
    ofPlatform: (platformId) => prisma.grant.findMany({ where: { platformId }, select: { merchantId: true, shopIds: true }, orderBy: { merchantId: 'asc' } }),
    async page(of, behind, take) {
      const after = behind && [{ platformId: { gt: behind.platformId } }, { platformId: behind.platformId, merchantId: { gt: behind.merchantId } }];
      const rows = await prisma.grant.findMany({
        where: { ...of, ...(after === undefined ? {} : { OR: after }) },
        include: { platform: { select: { name: true } } },
        orderBy: [{ platformId: 'asc' }, { merchantId: 'asc' }],
        take,
      });
      return rows.map(({ platform: { name }, grantedAt, ...grant }) => ({ ...grant, platform: name, grantedAt: grantedAt.toISOString() }));
    },
  };
}
