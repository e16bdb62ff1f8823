import type { KeyRecord, KeyStore } from '@noren/link-store';
import { fakeClock } from '@noren/testing';
import { describe, expect, it } from 'vitest';
import { platformKeys } from './platform-keys.ts';

/** Keys in memory, as the store keeps them. */
function inMemory(): KeyStore & { looked: number } {
  const keys = new Map<string, KeyRecord>();
  const byId = async (keyId: string) => [...keys.values()].find((key) => key.keyId === keyId);
  return {
    looked: 0,
    platform: async (platformId, name, merchantIds) =>
      [...keys.values()].find((key) => key.platform.name === name && key.merchantIds.join() === merchantIds.join())?.platform ?? { platformId, name },
    async add(key, hash) {
      keys.set(hash, key);
    },
    async live(hash) {
      this.looked += 1;
      const key = keys.get(hash);
      return key?.revokedAt === undefined ? key : undefined;
    },
    byId,
    ofMerchant: async (merchantId) => [...keys.values()].filter(({ merchantIds }) => merchantIds.includes(merchantId)),
    async revoke(keyId, now) {
      for (const [hash, key] of keys) if (key.keyId === keyId) keys.set(hash, { ...key, revokedAt: now.toISOString() });
      return byId(keyId);
    },
  };
}
const scopes = ['catalogue:read'] as const;

describe('a platform’s key', () => {
  it('speaks for a platform of its merchants, by an id of ours, for what it was made for; and is refused from the request on that follows its revocation', async () => {
    const keys = platformKeys(inMemory(), fakeClock());
    const { key, secret } = await keys.create({ platform: 'eats', merchantIds: ['mer_1', 'mer_1'], scopes });
    const found = await keys.identify(`Bearer ${secret}`);
    const { platformId } = key.platform;
    expect(platformId).toMatch(/^plt_/);
    expect(found).toEqual({
      identity: { subject: `platform:${platformId}`, name: 'eats', merchants: ['mer_1'], roles: ['platform'] },
      scopes: ['catalogue:read'],
    });
    // One object, by which signing it is remembered.
    expect((await keys.identify(`Bearer ${secret}`)).identity).toBe(found.identity);
    await keys.revoke(key.keyId);
    await expect(keys.identify(`Bearer ${secret}`)).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  it('that cannot be one is not looked for', async () => {
    const store = inMemory();
    for (const authorization of [undefined, 'Bearer nrn_platform_x', 'Basic abc'])
      await expect(platformKeys(store, fakeClock()).identify(authorization)).rejects.toMatchObject({ code: 'unauthenticated' });
    expect(store.looked).toBe(0);
  });

  it('is kept as its hash: what is stored and listed does not open anything', async () => {
    const keys = platformKeys(inMemory(), fakeClock());
    const { key, secret } = await keys.create({ platform: 'eats', merchantIds: ['mer_1'], scopes });
    expect(JSON.stringify(await keys.ofMerchant('mer_1'))).not.toContain(secret);
    expect(secret.startsWith(key.prefix.slice(0, -1))).toBe(true);
    expect(key.prefix.length).toBeLessThan(secret.length / 2);
  });
});
