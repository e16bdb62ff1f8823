import type { GrantRecord, KeyRecord, KeyStore, PlatformRecord } from '@noren/link-store';
import { fakeClock } from '@noren/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { platformIdentities } from './platform-identities.ts';
import { platformKeys } from './platform-keys.ts';

const platform: PlatformRecord = { platformId: 'plt_1', name: 'eats', ownerIds: [], createdAt: '2026-01-05T09:00:00.000Z' };
const scopes = ['catalogue:read'] as const;
const DAY_S = 24 * 60 * 60;

let clock: ReturnType<typeof fakeClock>;
/** What the platform is granted, and whether it is suspended. */
let granted: Pick<GrantRecord, 'merchantId' | 'shopIds'>[];
let now: { suspended: boolean; grantsVersion: number };
let looked: number;
let keys: ReturnType<typeof platformKeys>;

/** Keys in memory, as the store keeps them. */
function inMemory(): KeyStore {
  const kept = new Map<string, KeyRecord>();
  const byId = async (keyId: string) => [...kept.values()].find((key) => key.keyId === keyId);
  const change = (keyId: string, what: Partial<KeyRecord>) => {
    for (const [hash, key] of kept) if (key.keyId === keyId) kept.set(hash, { ...key, ...what });
  };
  const add = async (key: KeyRecord, hash: string) => (await byId(key.keyId)) === undefined && kept.set(hash, key).size > 0;
  return {
    add,
    async live(hash, at) {
      looked += 1;
      const key = kept.get(hash);
      const over = key?.revokedAt !== undefined || (key?.endsAt !== undefined && Date.parse(key.endsAt) <= at.getTime());
      return key && !over ? { ...key, platform: { platformId: platform.platformId, name: platform.name, ownerIds: [], ...now } } : undefined;
    },
    byId,
    ofOwner: async () => [...kept.values()],
    ofPlatform: async () => [...kept.values()],
    async revoke(keyId, at) {
      change(keyId, { revokedAt: at.toISOString() });
      return byId(keyId);
    },
    async follow(keyId, endsAt, next, hash) {
      if (!(await add(next, hash))) return false;
      change(keyId, { endsAt: endsAt.toISOString(), replacedBy: next.keyId });
      return true;
    },
  };
}
beforeEach(() => {
  clock = fakeClock();
  granted = [{ merchantId: 'mer_1', shopIds: [] }];
  now = { suspended: false, grantsVersion: 1 };
  looked = 0;
  const grants = { ofPlatform: async () => granted };
  keys = platformKeys(inMemory(), platformIdentities({ now: async () => undefined }, grants), clock);
});
const grant = (...of: typeof granted): void => {
  granted = of;
  now = { ...now, grantsVersion: now.grantsVersion + 1 };
};

describe('a platform’s key', () => {
  it('speaks for the platform, for what it was made for; and is refused from the request on that follows its revocation', async () => {
    const { key, secret } = await keys.create({ platform, scopes: [...scopes, ...scopes] });
    const found = await keys.identify(`Bearer ${secret}`);
    expect(found).toEqual({
      identity: { subject: 'platform:plt_1', name: 'eats', merchants: ['mer_1'], tenant: 'plt_1', roles: ['platform'] },
      scopes: ['catalogue:read'],
    });
    // One object, by which signing it is remembered.
    expect((await keys.identify(`Bearer ${secret}`)).identity).toBe(found.identity);
    await keys.revoke(key.keyId);
    await expect(keys.identify(`Bearer ${secret}`)).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  it('opens what is granted at the time of the request: all shops of a merchant, single ones, or nothing', async () => {
    const { secret } = await keys.create({ platform, scopes });
    const opened = async () => {
      const { merchants, shops } = (await keys.identify(`Bearer ${secret}`)).identity;
      return { merchants, shops };
    };
    expect(await opened()).toEqual({ merchants: ['mer_1'], shops: undefined });
    grant({ merchantId: 'mer_1', shopIds: ['shp_1', 'shp_2'] }, { merchantId: 'mer_2', shopIds: [] });
    expect(await opened()).toEqual({ merchants: ['mer_2'], shops: ['shp_1', 'shp_2'] });
    grant();
    expect(await opened()).toEqual({ merchants: [], shops: undefined });
  });

  it('is refused by a code of its own while its platform is suspended, and is good again after that', async () => {
    const { secret } = await keys.create({ platform, scopes });
    await keys.identify(`Bearer ${secret}`);
    now = { ...now, suspended: true };
    await expect(keys.identify(`Bearer ${secret}`)).rejects.toMatchObject({ kind: 'forbidden', code: 'platform_suspended' });
    now = { ...now, suspended: false };
    expect((await keys.identify(`Bearer ${secret}`)).scopes).toEqual(scopes);
  });

  it('that is followed by another lives on for as long as was said; each knows of the other, and there is one', async () => {
    const first = await keys.create({ platform, scopes, keyId: 'key_1' });
    const next = await keys.rotate('key_1', DAY_S, 'key_2');
    expect(next).toMatchObject({ old: { keyId: 'key_1', replacedBy: 'key_2' }, key: { keyId: 'key_2', platform, scopes } });
    expect(Date.parse(next.old.endsAt ?? '') - clock.now().getTime()).toBe(DAY_S * 1_000);
    for (const { secret } of [first, next]) expect((await keys.identify(`Bearer ${secret}`)).identity.subject).toBe('platform:plt_1');
    await expect(keys.rotate('key_1', 0)).rejects.toMatchObject({ code: 'key_rotated', message: expect.stringContaining('key_2') });
    await expect(keys.rotate('key_2', 0, 'key_1')).rejects.toMatchObject({ code: 'key_exists' });
    clock.advance(DAY_S * 1_000);
    await expect(keys.identify(`Bearer ${first.secret}`)).rejects.toMatchObject({ code: 'unauthenticated' });
    expect((await keys.identify(`Bearer ${next.secret}`)).scopes).toEqual(scopes);
    await keys.revoke('key_2');
    await expect(keys.rotate('key_2', 0)).rejects.toMatchObject({ code: 'key_rotated' });
  });

  it('that cannot be one is not looked for', async () => {
    for (const authorization of [undefined, 'Bearer nrn_platform_x', 'Basic abc'])
      await expect(keys.identify(authorization)).rejects.toMatchObject({ code: 'unauthenticated' });
    expect(looked).toBe(0);
  });

  it('is kept as its hash: what is stored and listed does not open anything, and it is shown once', async () => {
    const { key, secret } = await keys.create({ platform, scopes });
    expect(JSON.stringify(await keys.ofPlatform('plt_1'))).not.toContain(secret);
    expect(secret.startsWith(key.prefix.slice(0, -1))).toBe(true);
    expect(key.prefix.length).toBeLessThan(secret.length / 2);
    await expect(keys.create({ platform, scopes, keyId: key.keyId })).rejects.toMatchObject({ code: 'key_exists' });
  });
});
