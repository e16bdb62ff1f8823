import { type Clock, newId, Refusal } from '@noren/kernel';
import type { KeyRecord, KeyStore } from '@noren/link-store';
import { bearerKey, hashKey, type Identity, keyPrefix, makeKey, recent, unauthenticated } from '@noren/service-kit';

/** How long a key is believed without looking again: a revoked one works no longer than that. */
const BELIEVED_MS = 10_000;

/** The keys of consumer platforms. */
export interface PlatformKeys {
  /** Who stands behind an Authorization header. */
  identify(authorization: string | undefined): Promise<Identity>;
  create(platform: string, merchantIds: readonly string[]): Promise<Readonly<{ key: KeyRecord; secret: string }>>;
  /** The live key of a hash. */
  ofHash(hash: string): Promise<KeyRecord | undefined>;
  byId(keyId: string): Promise<KeyRecord>;
  ofMerchant(merchantId: string): Promise<readonly KeyRecord[]>;
  revoke(keyId: string): Promise<KeyRecord>;
}

export function platformKeys(store: KeyStore, clock: Clock): PlatformKeys {
  type Known = Readonly<{ identity: Identity | undefined; until: number }>;
  const known = recent<string, Known>(10_000);
  const ofHash = async (hash: string): Promise<KeyRecord | undefined> => {
    const key = await store.byHash(hash, clock.now());
    return key?.revokedAt === undefined ? key : undefined;
  };
  const look = async (hash: string): Promise<Known> => {
    const key = await ofHash(hash);
    const found: Known = { identity: key && identityOf(key), until: clock.now().getTime() + BELIEVED_MS };
    known.set(hash, found);
    return found;
  };
  return {
    async identify(authorization) {
      const key = bearerKey(authorization, 'platform');
      if (key === undefined) throw unauthenticated('Send an API key of a consumer platform as a bearer token');
      const hash = hashKey(key);
      const before = known.get(hash);
      const { identity } = before && clock.now().getTime() < before.until ? before : await look(hash);
      if (!identity) throw unauthenticated('The API key is not known, or was revoked');
      return identity;
    },
    async create(platform, merchantIds) {
      const secret = makeKey('platform');
      const key: KeyRecord = {
        keyId: newId('key'),
        platform,
        merchantIds: [...new Set(merchantIds)],
        prefix: keyPrefix(secret),
        createdAt: clock.now().toISOString(),
      };
      await store.add(key, hashKey(secret));
      return { key, secret };
    },
    ofHash,
    byId: async (keyId) => found(await store.byId(keyId)),
    ofMerchant: (merchantId) => store.ofMerchant(merchantId),
    revoke: async (keyId) => found(await store.revoke(keyId, clock.now())),
  };
}

const identityOf = ({ platform, merchantIds }: KeyRecord): Identity => ({
  subject: `platform:${platform}`,
  merchants: merchantIds,
  roles: ['platform'],
});

function found(key: KeyRecord | undefined): KeyRecord {
  if (!key) throw new Refusal('not_found', 'key_not_found', 'There is no such key', 'key_id');
  return key;
}
