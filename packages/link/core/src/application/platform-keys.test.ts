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
    async add(key, hash) {
      keys.set(hash, key);
    },
    async byHash(hash) {
      this.looked += 1;
      return keys.get(hash);
    },
    byId,
    ofMerchant: async (merchantId) => [...keys.values()].filter(({ merchantIds }) => merchantIds.includes(merchantId)),
    async revoke(keyId, now) {
      for (const [hash, key] of keys) if (key.keyId === keyId) keys.set(hash, { ...key, revokedAt: now.toISOString() });
      return byId(keyId);
    },
  };
}

describe('a platform’s key', () => {
  it('is believed for ten seconds without looking again, and not a moment longer once it is revoked', async () => {
    const [store, clock] = [inMemory(), fakeClock()];
    const keys = platformKeys(store, clock);
    const { key, secret } = await keys.create('eats', ['mer_1', 'mer_1']);
    expect(await keys.identify(`Bearer ${secret}`)).toEqual({ subject: 'platform:eats', merchants: ['mer_1'], roles: ['platform'] });
    await keys.revoke(key.keyId);
    clock.advance(9_999);
    expect(await keys.identify(`Bearer ${secret}`)).toBe(await keys.identify(`Bearer ${secret}`));
    expect(store.looked).toBe(1);
    clock.advance(1);
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
    const { key, secret } = await keys.create('eats', ['mer_1']);
    expect(JSON.stringify(await keys.ofMerchant('mer_1'))).not.toContain(secret);
    expect(secret.startsWith(key.prefix.slice(0, -1))).toBe(true);
    expect(key.prefix.length).toBeLessThan(secret.length / 2);
  });
});
