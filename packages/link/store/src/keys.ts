import type pg from 'pg';
import { prismaOver } from './prisma.ts';

/** A consumer platform's key, without the key. Instants are ISO 8601 in UTC. */
export type KeyRecord = Readonly<{ keyId: string; platform: string; merchantIds: readonly string[]; prefix: string; createdAt: string; revokedAt?: string }>;

export interface KeyStore {
  add(key: KeyRecord, hash: string): Promise<void>;
  /** The key of a hash, revoked or not. Notes that it was used, at most once a minute. */
  byHash(hash: string, now: Date): Promise<KeyRecord | undefined>;
  byId(keyId: string): Promise<KeyRecord | undefined>;
  /** The keys that open a merchant's shops, oldest first. */
  ofMerchant(merchantId: string): Promise<readonly KeyRecord[]>;
  /** Revokes a key; one that is revoked already stays as it is. */
  revoke(keyId: string, now: Date): Promise<KeyRecord | undefined>;
}

const USED_EVERY_MS = 60_000;

export function keyStore(db: pg.Pool): KeyStore {
  const prisma = prismaOver(db);
  const byId = async (keyId: string): Promise<KeyRecord | undefined> => toKey(await prisma.apiKey.findUnique({ where: { keyId } }));
  return {
    async add({ keyId, platform, merchantIds, prefix, createdAt }, hash) {
      await prisma.apiKey.create({ data: { keyId, platform, merchantIds: [...merchantIds], hash, prefix, createdAt } });
    },
    async byHash(hash, now) {
      const row = await prisma.apiKey.findUnique({ where: { hash } });
      if (row !== null && now.getTime() - (row.lastUsedAt?.getTime() ?? 0) > USED_EVERY_MS)
        await prisma.apiKey.updateMany({ where: { hash }, data: { lastUsedAt: now } });
      return toKey(row);
    },
    byId,
    async ofMerchant(merchantId) {
      const rows = await prisma.apiKey.findMany({ where: { merchantIds: { has: merchantId } }, orderBy: { createdAt: 'asc' } });
      return rows.flatMap((row) => toKey(row) ?? []);
    },
    async revoke(keyId, now) {
      await prisma.apiKey.updateMany({ where: { keyId, revokedAt: null }, data: { revokedAt: now } });
      return byId(keyId);
    },
  };
}

type KeyRow = Readonly<{ keyId: string; platform: string; merchantIds: readonly string[]; prefix: string; createdAt: Date; revokedAt: Date | null }>;

const toKey = (row: KeyRow | null): KeyRecord | undefined =>
  row === null
    ? undefined
    : {
        keyId: row.keyId,
        platform: row.platform,
        merchantIds: row.merchantIds,
        prefix: row.prefix,
        createdAt: row.createdAt.toISOString(),
        ...(row.revokedAt === null ? {} : { revokedAt: row.revokedAt.toISOString() }),
      };
