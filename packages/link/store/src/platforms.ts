import { createHash } from 'node:crypto';
import { engineTypes, type Queryable } from '@noren/engine-kit';
import { gather } from '@noren/kernel';
import type pg from 'pg';
import { prismaOver } from './prisma.ts';

/**
 * A consumer platform. `ownerIds`: the merchants that made it for themselves; none: it is the operator's. `formerSubject`: by what it was known before it had
 * an id. Instants are ISO 8601 in UTC.
 */
export type PlatformRecord = Readonly<{
  platformId: string;
  name: string;
  ownerIds: readonly string[];
  createdAt: string;
  suspendedAt?: string;
  formerSubject?: string;
}>;

/** A platform at this moment: `grantsVersion` is another one whenever its grants are. */
export type PlatformNow = Readonly<{
  platformId: string;
  name: string;
  formerSubject?: string;
  ownerIds: readonly string[];
  suspended: boolean;
  grantsVersion: number;
}>;

export interface PlatformStore {
  /** The platform that these merchants know by a name (none: the operator does); made where there is none. Undefined where its id is another one's. */
  create(platform: Omit<PlatformRecord, 'suspendedAt' | 'formerSubject'>): Promise<PlatformRecord | undefined>;
  byId(platformId: string): Promise<PlatformRecord | undefined>;
  /** In the order of their ids from behind `after`: all, or those that a merchant made or has granted something. */
  page(merchantId: string | undefined, after: string, limit: number): Promise<readonly PlatformRecord[]>;
  /** Suspends it, or lets it go on where there is no instant; one that is so already stays as it is. */
  suspend(platformId: string, since: Date | undefined): Promise<PlatformRecord | undefined>;
  /** Concurrent callers share a query. */
  now(platformId: string): Promise<PlatformNow | undefined>;
}

/** `asked`: for the question that every request asks, with plans pinned. */
export function platformStore(db: pg.Pool, asked: pg.Pool): PlatformStore {
  const prisma = prismaOver(db);
  const byId = async (platformId: string): Promise<PlatformRecord | undefined> => known(await prisma.platform.findUnique({ where: { platformId } }));
  return {
    async create({ platformId, name, ownerIds, createdAt }) {
      const madeFor = madeForOf(ownerIds);
      // Two who make it at once find the same platform.
      await db.query('INSERT INTO platform (platform_id, name, made_for, owner_ids, created_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING', [
        platformId,
        name,
        madeFor,
        [...new Set(ownerIds)].toSorted(),
        createdAt,
      ]);
      return known(await prisma.platform.findUnique({ where: { name_madeFor: { name, madeFor } } }));
    },
    byId,
    async page(merchantId, after, take) {
      const ofMerchant = merchantId === undefined ? {} : { OR: [{ ownerIds: { has: merchantId } }, { grants: { some: { merchantId } } }] };
      const rows = await prisma.platform.findMany({ where: { platformId: { gt: after }, ...ofMerchant }, orderBy: { platformId: 'asc' }, take });
      return rows.map(toPlatform);
    },
    async suspend(platformId, since) {
      const where = { platformId, ...(since === undefined ? {} : { suspendedAt: null }) };
      await prisma.platform.updateMany({ where, data: { suspendedAt: since ?? null } });
      return byId(platformId);
    },
    now: gather((platformIds: readonly string[]) => platformsNow(asked, platformIds), { max: 256, concurrency: 2 }),
  };
}

/** For whom a platform was made: the migration that made the first ones says the same in SQL. */
function madeForOf(ownerIds: readonly string[]): string {
  const [one = '', ...others] = [...new Set(ownerIds)].toSorted();
  return others.length === 0
    ? one
    : createHash('sha256')
        .update([one, ...others].join(','))
        .digest('hex');
}

/** What is looked at of a platform at each request, as JSON, of `platform AS p`. */
export const platformNowSql = `jsonb_strip_nulls(jsonb_build_object('platformId', p.platform_id, 'name', p.name, 'formerSubject', p.former_subject,
  'ownerIds', p.owner_ids, 'suspended', p.suspended_at IS NOT NULL, 'grantsVersion', p.grants_version))`;

async function platformsNow(db: Queryable, platformIds: readonly string[]): Promise<readonly (PlatformNow | undefined)[]> {
  const { rows } = await db.query<{ now: PlatformNow }>({
    name: 'platforms now',
    text: `SELECT ${platformNowSql} AS now FROM platform AS p WHERE p.platform_id = ANY($1::text[])`,
    values: [[...new Set(platformIds)]],
    types: engineTypes,
  });
  const found = new Map(rows.map(({ now }) => [now.platformId, now]));
  return platformIds.map((platformId) => found.get(platformId));
}

type PlatformRow = Readonly<{
  platformId: string;
  name: string;
  ownerIds: readonly string[];
  createdAt: Date;
  suspendedAt: Date | null;
  formerSubject: string | null;
}>;

export const toPlatform = ({ platformId, name, ownerIds, createdAt, suspendedAt, formerSubject }: PlatformRow): PlatformRecord => ({
  platformId,
  name,
  ownerIds,
  createdAt: createdAt.toISOString(),
  ...(suspendedAt === null ? {} : { suspendedAt: suspendedAt.toISOString() }),
  ...(formerSubject === null ? {} : { formerSubject }),
});

const known = (row: PlatformRow | null): PlatformRecord | undefined => (row === null ? undefined : toPlatform(row));
