import { engineTypes } from '@noren/engine-kit';
import { gather } from '@noren/kernel';
import type pg from 'pg';
import { type PlatformNow, platformNowSql, type PlatformRecord, toPlatform } from './platforms.ts';
import { prismaOver } from './prisma.ts';

/**
 * A consumer platform's key, without the key. `endsAt`, `replacedBy`: where another one follows it. Instants are ISO 8601 in UTC.
 */
export type KeyRecord = Readonly<{
  keyId: string;
  platform: PlatformRecord;
  scopes: readonly string[];
  prefix: string;
  createdAt: string;
  revokedAt?: string;
  endsAt?: string;
  replacedBy?: string;
}>;

/** A key that is good at this moment, with its platform as it is at this moment. */
export type LiveKey = Readonly<{ keyId: string; scopes: readonly string[]; prefix: string; createdAt: string; platform: PlatformNow }>;

type NewKey = Omit<KeyRecord, 'revokedAt' | 'endsAt' | 'replacedBy'>;

export interface KeyStore {
  /** Whether it was added: not where there is a key of its id. */
  add(key: NewKey, hash: string): Promise<boolean>;
  /** The key of a hash, unless it is revoked or has ended at this moment: concurrent callers share a query. Notes that it was used, at most once a minute. */
  live(hash: string, now: Date): Promise<LiveKey | undefined>;
  byId(keyId: string): Promise<KeyRecord | undefined>;
  /** The keys of the platforms that a merchant made for itself, alone or with others, oldest first. */
  ofOwner(merchantId: string): Promise<readonly KeyRecord[]>;
  /** Oldest first. */
  ofPlatform(platformId: string): Promise<readonly KeyRecord[]>;
  /** Revokes a key; one that is revoked already stays as it is. */
  revoke(keyId: string, now: Date): Promise<KeyRecord | undefined>;
  /** Adds the key that follows another one, which ends then. Whether it did: not where that one is revoked or is followed already, or there is a key of the new id. */
  follow(keyId: string, endsAt: Date, next: NewKey, hash: string): Promise<boolean>;
}

const USED_EVERY_MS = 60_000;

const insertSql = `INSERT INTO api_key (key_id, platform_id, scopes, hash, prefix, created_at)`;
/** One statement, so that a key is never marked as followed by one that is not there. */
const followSql = `WITH next AS (${insertSql} SELECT $1, $2, $3, $4, $5, $6 FROM api_key WHERE key_id = $7 AND revoked_at IS NULL AND replaced_by IS NULL FOR UPDATE
    ON CONFLICT (key_id) DO NOTHING RETURNING key_id)
  UPDATE api_key SET ends_at = $8, replaced_by = next.key_id FROM next WHERE api_key.key_id = $7`;

/** `asked`: for the question that every request asks, with plans pinned. */
export function keyStore(db: pg.Pool, asked: pg.Pool): KeyStore {
  const prisma = prismaOver(db);
  const include = { platform: true } as const;
  const byId = async (keyId: string): Promise<KeyRecord | undefined> => {
    const row = await prisma.apiKey.findUnique({ where: { keyId }, include });
    return row === null ? undefined : toKey(row);
  };
  const look = gather((hashes: readonly string[]) => liveKeys(asked, hashes), { max: 256, concurrency: 2 });
  const list = async (where: Readonly<{ platformId: string } | { platform: { ownerIds: { has: string } } }>): Promise<readonly KeyRecord[]> =>
    (await prisma.apiKey.findMany({ where, include, orderBy: { createdAt: 'asc' } })).map(toKey);
  return {
    async add(key, hash) {
      const { rowCount } = await db.query(`${insertSql} VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (key_id) DO NOTHING`, valuesOf(key, hash));
      return rowCount === 1;
    },
    async live(hash, now) {
      const row = await look(hash);
      if (!row || (row.ends_at !== null && Date.parse(row.ends_at) <= now.getTime())) return undefined;
      if (now.getTime() - (row.last_used_at === null ? 0 : Date.parse(row.last_used_at)) > USED_EVERY_MS)
        await prisma.apiKey.updateMany({ where: { hash }, data: { lastUsedAt: now } });
      return { ...row.key, createdAt: new Date(row.created_at).toISOString() };
    },
    byId,
    ofOwner: (merchantId) => list({ platform: { ownerIds: { has: merchantId } } }),
    ofPlatform: (platformId) => list({ platformId }),
    async revoke(keyId, now) {
      await prisma.apiKey.updateMany({ where: { keyId, revokedAt: null }, data: { revokedAt: now } });
      return byId(keyId);
    },
    async follow(keyId, endsAt, next, hash) {
      const { rowCount } = await db.query(followSql, [...valuesOf(next, hash), keyId, endsAt]);
      return rowCount === 1;
    },
  };
}

const valuesOf = ({ keyId, platform: { platformId }, scopes, prefix, createdAt }: NewKey, hash: string): unknown[] => [
  ...[keyId, platformId, [...scopes], hash, prefix, createdAt],
];

type LiveRow = Readonly<{ hash: string; created_at: string; last_used_at: string | null; ends_at: string | null; key: Omit<LiveKey, 'createdAt'> }>;

/** The keys of hashes that are not revoked, in their order. */
async function liveKeys(db: pg.Pool, hashes: readonly string[]): Promise<readonly (LiveRow | undefined)[]> {
  const { rows } = await db.query<LiveRow>({
    name: 'live keys',
    text: `SELECT k.hash, k.created_at, k.last_used_at, k.ends_at,
             jsonb_build_object('keyId', k.key_id, 'scopes', k.scopes, 'prefix', k.prefix, 'platform', ${platformNowSql}) AS key
           FROM api_key AS k JOIN platform AS p USING (platform_id) WHERE k.hash = ANY($1::text[]) AND k.revoked_at IS NULL`,
    values: [[...new Set(hashes)]],
    types: engineTypes,
  });
  const found = new Map(rows.map((row) => [row.hash, row]));
  return hashes.map((hash) => found.get(hash));
}

type KeyRow = Readonly<{
  keyId: string;
  platform: Parameters<typeof toPlatform>[0];
  scopes: readonly string[];
  prefix: string;
  createdAt: Date;
  revokedAt: Date | null;
  endsAt: Date | null;
  replacedBy: string | null;
}>;

const toKey = ({ keyId, platform, scopes, prefix, createdAt, revokedAt, endsAt, replacedBy }: KeyRow): KeyRecord => ({
  keyId,
  platform: toPlatform(platform),
  scopes,
  prefix,
  createdAt: createdAt.toISOString(),
  ...(revokedAt === null ? {} : { revokedAt: revokedAt.toISOString() }),
  ...(endsAt === null ? {} : { endsAt: endsAt.toISOString() }),
  ...(replacedBy === null ? {} : { replacedBy }),
});
