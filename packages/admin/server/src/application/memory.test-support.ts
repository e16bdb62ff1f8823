import type { Creations } from '@noren/admin-store';
import { type Clock, Refusal } from '@noren/kernel';
import { creating } from './creating.ts';
import type { Grant, Merchant, People, Platform, PlatformKey, Platforms, Shop, Shops, SystemKey, SystemKeys } from './ports.ts';

const clock: Clock = { now: () => new Date('2026-01-01T00:00:00.000Z') };
const NOW = clock.now().toISOString();
const page = { nextPageToken: '' };

/** Codes as the store keeps them. */
function creationsInMemory(): Creations {
  const rows = new Map<string, { id: string; code: string; request: string; isDone: boolean }>();
  const keyOf = (...parts: readonly string[]): string => parts.join('\0');
  return {
    async claim({ noun, scope, code }, id, request) {
      const row = rows.get(keyOf(noun, scope, code)) ?? { id, code, request: JSON.stringify(request), isDone: false };
      rows.set(keyOf(noun, scope, code), row);
      return { id: row.id, isSame: row.request === JSON.stringify(request), isDone: row.isDone };
    },
    async done(id) {
      for (const row of rows.values()) if (row.id === id) row.isDone = true;
    },
    async forget(id) {
      for (const [key, row] of rows) if (row.id === id && !row.isDone) rows.delete(key);
    },
    async idOf({ noun, scope, code }) {
      const row = rows.get(keyOf(noun, scope, code));
      return row?.isDone ? row.id : undefined;
    },
    codesOf: async (ids) => new Map([...rows.values()].flatMap(({ id, code }) => (ids.includes(id) ? [[id, code] as const] : []))),
  };
}

function shopsInMemory(): Shops {
  const [merchants, shops] = [new Map<string, Merchant>(), new Map<string, Shop>()];
  const change = (shopId: string, by: Partial<Shop>): void => {
    const shop = shops.get(shopId);
    if (shop) shops.set(shopId, { ...shop, ...by, version: shop.version + 1 });
  };
  const stand = (merchantId: string, by: Partial<Merchant>): void => {
    const merchant = merchants.get(merchantId);
    if (merchant) merchants.set(merchantId, { ...merchant, ...by, version: merchant.version + 1 });
  };
  return {
    async registerMerchant(merchant) {
      if (merchant.currency === 'XXX') throw new Refusal('invalid', 'currency', 'A currency is an ISO 4217 code', 'currency');
      merchants.set(merchant.merchantId, { ...merchant, suspended: false, reason: '', version: 1 });
    },
    renameMerchant: async (merchantId, name) => stand(merchantId, { name }),
    suspendMerchant: async (merchantId, reason) => stand(merchantId, { suspended: true, reason }),
    resumeMerchant: async (merchantId) => stand(merchantId, { suspended: false, reason: '' }),
    merchant: async (merchantId) => merchants.get(merchantId),
    merchants: async () => ({ merchants: [...merchants.values()], ...page }),
    async create(shop) {
      shops.set(shop.shopId, { ...shop, currency: 'GBP', status: 'open', reason: '', version: 1 });
    },
    shop: async (shopId) => shops.get(shopId),
    shops: async (merchantId) => ({ shops: [...shops.values()].filter((shop) => shop.merchantId === merchantId), ...page }),
    change: async ({ shopId, name, timeZone }) => change(shopId, { ...(name === undefined ? {} : { name }), ...(timeZone === undefined ? {} : { timeZone }) }),
    setHours: async (shopId, weeklyHours) => change(shopId, { weeklyHours }),
    close: async (shopId, reason) => change(shopId, { status: 'closed', reason }),
  };
}

function peopleInMemory(): People & Readonly<{ owned: Map<string, readonly string[]> }> {
  const owned = new Map<string, readonly string[]>();
  return {
    owned,
    async letIn({ email, shopIds }) {
      const isNew = !owned.has(email);
      owned.set(email, shopIds);
      return { personId: `usr_${email}`, invitation: isNew ? '/join#one' : '', invitationEndsAt: NOW };
    },
    reset: async (_, email) => ({ personId: `usr_${email}`, invitation: '/join#another', invitationEndsAt: NOW }),
    async handShop(_, shopId) {
      for (const [email, shopIds] of owned) owned.set(email, [...shopIds, shopId]);
    },
  };
}

function systemKeysInMemory(): SystemKeys {
  const keys = new Map<string, SystemKey>();
  return {
    async create(key) {
      if (keys.has(key.keyId)) return undefined;
      keys.set(key.keyId, { ...key, prefix: '', createdAt: NOW });
      return `secret of ${key.keyId}`;
    },
    of: async (merchantId) => [...keys.values()].filter((key) => key.merchantId === merchantId),
    async revoke(keyId) {
      const key = keys.get(keyId);
      if (!key) throw new Error(`no key ${keyId}`);
      return { ...key, revokedAt: NOW };
    },
  };
}

function platformsInMemory(): Platforms {
  const [platforms, keys, grants] = [new Map<string, Platform>(), new Map<string, PlatformKey>(), new Map<string, Grant>()];
  const the = (platformId: string): Platform => {
    const found = platforms.get(platformId);
    if (!found) throw new Refusal('not_found', 'platform_not_found', 'There is no such platform');
    return found;
  };
  const put = (platform: Platform): Platform => (platforms.set(platform.platformId, platform), platform);
  const addKey = (keyId: string, platformId: string, scopes: readonly string[]): string | undefined => {
    if (keys.has(keyId)) return undefined;
    keys.set(keyId, { keyId, platformId, scopes, prefix: '', createdAt: NOW });
    return `secret of ${keyId}`;
  };
  return {
    create: async (platformId, name) => platforms.get(platformId) ?? put({ platformId, name, ownerIds: [], createdAt: NOW }),
    page: async () => ({ platforms: [...platforms.values()], ...page }),
    suspend: async (platformId) => put({ ...the(platformId), suspendedAt: NOW }),
    resume: async (platformId) => put({ ...the(platformId), suspendedAt: undefined }),
    createKey: async (keyId, platformId, scopes) => addKey(keyId, the(platformId).platformId, scopes),
    async rotateKey(keyId, newKeyId) {
      const old = keys.get(keyId);
      return old && addKey(newKeyId, old.platformId, old.scopes);
    },
    keysOf: async (platformId) => [...keys.values()].filter((key) => key.platformId === platformId),
    async revokeKey(keyId) {
      const key = keys.get(keyId);
      if (key) keys.set(keyId, { ...key, revokedAt: NOW });
    },
    async grant(of) {
      const grant = { ...of, grantedAt: NOW };
      grants.set(`${of.platformId} ${of.merchantId}`, grant);
      return grant;
    },
    withdraw: async (platformId, merchantId) => void grants.delete(`${platformId} ${merchantId}`),
    grants: async ({ platformId, merchantId }) => ({
      grants: [...grants.values()].filter(
        (one) => (platformId === '' || one.platformId === platformId) && (merchantId === '' || one.merchantId === merchantId),
      ),
      ...page,
    }),
  };
}

/** Everybody whom the operators' edge asks, in memory. */
export function inMemory() {
  const creations = creationsInMemory();
  return {
    ...{ creations, creating: creating(creations, clock), shops: shopsInMemory(), people: peopleInMemory() },
    ...{ systemKeys: systemKeysInMemory(), platforms: platformsInMemory() },
  };
}
