import { type Clock, newId, Refusal } from '@noren/kernel';
import type { KeyRecord, KeyStore } from '@noren/link-store';
import { type Authenticated, bearerKey, hashKey, type Identity, keyPrefix, makeKey, recent, unauthenticated } from '@noren/service-kit';

/** The keys of consumer platforms. */
export interface PlatformKeys {
  /** Who stands behind an Authorization header, and what the key was made for. A key that is revoked is refused from the next request on. */
  identify(authorization: string | undefined): Promise<Authenticated>;
  create(
    wanted: Readonly<{ platform: string; merchantIds: readonly string[]; scopes: readonly string[] }>,
  ): Promise<Readonly<{ key: KeyRecord; secret: string }>>;
  /** The live key of a hash. */
  ofHash(hash: string): Promise<KeyRecord | undefined>;
  byId(keyId: string): Promise<KeyRecord>;
  ofMerchant(merchantId: string): Promise<readonly KeyRecord[]>;
  revoke(keyId: string): Promise<KeyRecord>;
}

export function platformKeys(store: KeyStore, clock: Clock): PlatformKeys {
  // Nothing of a key changes but that it is revoked, which is looked at each time. One object a key: signing an identity is remembered by it.
  const known = recent<string, Authenticated>(10_000);
  const ofHash = (hash: string): Promise<KeyRecord | undefined> => store.live(hash, clock.now());
  return {
    async identify(authorization) {
      const secret = bearerKey(authorization, 'platform');
      if (secret === undefined) throw unauthenticated('Send an API key of a consumer platform as a bearer token');
      const key = await ofHash(hashKey(secret));
      if (!key) throw unauthenticated('The API key is not known, or was revoked');
      const found = known.get(key.keyId) ?? { identity: identityOf(key), scopes: key.scopes };
      known.set(key.keyId, found);
      return found;
    },
    async create({ platform: name, merchantIds, scopes }) {
      const secret = makeKey('platform');
      const now = clock.now();
      const key: KeyRecord = {
        keyId: newId('key'),
        platform: await store.platform(newId('plt'), name, merchantIds, now),
        merchantIds: [...new Set(merchantIds)],
        scopes: [...new Set(scopes)],
        prefix: keyPrefix(secret),
        createdAt: now.toISOString(),
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

const identityOf = ({ platform: { platformId, name, formerSubject }, merchantIds }: KeyRecord): Identity => ({
  subject: `platform:${platformId}`,
  name,
  ...(formerSubject === undefined ? {} : { former: formerSubject }),
  merchants: merchantIds,
  roles: ['platform'],
});

function found(key: KeyRecord | undefined): KeyRecord {
  if (!key) throw new Refusal('not_found', 'key_not_found', 'There is no such key', 'key_id');
  return key;
}
