import { type Clock, newId } from '@noren/kernel';
import { refusal } from '@noren/link-contract/refusals';
import type { KeyRecord, KeyStore, LiveKey, PlatformRecord } from '@noren/link-store';
import { type Authenticated, bearerKey, hashKey, keyPrefix, makeKey, unauthenticated } from '@noren/service-kit';
import type { PlatformIdentities } from './platform-identities.ts';

/** A key as it was made: the secret is told this once. */
type Made = Readonly<{ key: KeyRecord; secret: string }>;

/** The keys of consumer platforms. */
export interface PlatformKeys {
  /** Who stands behind an Authorization header, and what the key was made for. A key that is revoked is refused from the next request on. */
  identify(authorization: string | undefined): Promise<Authenticated>;
  /** A key of the platform; without an id of the caller's own, under a new one. */
  create(wanted: Readonly<{ platform: PlatformRecord; scopes: readonly string[]; keyId?: string }>): Promise<Made>;
  /** The key that follows another one, which lives on for so long. */
  rotate(keyId: string, oldLivesS: number, newKeyId?: string): Promise<Made & Readonly<{ old: KeyRecord }>>;
  /** The live key of a hash. Refuses one of a platform that is suspended. */
  ofHash(hash: string): Promise<LiveKey | undefined>;
  byId(keyId: string): Promise<KeyRecord>;
  ofOwner(merchantId: string): Promise<readonly KeyRecord[]>;
  ofPlatform(platformId: string): Promise<readonly KeyRecord[]>;
  revoke(keyId: string): Promise<KeyRecord>;
}

export function platformKeys(keys: KeyStore, identities: PlatformIdentities, clock: Clock): PlatformKeys {
  const newKey = ({ platform, scopes, keyId = newId('key') }: Parameters<PlatformKeys['create']>[0]) => {
    const secret = makeKey('platform');
    return { secret, key: { keyId, platform, scopes: [...new Set(scopes)], prefix: keyPrefix(secret), createdAt: clock.now().toISOString() } };
  };
  const byId = async (keyId: string): Promise<KeyRecord> => there(await keys.byId(keyId));
  return {
    async identify(authorization) {
      const secret = bearerKey(authorization, 'platform');
      if (secret === undefined) throw unauthenticated('Send an API key of a consumer platform as a bearer token');
      const key = await keys.live(hashKey(secret), clock.now());
      if (!key) throw unauthenticated('The API key is not known, or was revoked');
      return { identity: await identities.of(key.platform), scopes: key.scopes };
    },
    async create(wanted) {
      const { key, secret } = newKey(wanted);
      if (!(await keys.add(key, hashKey(secret)))) throw refusal('key_exists', 'keyId');
      return { key, secret };
    },
    async rotate(keyId, oldLivesS, newKeyId) {
      const { platform, scopes, revokedAt, replacedBy } = await byId(keyId);
      if (replacedBy !== undefined && replacedBy === newKeyId) throw refusal('key_exists', 'newKeyId');
      if (revokedAt !== undefined || replacedBy !== undefined) throw refusal('key_rotated', 'keyId', replacedBy);
      const { key, secret } = newKey({ platform, scopes, ...(newKeyId === undefined ? {} : { keyId: newKeyId }) });
      const endsAt = new Date(clock.now().getTime() + oldLivesS * 1_000);
      const followed = await keys.follow(keyId, endsAt, key, hashKey(secret));
      const old = await byId(keyId);
      if (!followed)
        throw old.replacedBy === undefined || old.replacedBy === newKeyId ? refusal('key_exists', 'newKeyId') : refusal('key_rotated', 'keyId', old.replacedBy);
      return { old, key, secret };
    },
    async ofHash(hash) {
      const key = await keys.live(hash, clock.now());
      if (key) await identities.of(key.platform);
      return key;
    },
    byId,
    ofOwner: (merchantId) => keys.ofOwner(merchantId),
    ofPlatform: (platformId) => keys.ofPlatform(platformId),
    revoke: async (keyId) => there(await keys.revoke(keyId, clock.now())),
  };
}

function there(key: KeyRecord | undefined): KeyRecord {
  if (!key) throw refusal('key_not_found', 'keyId');
  return key;
}
