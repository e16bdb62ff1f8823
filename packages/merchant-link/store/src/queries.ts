import { engineTypes } from '@noren/engine-kit';
import { gather } from '@noren/kernel';
import { PrismaPg } from '@prisma/adapter-pg';
import type pg from 'pg';
import { PrismaClient } from './generated/client.ts';

/** A merchant's own system: a till, an ERP. `formerSubject`: by what it was known before it had an id. */
type SystemRecord = Readonly<{ systemId: string; name: string; formerSubject?: string }>;

/** The key of a merchant's own system, without the key. Instants are ISO 8601 in UTC. */
export type KeyRecord = Readonly<{
  keyId: string;
  system: SystemRecord;
  merchantId: string;
  scopes: readonly string[];
  prefix: string;
  createdAt: string;
  revokedAt?: string;
}>;

/** What Merchant Link keeps of keys, and reads of shops. */
export interface SystemStore {
  /** The system that a merchant knows by a name; made where there is none, under the id that is given. */
  system(systemId: string, name: string, merchantId: string, now: Date): Promise<SystemRecord>;
  /** False where there is a key of this id. */
  addKey(key: KeyRecord, hash: string): Promise<boolean>;
  /**
   * The live key of a hash, with the shops of its merchant, as both are at this moment: concurrent callers share a query. Notes that it was used, at most
   * once a minute.
   */
  liveKey(hash: string, now: Date): Promise<Readonly<{ key: KeyRecord; shopIds: readonly string[] }> | undefined>;
  keyById(keyId: string): Promise<KeyRecord | undefined>;
  keysOf(merchantId: string): Promise<readonly KeyRecord[]>;
  /** Revokes a key; one that is revoked already stays as it is. */
  revoke(keyId: string, now: Date): Promise<KeyRecord | undefined>;
}

const USED_EVERY_MS = 60_000;

/** `asked`: for the question that every request asks, with plans pinned. */
export function systemStore(db: pg.Pool, asked: pg.Pool): SystemStore {
  const prisma = new PrismaClient({ adapter: new PrismaPg(db, { schema: 'merchant_link' }) });
  const include = { system: true } as const;
  const keyById = async (keyId: string): Promise<KeyRecord | undefined> => toKey(await prisma.apiKey.findUnique({ where: { keyId }, include }));
  const look = gather((hashes: readonly string[]) => liveKeys(asked, hashes), { max: 256, concurrency: 2 });
  return {
    async system(systemId, name, merchantId, now) {
      // Two who make the first key at once find the same system.
      await db.query('INSERT INTO system (system_id, merchant_id, name, created_at) VALUES ($1, $2, $3, $4) ON CONFLICT (merchant_id, name) DO NOTHING', [
        systemId,
        merchantId,
        name,
        now,
      ]);
      return toSystem(await prisma.system.findUniqueOrThrow({ where: { merchantId_name: { merchantId, name } } }));
    },
    async addKey({ keyId, system: { systemId }, merchantId, scopes, prefix, createdAt }, hash) {
      const data = [{ keyId, systemId, merchantId, scopes: [...scopes], hash, prefix, createdAt }];
      return (await prisma.apiKey.createMany({ data, skipDuplicates: true })).count === 1;
    },
    async liveKey(hash, now) {
      const row = await look(hash);
      if (row && now.getTime() - (row.last_used_at === null ? 0 : Date.parse(row.last_used_at)) > USED_EVERY_MS)
        await prisma.apiKey.updateMany({ where: { hash }, data: { lastUsedAt: now } });
      return row && { key: { ...row.key, createdAt: new Date(row.created_at).toISOString() }, shopIds: row.shop_ids };
    },
    keyById,
    async keysOf(merchantId) {
      const rows = await prisma.apiKey.findMany({ where: { merchantId }, include, orderBy: { createdAt: 'asc' } });
      return rows.flatMap((row) => toKey(row) ?? []);
    },
    async revoke(keyId, now) {
      await prisma.apiKey.updateMany({ where: { keyId, revokedAt: null }, data: { revokedAt: now } });
      return keyById(keyId);
    },
  };
}

type LiveRow = Readonly<{
  hash: string;
  created_at: string;
  last_used_at: string | null;
  key: Omit<KeyRecord, 'createdAt' | 'revokedAt'>;
  shop_ids: readonly string[];
}>;

/** The live keys of hashes, in their order. */
async function liveKeys(db: pg.Pool, hashes: readonly string[]): Promise<readonly (LiveRow | undefined)[]> {
  const { rows } = await db.query<LiveRow>({
    name: 'live keys',
    text: `SELECT k.hash, k.created_at, k.last_used_at,
             jsonb_build_object('keyId', k.key_id, 'merchantId', k.merchant_id, 'scopes', k.scopes, 'prefix', k.prefix,
               'system', jsonb_strip_nulls(jsonb_build_object('systemId', s.system_id, 'name', s.name, 'formerSubject', s.former_subject))) AS key,
             to_jsonb(ARRAY(SELECT o.key FROM shop_owner AS o WHERE o.merchant_id = k.merchant_id ORDER BY o.key)) AS shop_ids
           FROM api_key AS k JOIN system AS s USING (system_id) WHERE k.hash = ANY($1::text[]) AND k.revoked_at IS NULL`,
    values: [[...new Set(hashes)]],
    types: engineTypes,
  });
  const found = new Map(rows.map((row) => [row.hash, row]));
  return hashes.map((hash) => found.get(hash));
}

type SystemRow = Readonly<{ systemId: string; name: string; formerSubject: string | null }>;
const toSystem = ({ systemId, name, formerSubject }: SystemRow): SystemRecord => ({ systemId, name, ...(formerSubject === null ? {} : { formerSubject }) });

type KeyRow = Readonly<{
  keyId: string;
  system: SystemRow;
  merchantId: string;
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
        system: toSystem(row.system),
        merchantId: row.merchantId,
        scopes: row.scopes,
        prefix: row.prefix,
        createdAt: row.createdAt.toISOString(),
        ...(row.revokedAt === null ? {} : { revokedAt: row.revokedAt.toISOString() }),
      };
