import { PrismaPg } from '@prisma/adapter-pg';
import type pg from 'pg';
import { PrismaClient } from './generated/client.ts';

/** The key of a merchant's own system, without the key. Instants are ISO 8601 in UTC. */
export type KeyRecord = Readonly<{ keyId: string; system: string; merchantId: string; prefix: string; createdAt: string; revokedAt?: string }>;

/** What Merchant Link keeps of keys, and reads of shops. */
export interface SystemStore {
  addKey(key: KeyRecord, hash: string): Promise<void>;
  /** The key of a hash, revoked or not. Notes that it was used, at most once a minute. */
  keyByHash(hash: string, now: Date): Promise<KeyRecord | undefined>;
  keyById(keyId: string): Promise<KeyRecord | undefined>;
  keysOf(merchantId: string): Promise<readonly KeyRecord[]>;
  /** Revokes a key; one that is revoked already stays as it is. */
  revoke(keyId: string, now: Date): Promise<KeyRecord | undefined>;
  shopsOf(merchantId: string): Promise<readonly string[]>;
}

const USED_EVERY_MS = 60_000;

export function systemStore(db: pg.Pool): SystemStore {
  const prisma = new PrismaClient({ adapter: new PrismaPg(db, { schema: 'merchant_link' }) });
  const keyById = async (keyId: string): Promise<KeyRecord | undefined> => toKey(await prisma.apiKey.findUnique({ where: { keyId } }));
  return {
    async addKey({ keyId, system, merchantId, prefix, createdAt }, hash) {
      await prisma.apiKey.create({ data: { keyId, system, merchantId, hash, prefix, createdAt } });
    },
    async keyByHash(hash, now) {
      const row = await prisma.apiKey.findUnique({ where: { hash } });
      if (row && now.getTime() - (row.lastUsedAt?.getTime() ?? 0) > USED_EVERY_MS)
        await prisma.apiKey.updateMany({ where: { hash }, data: { lastUsedAt: now } });
      return toKey(row);
    },
    keyById,
    async keysOf(merchantId) {
      const rows = await prisma.apiKey.findMany({ where: { merchantId }, orderBy: { createdAt: 'asc' } });
      return rows.flatMap((row) => toKey(row) ?? []);
    },
    async revoke(keyId, now) {
      await prisma.apiKey.updateMany({ where: { keyId, revokedAt: null }, data: { revokedAt: now } });
      return keyById(keyId);
    },
    async shopsOf(merchantId) {
      const rows = await prisma.shopOwner.findMany({ where: { merchantId }, select: { shopId: true }, orderBy: { shopId: 'asc' } });
      return rows.map(({ shopId }) => shopId);
    },
  };
}

type KeyRow = Readonly<{ keyId: string; system: string; merchantId: string; prefix: string; createdAt: Date; revokedAt: Date | null }>;

const toKey = (row: KeyRow | null): KeyRecord | undefined =>
  row === null
    ? undefined
    : {
        keyId: row.keyId,
        system: row.system,
        merchantId: row.merchantId,
        prefix: row.prefix,
        createdAt: row.createdAt.toISOString(),
        ...(row.revokedAt === null ? {} : { revokedAt: row.revokedAt.toISOString() }),
      };
