import { createHash } from 'node:crypto';
import { engineTypes } from '@noren/engine-kit';
import { gather } from '@noren/kernel';
import type pg from 'pg';
import { prismaOver } from './prisma.ts';

/** A consumer platform, as it is known to who let it in. `formerSubject`: by what it was known before it had an id. */
type PlatformRecord = Readonly<{ platformId: string; name: string; formerSubject?: string }>;

/** A consumer platform's key, without the key. Instants are ISO 8601 in UTC. */
export type KeyRecord = Readonly<{
  keyId: string;
  platform: PlatformRecord;
  merchantIds: readonly string[];
  scopes: readonly string[];
  prefix: string;
  createdAt: string;
  revokedAt?: string;
}>;

export interface KeyStore {
  /** The platform that these merchants know by a name; made where there is none, under the id that is given. */
  platform(platformId: string, name: string, merchantIds: readonly string[], now: Date): Promise<PlatformRecord>;
  add(key: KeyRecord, hash: string): Promise<void>;
  /** The key of a hash, unless it is revoked at this moment: concurrent callers share a query. Notes that it was used, at most once a minute. */
  live(hash: string, now: Date): Promise<KeyRecord | undefined>;
  byId(keyId: string): Promise<KeyRecord | undefined>;
  /** The keys that open a merchant's shops, oldest first. */
  ofMerchant(merchantId: string): Promise<readonly KeyRecord[]>;
  /** Revokes a key; one that is revoked already stays as it is. */
  revoke(keyId: string, now: Date): Promise<KeyRecord | undefined>;
}

const USED_EVERY_MS = 60_000;

/** `asked`: for the question that every request asks, with plans pinned. */
export function keyStore(db: pg.Pool, asked: pg.Pool): KeyStore {
  const prisma = prismaOver(db);
  const include = { platform: true } as const;
  const byId = async (keyId: string): Promise<KeyRecord | undefined> => toKey(await prisma.apiKey.findUnique({ where: { keyId }, include }));
  const look = gather((hashes: readonly string[]) => liveKeys(asked, hashes), { max: 256, concurrency: 2 });
  return {
    async platform(platformId, name, merchantIds, now) {
      const madeFor = madeForOf(merchantIds);
      // Two who make the first key at once find the same platform.
      await db.query('INSERT INTO platform (platform_id, name, made_for, created_at) VALUES ($1, $2, $3, $4) ON CONFLICT (name, made_for) DO NOTHING', [
        platformId,
        name,
        madeFor,
        now,
      ]);
      return toPlatform(await prisma.platform.findUniqueOrThrow({ where: { name_madeFor: { name, madeFor } } }));
    },
    async add({ keyId, platform: { platformId }, merchantIds, scopes, prefix, createdAt }, hash) {
      await prisma.apiKey.create({ data: { keyId, platformId, merchantIds: [...merchantIds], scopes: [...scopes], hash, prefix, createdAt } });
    },
    async live(hash, now) {
      const row = await look(hash);
      if (row && now.getTime() - (row.last_used_at === null ? 0 : Date.parse(row.last_used_at)) > USED_EVERY_MS)
        await prisma.apiKey.updateMany({ where: { hash }, data: { lastUsedAt: now } });
      return row && { ...row.key, createdAt: new Date(row.created_at).toISOString() };
    },
    byId,
    async ofMerchant(merchantId) {
      const rows = await prisma.apiKey.findMany({ where: { merchantIds: { has: merchantId } }, include, orderBy: { createdAt: 'asc' } });
      return rows.flatMap((row) => toKey(row) ?? []);
    },
    async revoke(keyId, now) {
      await prisma.apiKey.updateMany({ where: { keyId, revokedAt: null }, data: { revokedAt: now } });
      return byId(keyId);
    },
  };
}

/** For whom a platform was made: the migration that made the first ones says the same in SQL. */
function madeForOf(merchantIds: readonly string[]): string {
  const [one = '', ...others] = [...new Set(merchantIds)].toSorted();
  return others.length === 0
    ? one
    : createHash('sha256')
        .update([one, ...others].join(','))
        .digest('hex');
}

type PlatformRow = Readonly<{ platformId: string; name: string; formerSubject: string | null }>;
const toPlatform = ({ platformId, name, formerSubject }: PlatformRow): PlatformRecord => ({
  platformId,
  name,
  ...(formerSubject === null ? {} : { formerSubject }),
});

type LiveRow = Readonly<{ hash: string; created_at: string; last_used_at: string | null; key: Omit<KeyRecord, 'createdAt' | 'revokedAt'> }>;

/** The live keys of hashes, in their order. */
async function liveKeys(db: pg.Pool, hashes: readonly string[]): Promise<readonly (LiveRow | undefined)[]> {
  const { rows } = await db.query<LiveRow>({
    name: 'live keys',
    text: `SELECT k.hash, k.created_at, k.last_used_at,
             jsonb_build_object('keyId', k.key_id, 'merchantIds', k.merchant_ids, 'scopes', k.scopes, 'prefix', k.prefix,
               'platform', jsonb_strip_nulls(jsonb_build_object('platformId', p.platform_id, 'name', p.name, 'formerSubject', p.former_subject))) AS key
           FROM api_key AS k JOIN platform AS p USING (platform_id) WHERE k.hash = ANY($1::text[]) AND k.revoked_at IS NULL`,
    values: [[...new Set(hashes)]],
    types: engineTypes,
  });
  const found = new Map(rows.map((row) => [row.hash, row]));
  return hashes.map((hash) => found.get(hash));
}

type KeyRow = Readonly<{
  keyId: string;
  platform: PlatformRow;
  merchantIds: readonly string[];
  scopes: readonly string[];
  prefix: string;
  createdAt: Date;
  revokedAt: Date | null;
}>;

const toKey = (row: KeyRow | null): KeyRecord | undefined =>
  row === null
    ? undefined
    : {
        keyId: row.keyId,
        platform: toPlatform(row.platform),
        merchantIds: row.merchantIds,
        scopes: row.scopes,
        prefix: row.prefix,
        createdAt: row.createdAt.toISOString(),
        ...(row.revokedAt === null ? {} : { revokedAt: row.revokedAt.toISOString() }),
      };
