import { type ApiKey, usualScopes } from '@noren/bff-contract';
import { Refusal } from '@noren/kernel';
import type { Keys } from '../application/ports.ts';
import type { Contexts } from './contexts.ts';
import { instant } from './mapping.ts';

type KeyMessage = Readonly<{ keyId: string; scopes: readonly string[]; prefix: string; createdAt: string; revokedAt?: string | undefined }>;

/** The merchant's API keys, which Link and Merchant Link keep. */
export const keys = ({ platformKeys, systemKeys }: Pick<Contexts, 'platformKeys' | 'systemKeys'>): Keys => ({
  async list(merchantId) {
    const [platforms, systems] = await Promise.all([platformKeys.listKeys({ merchantId }), systemKeys.listKeys({ merchantId })]);
    const all = [...platforms.keys.map((key) => toKey('platform', key.platform, key)), ...systems.keys.map((key) => toKey('system', key.system, key))];
    return { keys: all.toSorted((a, b) => (a.createdAt < b.createdAt ? 1 : -1)) };
  },
  async create(merchantId, { kind, name, scopes = usualScopes[kind] }) {
    if (kind === 'platform') {
      const { key, secret } = await platformKeys.createKey({ platform: name, merchantIds: [merchantId], scopes: [...scopes] });
      return { key: toKey(kind, name, there(key)), secret };
    }
    const { key, secret } = await systemKeys.createKey({ keyId: '', system: name, merchantId, scopes: [...scopes] });
    return { key: toKey(kind, name, there(key)), secret };
  },
  async revoke(_merchantId, kind, keyId) {
    if (kind === 'platform') {
      const key = await platformKeys.revokeKey({ keyId });
      return toKey(kind, key.platform, key);
    }
    const key = await systemKeys.revokeKey({ keyId });
    return toKey(kind, key.system, key);
  },
});

function there<Key>(key: Key | undefined): Key {
  if (key === undefined) throw new Refusal('not_found', 'key_not_found', 'the key is not there');
  return key;
}

const toKey = (kind: ApiKey['kind'], name: string, { keyId, scopes, prefix, createdAt, revokedAt }: KeyMessage): ApiKey => ({
  keyId,
  kind,
  name,
  scopes: [...scopes],
  prefix,
  createdAt: instant(createdAt),
  ...(revokedAt ? { revokedAt: instant(revokedAt) } : {}),
});
