import { topics as category } from '@noren/category-contract';
import { topics as inventory } from '@noren/inventory-contract';
import { topics as item } from '@noren/item-contract';
import { rebuild } from '@noren/engine-kit';
import { keys, platforms } from '@noren/link-contract';
import { limits } from '@noren/link-contract/limits';
import { platformScopes } from '@noren/link-contract/scopes';
import type { NewRecord, Position, Topic } from '@noren/log';
import { topics as order } from '@noren/order-contract';
import { callFrom, grpcClient, type GrpcClient, hashKey, type Identity, inCall, type Role } from '@noren/service-kit';
import { topics as shop } from '@noren/shop-contract';
import { eventually, testDatabase, type TestDatabase, testHost, type TestHost } from '@noren/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readModels } from './container.ts';
import { module } from './main.ts';
import { orderApi, type OrderScript } from './order-api.test-support.ts';
import { categoryEvent, filingEvent, itemEvent, levelEvent, merchantEvent, shopEvent } from './events.test-support.ts';

const topics: readonly Topic[] = [shop, item, category, inventory, order].flatMap((of): readonly Topic[] => Object.values(of));
const service: Identity = { subject: 'service:test', merchants: '*', roles: ['service'] };
const script: OrderScript = { decide: () => ({ status: 'confirmed' }), placements: [], batches: 0 };

let db: TestDatabase;
let host: TestHost;
let platformKeys: GrpcClient<keys.PlatformKeyServiceService>;
let operator: GrpcClient<platforms.PlatformServiceService>;
let key: string;
let positions: Position[] = [];

/** Appends as the context that owns the topic, and remembers where. */
async function tell(role: string, ...records: NewRecord[]): Promise<string> {
  positions = [...(await host.hostOf(role).log.append(records))].map((at) => ({ ...at, offset: at.offset + 1 }));
  return positions.map(({ topic, partition, offset }) => `${topic}/${partition}=${offset}`).join(',');
}
const url = (path: string): string => `${host.started('link-core').address}${path}`;
const get = (path: string, headers: Record<string, string> = {}) => fetch(url(path), { headers: { authorization: `Bearer ${key}`, ...headers } });
type Item = Readonly<{ sku: string; available: number }>;
/** What answers say, as far as these tests look at it by name. */
type Body = Readonly<{
  code: string;
  errors: readonly Readonly<{ field: string }>[];
  shops: readonly Readonly<{ shopId: string }>[];
  items: readonly Item[];
  nextCursor?: string;
  orderable: boolean;
  reasons: readonly Readonly<{ code: string; opensAt?: string }>[];
  orderId: string;
  operationId: string;
}>;
const body = async (response: Response): Promise<Body> => (await response.json()) as Body;
const post = (path: string, value: unknown, headers: Record<string, string> = {}) =>
  fetch(url(path), {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...headers },
    body: typeof value === 'string' ? value : JSON.stringify(value),
  });
const newKey = async (platform: string, ...merchantIds: string[]): Promise<string> =>
  (await platformKeys.createKey({ platform, merchantIds, scopes: [...platformScopes] })).secret;

beforeAll(async () => {
  db = await testDatabase({ stores: ['log', 'link', 'order'] });
  host = await testHost({ db, topics, readers: ['link'], modules: { order: [orderApi(script)], link: [module] } });
  const asOperator = { identities: host.identities, transport: host.transport, self: service };
  platformKeys = grpcClient(keys.PlatformKeyServiceClient, host.address('link-keys'), asOperator);
  operator = grpcClient(platforms.PlatformServiceClient, host.address('link-keys'), asOperator);
  key = await newKey('eats', 'mer_a');
  await tell(
    'shop',
    shopEvent('shp_a', 'mer_a'),
    shopEvent('shp_b', 'mer_b'),
    shopEvent('shp_c', 'mer_a', { status: 'paused', pausedUntil: '2030-01-01T12:00:00.000Z' }),
  );
  await tell('category', categoryEvent('mer_a', 'cat_tea', 'Tea'), filingEvent('mer_a', 'ｔｅａ-2', 'cat_tea'));
  await tell(
    'item',
    ...[1, 2, 3, 4, 5].map((at) => itemEvent('mer_a', `Tea-${at}`)),
    itemEvent('mer_a', 'draft', { status: 'draft' }),
    itemEvent('mer_b', 'foreign'),
  );
  await tell('inventory', levelEvent('shp_a', 'TEA-1', 7), levelEvent('shp_a', 'tea-2', 0));
  await eventually(async () => (await body(await get('/v1/shops/shp_a/catalogue'))).items?.[0]?.available === 7, 10_000);
  await eventually(async () => (await get('/v1/shops/shp_c')).status === 200);
});
afterAll(async () => {
  platformKeys.close();
  operator.close();
  await host.stop();
  await db.close();
});
beforeEach(() => {
  script.decide = () => ({ status: 'confirmed' });
  script.placements.length = 0;
  script.batches = 0;
});

describe('a platform', () => {
  it('sees the shops of the merchants that let it in, and no others', async () => {
    const { shops, nextCursor } = await body(await get('/v1/shops'));
    expect(shops.map(({ shopId }) => shopId)).toEqual(['shp_a', 'shp_c']);
    expect(nextCursor).toBeUndefined();
    expect(await body(await get('/v1/shops/shp_a'))).toMatchObject({
      shopId: 'shp_a',
      merchantId: 'mer_a',
      timeZone: 'Europe/London',
      currency: 'GBP',
      status: 'open',
    });
    for (const path of ['/v1/shops/shp_b', '/v1/shops/shp_b/catalogue', '/v1/shops/shp_b/items/foreign/orderable', '/v1/shops/shp_none/catalogue'])
      expect([(await get(path)).status, (await body(await get(path))).code]).toEqual([404, 'shop_not_found']);
  });

  it('pages through them by a cursor that belongs to the list', async () => {
    const first = await body(await get('/v1/shops?limit=1'));
    expect(first.shops).toHaveLength(1);
    const second = await body(await get(`/v1/shops?limit=1&cursor=${first.nextCursor}`));
    expect(second).toMatchObject({ shops: [{ shopId: 'shp_c' }] });
    expect(second).not.toHaveProperty('nextCursor');
    const elsewhere = await get(`/v1/shops/shp_a/catalogue?cursor=${first.nextCursor}`);
    expect([elsewhere.status, (await body(elsewhere)).code]).toEqual([400, 'cursor_invalid']);
  });

  it('needs a key, which ends when it is revoked', async () => {
    for (const authorization of ['', 'Bearer x', 'Bearer nrn_platform_000000000000000000000000000000000000']) {
      const response = await fetch(url('/v1/shops'), { headers: { authorization } });
      expect([response.status, (await body(response)).code]).toEqual([401, 'unauthenticated']);
    }
    const { key: made, secret } = await platformKeys.createKey({ platform: 'short', merchantIds: ['mer_a'], scopes: [...platformScopes] });
    await platformKeys.revokeKey({ keyId: made?.keyId ?? '' });
    expect((await get('/v1/shops', { authorization: `Bearer ${secret}` })).status).toBe(401);
  });
});

describe('the keys of platforms', () => {
  const as = (role: Role, merchants: readonly string[]) => callFrom({ identity: { subject: 'staff:1', merchants, roles: [role] } });
  const asMerchant = (merchants: readonly string[]) => as('owner', merchants);

  it('are made by a merchant’s owner for its own shops only, shown once and listed without the key', async () => {
    const own = await inCall(asMerchant(['mer_x']), () => platformKeys.createKey({ platform: 'eats', merchantIds: ['mer_x'], scopes: [...platformScopes] }));
    expect(own.secret).toMatch(/^nrn_platform_/);
    const { keys: listed } = await platformKeys.listKeys({ merchantId: 'mer_x' });
    expect(JSON.stringify(listed)).not.toContain(own.secret);
    expect(listed).toMatchObject([{ keyId: own.key?.keyId, platform: 'eats', merchantIds: ['mer_x'] }]);
    const foreign = inCall(asMerchant(['mer_x']), () =>
      platformKeys.createKey({ platform: 'eats', merchantIds: ['mer_x', 'mer_a'], scopes: [...platformScopes] }),
    );
    await expect(foreign).rejects.toMatchObject({ code: 'merchant_forbidden' });
  });

  it('are no business of who is not the owner of all its shops, nor of tills', async () => {
    const ofOneShop = callFrom({ identity: { subject: 'staff:2', merchants: ['mer_x'], shops: ['shp_1'], roles: [], shopRoles: { shp_1: 'owner' } } });
    for (const call of [as('manager', ['mer_x']), as('clerk', ['mer_x']), as('merchant', ['mer_x']), as('platform', ['mer_x']), ofOneShop]) {
      const refused = { kind: 'forbidden', code: 'role_forbidden', message: expect.stringContaining('owner') };
      await expect(inCall(call, () => platformKeys.createKey({ platform: 'eats', merchantIds: ['mer_x'], scopes: [...platformScopes] }))).rejects.toMatchObject(
        refused,
      );
      await expect(inCall(call, () => platformKeys.listKeys({ merchantId: 'mer_x' }))).rejects.toMatchObject(refused);
      await expect(inCall(call, () => platformKeys.revokeKey({ keyId: 'key_1' }))).rejects.toMatchObject(refused);
      await expect(inCall(call, () => platformKeys.identifyKey({ hash: 'a'.repeat(64) }))).rejects.toMatchObject({ code: 'role_forbidden' });
    }
    await expect(inCall(asMerchant(['mer_x']), () => platformKeys.listKeys({ merchantId: 'mer_y' }))).rejects.toMatchObject({ code: 'merchant_forbidden' });
  });

  it('do not say to one owner whose shops they open besides', async () => {
    await platformKeys.createKey({ platform: 'both', merchantIds: ['mer_z', 'mer_other'], scopes: [...platformScopes] });
    const { keys: listed } = await inCall(asMerchant(['mer_z']), () => platformKeys.listKeys({ merchantId: 'mer_z' }));
    expect(listed).toMatchObject([{ platform: 'both', merchantIds: ['mer_z'] }]);
  });

  it('are taken back only by whoever may act for all of their merchants', async () => {
    const { key: shared } = await platformKeys.createKey({ platform: 'eats', merchantIds: ['mer_x', 'mer_y'], scopes: [...platformScopes] });
    const keyId = shared?.keyId ?? '';
    await expect(inCall(asMerchant(['mer_x']), () => platformKeys.revokeKey({ keyId }))).rejects.toMatchObject({ code: 'key_not_found' });
    expect((await inCall(asMerchant(['mer_x', 'mer_y']), () => platformKeys.revokeKey({ keyId }))).revokedAt).toBeDefined();
  });
});

describe('a platform of the operator’s', () => {
  const eats = { platformId: 'plt_eats', name: 'eats' };
  const [all, usual] = [[...platformScopes], { pageSize: 0, pageToken: '' }];
  const asOwner = (merchantId: string) => callFrom({ identity: { subject: 'staff:1', merchants: [merchantId], roles: ['owner'] } });
  const shopsSeen = async (secret: string): Promise<readonly string[]> =>
    (await body(await get('/v1/shops', { authorization: `Bearer ${secret}` }))).shops.map(({ shopId }) => shopId);
  let secret: string;
  const asked = (path: string, headers: Record<string, string> = {}) => get(path, { authorization: `Bearer ${secret}`, ...headers });
  const grant = (merchantId: string, ...shopIds: string[]) => operator.addGrant({ platformId: 'plt_eats', merchantId, shopIds });

  beforeAll(async () => {
    await operator.createPlatform(eats);
    ({ secret } = await operator.createPlatformKey({ platformId: 'plt_eats', scopes: all, keyId: 'key_eats' }));
  });

  it('is one for all merchants, whoever else has one of its name; a repeat gets it, and what says something else is refused', async () => {
    const made = await operator.createPlatform(eats);
    expect(made).toMatchObject({ ...eats, ownerIds: [] });
    expect(await operator.createPlatform({ ...eats, platformId: '' })).toEqual(made);
    for (const other of [
      { ...eats, platformId: 'plt_other' },
      { ...eats, name: 'drinks' },
    ])
      await expect(operator.createPlatform(other)).rejects.toMatchObject({ code: 'platform_exists' });
    await expect(operator.createPlatformKey({ platformId: 'plt_eats', scopes: all, keyId: 'key_eats' })).rejects.toMatchObject({ code: 'key_exists' });
    await expect(operator.createPlatformKey({ platformId: 'plt_none', scopes: all, keyId: '' })).rejects.toMatchObject({ code: 'platform_not_found' });
    const { platforms: listed } = await operator.listPlatforms({ merchantId: '', ...usual, pageSize: 200 });
    expect(listed.filter(({ name }) => name === 'eats').length).toBeGreaterThan(1);
    const { platforms: ofOwner } = await inCall(asOwner('mer_a'), () => operator.listPlatforms({ merchantId: 'mer_a', ...usual }));
    expect(ofOwner.map(({ platformId }) => platformId)).not.toContain('plt_eats');
  });

  it('sells from what its grants say: all of a merchant’s shops with those to come, or single ones, or nothing; from the next request on', async () => {
    expect(await shopsSeen(secret)).toEqual([]);
    await grant('mer_b');
    expect(await shopsSeen(secret)).toEqual(['shp_b']);
    const first = await grant('mer_a', 'shp_c');
    expect(await shopsSeen(secret)).toEqual(['shp_b', 'shp_c']);
    expect([(await asked('/v1/shops/shp_c')).status, (await asked('/v1/shops/shp_a')).status]).toEqual([200, 404]);
    // A repeat is the same grant; another saying takes its place.
    expect(await grant('mer_a', 'shp_c')).toEqual(first);
    expect(await grant('mer_a')).toMatchObject({ shopIds: [], grantedAt: first.grantedAt });
    await tell('shop', shopEvent('shp_d', 'mer_a'));
    await eventually(async () => expect(await shopsSeen(secret)).toEqual(['shp_a', 'shp_b', 'shp_c', 'shp_d']));
    await tell('shop', shopEvent('shp_d', 'mer_a', { status: 'closed', version: 2 }));

    const page = await asked('/v1/shops/shp_a/catalogue');
    const etag = page.headers.get('etag') ?? '';
    expect((await asked('/v1/shops/shp_a/catalogue', { 'if-none-match': etag })).status).toBe(304);
    const placed = await post(
      '/v1/orders',
      { shopId: 'shp_a', lines: [{ sku: 'Tea-1', quantity: 1 }] },
      { authorization: `Bearer ${secret}`, 'idempotency-key': 'granted' },
    );
    const { orderId } = await body(placed);
    await operator.removeGrant({ platformId: 'plt_eats', merchantId: 'mer_a' });
    for (const path of ['/v1/shops/shp_a', '/v1/shops/shp_a/catalogue', '/v1/shops/shp_a/items/Tea-1/orderable'])
      expect((await asked(path, { 'if-none-match': etag })).status).toBe(404);
    const again = { shopId: 'shp_a', lines: [{ sku: 'Tea-1', quantity: 2 }] };
    expect((await post('/v1/orders', again, { authorization: `Bearer ${secret}`, 'idempotency-key': 'refused' })).status).toBe(404);
    // What it has ordered stays its own.
    expect((await asked(`/v1/orders/${orderId}`)).status).toBe(200);
    expect((await post(`/v1/orders/${orderId}/cancel`, '', { authorization: `Bearer ${secret}` })).status).toBe(200);
    await operator.removeGrant({ platformId: 'plt_eats', merchantId: 'mer_a' });
    expect(await shopsSeen(secret)).toEqual(['shp_b']);
  });

  it('is granted shops of the merchant alone, by the operator or by the merchant’s owner, who learns of no other grant', async () => {
    for (const shopId of ['shp_b', 'shp_none'])
      await expect(grant('mer_a', 'shp_a', shopId)).rejects.toMatchObject({ code: 'grant_shop', field: 'shopIds.1', message: expect.stringContaining(shopId) });
    const own = await inCall(asOwner('mer_a'), () => grant('mer_a', 'shp_a'));
    expect(own).toMatchObject({ ...{ platformId: 'plt_eats', platform: 'eats', merchantId: 'mer_a' }, shopIds: ['shp_a'] });
    const listed = async (of: { platformId: string; merchantId: string }) => (await operator.listGrants({ ...of, ...usual })).grants;
    expect(await inCall(asOwner('mer_a'), () => listed({ platformId: 'plt_eats', merchantId: 'mer_a' }))).toEqual([own]);
    expect((await listed({ platformId: 'plt_eats', merchantId: '' })).map(({ merchantId }) => merchantId)).toEqual(['mer_a', 'mer_b']);
    const first = await operator.listGrants({ platformId: 'plt_eats', merchantId: '', pageSize: 1, pageToken: '' });
    const second = await operator.listGrants({ platformId: 'plt_eats', merchantId: '', pageSize: 1, pageToken: first.nextPageToken });
    expect([first, second].flatMap(({ grants }) => grants.map(({ merchantId }) => merchantId))).toEqual(['mer_a', 'mer_b']);
    await expect(operator.listGrants({ platformId: '', merchantId: '', ...usual })).rejects.toMatchObject({ code: 'grants_of' });
    await expect(inCall(asOwner('mer_a'), () => listed({ platformId: 'plt_eats', merchantId: '' }))).rejects.toMatchObject({ code: 'role_forbidden' });
    for (const foreign of [
      () => grant('mer_b', 'shp_b'),
      () => operator.removeGrant({ platformId: 'plt_eats', merchantId: 'mer_b' }),
      () => listed({ platformId: '', merchantId: 'mer_b' }),
      () => operator.listPlatforms({ merchantId: 'mer_b', ...usual }),
    ])
      await expect(inCall(asOwner('mer_a'), foreign)).rejects.toMatchObject({ code: 'merchant_forbidden' });
  });

  it('is the operator’s to change and to give keys to; and another merchant’s own is not there for an owner', async () => {
    for (const call of [() => operator.createPlatform(eats), () => operator.suspendPlatform(eats), () => operator.resumePlatform(eats)])
      await expect(inCall(asOwner('mer_a'), call)).rejects.toMatchObject({ code: 'role_forbidden' });
    const { key: foreign } = await platformKeys.createKey({ platform: 'foreign', merchantIds: ['mer_b'], scopes: all });
    const platformId = foreign?.platformId ?? '';
    for (const [call, code] of [
      [() => operator.createPlatformKey({ platformId: 'plt_eats', scopes: all, keyId: '' }), 'platform_not_found'],
      [() => operator.listPlatformKeys({ platformId: 'plt_eats' }), 'platform_not_found'],
      [() => operator.revokePlatformKey({ keyId: 'key_eats' }), 'key_not_found'],
      [() => operator.rotatePlatformKey({ keyId: 'key_eats', oldLivesS: 0, newKeyId: '' }), 'key_not_found'],
      [() => operator.addGrant({ platformId, merchantId: 'mer_a', shopIds: [] }), 'platform_not_found'],
    ] as const)
      await expect(inCall(asOwner('mer_a'), async () => call())).rejects.toMatchObject({ code });
    // Their own is theirs.
    const own = await inCall(asOwner('mer_b'), () => operator.createPlatformKey({ platformId, scopes: ['orders:read'], keyId: '' }));
    expect((await inCall(asOwner('mer_b'), () => operator.listPlatformKeys({ platformId }))).keys).toMatchObject([
      { keyId: foreign?.keyId },
      { keyId: own.key?.keyId },
    ]);
  });

  it('is refused with a code of its own while it is suspended, by every edge that asks', async () => {
    await grant('mer_a');
    expect((await operator.suspendPlatform({ platformId: 'plt_eats' })).suspendedAt).toBeDefined();
    const refused = await asked('/v1/shops');
    expect([refused.status, (await body(refused)).code]).toEqual([403, 'platform_suspended']);
    await expect(platformKeys.identifyKey({ hash: hashKey(secret) })).rejects.toMatchObject({ kind: 'forbidden', code: 'platform_suspended' });
    await operator.resumePlatform({ platformId: 'plt_eats' });
    expect(await shopsSeen(secret)).toContain('shp_a');
  });

  it('has keys that one follows another: both are good for as long as was said', async () => {
    const rotated = await operator.rotatePlatformKey({ keyId: 'key_eats', oldLivesS: 3_600, newKeyId: 'key_eats_2' });
    expect(rotated.old).toMatchObject({ keyId: 'key_eats', replacedBy: 'key_eats_2', endsAt: expect.any(String) });
    expect([await shopsSeen(secret), await shopsSeen(rotated.secret)]).toEqual([await shopsSeen(rotated.secret), expect.arrayContaining(['shp_a'])]);
    await expect(operator.rotatePlatformKey({ keyId: 'key_eats', oldLivesS: 0, newKeyId: '' })).rejects.toMatchObject({ code: 'key_rotated' });
    await expect(operator.rotatePlatformKey({ keyId: 'key_eats_2', oldLivesS: 1e8, newKeyId: '' })).rejects.toMatchObject({ code: 'old_lives' });
    const last = await operator.rotatePlatformKey({ keyId: 'key_eats_2', oldLivesS: 0, newKeyId: '' });
    expect((await get('/v1/shops', { authorization: `Bearer ${rotated.secret}` })).status).toBe(401);
    expect(await shopsSeen(last.secret)).toContain('shp_a');
    expect((await operator.listPlatformKeys({ platformId: 'plt_eats' })).keys.map(({ replacedBy }) => replacedBy === undefined)).toEqual([false, false, true]);
  });
});

describe('a connection', () => {
  let secret: string;
  const ask = async (merchant: string, shops?: readonly string[], by = secret) => {
    const answer = await post('/v1/connections', { merchant, ...(shops ? { shops } : {}) }, { authorization: `Bearer ${by}` });
    return { status: answer.status, body: (await answer.json()) as Readonly<Record<string, unknown>> };
  };
  const stands = async (): Promise<unknown> => (await (await get('/v1/connections', { authorization: `Bearer ${secret}` })).json()) as unknown;
  const asOwner = <Result>(merchantId: string, run: () => Promise<Result>) =>
    inCall(callFrom({ identity: { subject: 'staff:1', merchants: [merchantId], roles: ['owner'] } }), run);
  const seenByOwner = async (merchantId: string) =>
    (await asOwner(merchantId, () => operator.listConnections({ merchantId, pageSize: 0, pageToken: '' }))).connections.filter(
      ({ platformId }) => platformId === 'plt_asks',
    );

  beforeAll(async () => {
    await operator.createPlatform({ platformId: 'plt_asks', name: 'asks' });
    ({ secret } = await operator.createPlatformKey({ platformId: 'plt_asks', scopes: ['orders:read'], keyId: '' }));
  });

  it('is asked for by the platform, answered by the merchant’s owner, changed and taken back; both see how it stands', async () => {
    const asked = await ask('mer_a', ['shp_a', 'shp_b']);
    expect(asked).toMatchObject({ status: 200, body: { merchant: 'mer_a', state: 'pending', shops: ['shp_a', 'shp_b'], askedAt: expect.any(String) } });
    expect(await stands()).toEqual({ connections: [asked.body] });
    expect(await seenByOwner('mer_a')).toMatchObject([{ platform: 'asks', state: 'pending', shopIds: ['shp_a', 'shp_b'], askedAt: asked.body['askedAt'] }]);
    expect(await seenByOwner('mer_b')).toEqual([]);
    expect((await ask('mer_a')).body).toEqual(asked.body);

    await asOwner('mer_a', () => operator.addGrant({ platformId: 'plt_asks', merchantId: 'mer_a', shopIds: ['shp_a'] }));
    expect(await stands()).toMatchObject({ connections: [{ merchant: 'mer_a', state: 'accepted', shops: ['shp_a'], decidedAt: expect.any(String) }] });
    await expect(asOwner('mer_a', () => operator.refuseConnection({ platformId: 'plt_asks', merchantId: 'mer_a' }))).rejects.toMatchObject({
      code: 'connection_accepted',
    });
    await asOwner('mer_a', () => operator.addGrant({ platformId: 'plt_asks', merchantId: 'mer_a', shopIds: [] }));
    expect(JSON.stringify(await stands())).not.toContain('shops');
    await asOwner('mer_a', () => operator.removeGrant({ platformId: 'plt_asks', merchantId: 'mer_a' }));
    expect(await seenByOwner('mer_a')).toMatchObject([{ state: 'ended' }]);
    expect(await stands()).toMatchObject({ connections: [{ state: 'ended' }] });
  });

  it('tells nothing of which merchants there are, and does not ask one again that has said no', async () => {
    const [there, notThere] = [await ask('mer_b'), await ask('mer_none')];
    expect([there.status, Object.keys(there.body), there.body['state']]).toEqual([notThere.status, Object.keys(notThere.body), notThere.body['state']]);
    const refuse = () => asOwner('mer_b', () => operator.refuseConnection({ platformId: 'plt_asks', merchantId: 'mer_b' }));
    expect(await refuse()).toEqual(await refuse());
    expect((await ask('mer_b')).body).toMatchObject({ state: 'refused' });
    expect(await seenByOwner('mer_b')).toMatchObject([{ state: 'refused' }]);
    await expect(asOwner('mer_c', () => operator.refuseConnection({ platformId: 'plt_asks', merchantId: 'mer_c' }))).rejects.toMatchObject({
      code: 'connection_not_found',
    });
    await expect(asOwner('mer_c', () => operator.refuseConnection({ platformId: 'plt_asks', merchantId: 'mer_a' }))).rejects.toMatchObject({
      code: 'merchant_forbidden',
    });
    // Said no, the owner may say yes all the same.
    await asOwner('mer_b', () => operator.addGrant({ platformId: 'plt_asks', merchantId: 'mer_b', shopIds: [] }));
    expect(await seenByOwner('mer_b')).toMatchObject([{ state: 'accepted' }]);
  });

  it('that nobody answers lapses, and may be asked for anew; so many are open at a time, and none of a platform that a merchant made', async () => {
    const pool = db.pool('link');
    await ask('mer_silent', ['shp_1']);
    await pool.query(`UPDATE connection SET asked_at = asked_at - interval '31 days' WHERE merchant_id = 'mer_silent'`);
    expect(await stands()).toMatchObject({ connections: expect.arrayContaining([expect.objectContaining({ merchant: 'mer_silent', state: 'lapsed' })]) });
    await pool.query(`INSERT INTO connection SELECT 'plt_asks', 'mer_guess_' || i, '{}', 'pending', now(), NULL FROM generate_series(1, $1 - 2) AS i`, [
      limits.pendingConnections,
    ]);
    expect((await ask('mer_silent')).body).not.toHaveProperty('shops');
    expect(await ask('mer_more')).toMatchObject({ status: 409, body: { code: 'connections_pending' } });
    expect((await ask('mer_a')).status).toBe(200);
    expect(await ask('mer_b', undefined, key)).toMatchObject({ status: 409, body: { code: 'connection_own' } });
    const page = (await (await get('/v1/connections?limit=1', { authorization: `Bearer ${secret}` })).json()) as { nextCursor: string };
    expect(await (await get(`/v1/connections?limit=1&cursor=${page.nextCursor}`, { authorization: `Bearer ${secret}` })).json()).toMatchObject({
      connections: [{ merchant: 'mer_b' }],
    });
  });
});

describe('the catalogue of a shop', () => {
  it('shows published items in SKU order, with price, category and what is there of them', async () => {
    const { items, nextCursor } = await body(await get('/v1/shops/shp_a/catalogue'));
    expect(items.map(({ sku }) => sku)).toEqual(['Tea-1', 'Tea-2', 'Tea-3', 'Tea-4', 'Tea-5']);
    expect(items[0]).toEqual({
      sku: 'Tea-1',
      itemId: 'itm_Tea-1',
      names: { en: 'The Tea-1' },
      price: { amount: 250, currency: 'GBP' },
      soldBy: 'piece',
      taxClass: 'standard',
      imageUrls: [],
      availability: 'in_stock',
      available: 7,
    });
    expect(items[1]).toMatchObject({ category: { categoryId: 'cat_tea', names: { en: 'Tea' } }, availability: 'out_of_stock', available: 0 });
    expect(nextCursor).toBeUndefined();
  });

  it('comes page by page without loss or repetition', async () => {
    const skus: string[] = [];
    for (let cursor: string | undefined = ''; cursor !== undefined;) {
      const page: Body = await body(await get(`/v1/shops/shp_a/catalogue?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`));
      skus.push(...page.items.map(({ sku }) => sku));
      cursor = page.nextCursor;
    }
    expect(skus).toEqual(['Tea-1', 'Tea-2', 'Tea-3', 'Tea-4', 'Tea-5']);
  });

  it('is a new one when stock, an item, a filing or a category moves, and 304 until then', async () => {
    const page = async (headers: Record<string, string> = {}) => get('/v1/shops/shp_a/catalogue?limit=2', headers);
    for (const change of [
      () => tell('inventory', levelEvent('shp_a', 'tea-1', 6)),
      () => tell('item', itemEvent('mer_a', 'Tea-1', { price: { amount: 300, currency: 'GBP' }, version: 2 })),
      () => tell('category', filingEvent('mer_a', 'Tea-1', 'cat_tea')),
      () => tell('category', categoryEvent('mer_a', 'cat_tea', 'Teas', 2)),
    ]) {
      const before = await page();
      const etag = before.headers.get('etag') ?? '';
      expect((await page({ 'if-none-match': etag })).status).toBe(304);
      const position = await change();
      const after = await page({ 'if-none-match': etag, 'noren-position': position });
      expect(after.status).toBe(200);
      expect(await after.text()).not.toBe(await before.text());
    }
    expect((await body(await page())).items[0]).toMatchObject({ price: { amount: 300 }, available: 6, category: { names: { en: 'Teas' } } });
    const elsewhere = await page();
    await tell('inventory', levelEvent('shp_c', 'tea-1', 1));
    await eventually(async () => (await body(await get('/v1/shops/shp_c/catalogue'))).items[0]?.available === 1);
    expect((await page({ 'if-none-match': elsewhere.headers.get('etag') ?? '' })).status).toBe(304);
  });

  it.each([
    {
      name: 'link.articles',
      limit: 101,
      damage: `UPDATE article SET item = replace(item, 'piece', 'weight') WHERE key = 'mer_a/tea-2'`,
      event: () => tell('item', itemEvent('mer_a', 'Tea-2', { version: 2 })),
    },
    {
      name: 'link.shelves',
      limit: 102,
      damage: `DELETE FROM filing WHERE key = 'mer_a/tea-2'`,
      event: () => tell('category', filingEvent('mer_a', 'Tea-2', 'cat_tea')),
    },
    {
      name: 'link.stock',
      limit: 103,
      damage: `UPDATE stock SET available = 99 WHERE key = 'shp_a/tea-2'`,
      event: () => tell('inventory', levelEvent('shp_a', 'Tea-2', 0)),
    },
  ])('is a new one when $name was made anew and changed by that, and then with the next event', async ({ name, limit, damage, event }) => {
    const { log, outbox } = host.hostOf('link');
    const model = readModels.find((one) => one.name === name);
    if (!model) throw new Error(`there is no ${name}`);
    const madeAnew = async (): Promise<number> =>
      Object.values((await rebuild({ model, db: db.pool('link'), log, outbox })).tables).reduce(
        (sum, { changed, added, removed }) => sum + changed + added + removed,
        0,
      );
    const page = async (most: number, headers: Record<string, string> = {}) => get(`/v1/shops/shp_a/catalogue?limit=${most}`, headers);
    const since = (before: Response) => ({ 'if-none-match': before.headers.get('etag') ?? '' });

    expect(await madeAnew()).toBe(0);
    const right = (await body(await page(100))).items;
    await db.pool('link').query(damage);
    // Nobody has read, and cached, so many yet.
    const wrong = await page(limit);
    expect((await body(wrong)).items).not.toEqual(right);
    expect((await page(limit, since(wrong))).status).toBe(304);
    expect(await madeAnew()).toBe(1);
    const mended = await page(limit, since(wrong));
    expect([mended.status, (await body(mended)).items]).toEqual([200, right]);
    expect(await madeAnew()).toBe(0);
    expect((await page(limit, since(mended))).status).toBe(304);
    await event();
    await eventually(async () => (await page(limit, since(mended))).status === 200, 20_000);
  });

  it('says that it is stale where it has not heard enough in time', async () => {
    const response = await get('/v1/shops/shp_a/catalogue', { 'noren-position': 'item.events/0=999999' });
    expect(await body(response)).toMatchObject({ stale: true, items: expect.any(Array) });
    expect(response.headers.get('etag')).toBeNull();
  });

  it.each(['/v1/shops', '/v1/shops/shp_a', '/v1/shops/shp_a/catalogue', '/v1/shops/shp_a/items/Tea-1/orderable'])(
    'and each other read, here %s, takes positions of all that is told, of orders too, and refuses others by name',
    async (path) => {
      const ahead = ['shop.events/0=999999', 'order.events/1=999999,shop.events/0=1', 'inventory.events/99=1'];
      for (const answer of await Promise.all(ahead.map((position) => get(path, { 'noren-position': position }))))
        expect(await body(answer)).toMatchObject({ stale: true });
      expect(await body(await get(path, { 'noren-position': 'order.events/0=0' }))).not.toHaveProperty('stale');
      for (const strange of ['orders.events/0=1', 'shop.events/0=1,item.outcomes/0=1', 'shop.events/0=-1', 'shop.events/0']) {
        const refused = await get(path, { 'noren-position': strange });
        expect([refused.status, await body(refused)]).toMatchObject([400, { code: 'invalid_request', errors: [{ field: 'Noren-Position' }] }]);
      }
    },
    15_000,
  );

  it('takes no nonsense', async () => {
    for (const path of ['?limit=0', '?limit=x', '?cursor=AAAA', '?cursor=%F0', '?what=1', '?limit=1&limit=2'])
      expect((await get(`/v1/shops/shp_a/catalogue${path}`)).status).toBe(400);
    expect((await get('/v1/shops/shp_a/catalogue', { 'noren-position': 'nonsense' })).status).toBe(400);
    expect((await body(await get('/v1/shops/shp_a/catalogue?limit=100000'))).items).toHaveLength(5);
  });
});

describe('whether an item can be ordered', () => {
  const ask = async (path: string) => body(await get(path));
  const codes = ({ reasons }: Body) => reasons.map(({ code }) => code);

  it('is yes, or every reason why not', async () => {
    expect(await ask('/v1/shops/shp_a/items/TEA-1/orderable?quantity=2')).toMatchObject({ orderable: true, available: 6, reasons: [] });
    const short = await ask('/v1/shops/shp_a/items/Tea-1/orderable?quantity=99');
    expect(short).toMatchObject({ orderable: false, reasons: [{ code: 'out_of_stock', requested: 99, available: 6 }] });
    expect(codes(await ask('/v1/shops/shp_a/items/draft/orderable'))).toEqual(['not_published', 'out_of_stock']);
    const paused = await ask('/v1/shops/shp_c/items/nothing/orderable?at=2029-12-31T10:00:00Z');
    expect(codes(paused)).toEqual(['shop_paused', 'unknown_item']);
    expect(paused.reasons[0]?.opensAt).toBe('2030-01-01T12:00:00.000Z');
    expect((await ask('/v1/shops/shp_c/items/Tea-1/orderable?at=2030-01-02T10:00:00Z')).orderable).toBe(true);
  });

  it('is no while the merchant is suspended: all its shops are paused, without an end', async () => {
    const position = await tell('shop', merchantEvent('mer_a', { suspended: true, version: 2 }));
    const seen = async (path: string) => body(await get(path, { 'noren-position': position }));
    expect(codes(await seen('/v1/shops/shp_a/items/TEA-1/orderable'))).toEqual(['merchant_suspended']);
    const { shops } = await seen('/v1/shops');
    for (const shopId of ['shp_a', 'shp_c'])
      expect(shops.find((one) => one.shopId === shopId)).toMatchObject({ status: 'paused', reason: 'merchant_suspended' });
    const again = await tell('shop', merchantEvent('mer_a', { suspended: false, version: 3 }));
    expect(await body(await get('/v1/shops/shp_a', { 'noren-position': again }))).toMatchObject({ status: 'open' });
  });
});

describe('an order', () => {
  const placement = { shopId: 'shp_a', lines: [{ sku: 'Tea-1', quantity: 2, unitPrice: { amount: 240, currency: 'GBP' } }], externalId: 'E-1' };
  let keys = 0;
  const place = (value: unknown, headers: Record<string, string> = {}, query = '') =>
    post(`/v1/orders${query}`, value, { 'idempotency-key': `key-${(keys += 1)}`, ...headers });

  it('is answered with its decision, asked in the platform’s name and with what Link has heard', async () => {
    const response = await place(placement);
    expect(response.status).toBe(201);
    const placed = await body(response);
    expect(placed).toMatchObject({
      status: 'confirmed',
      shopId: 'shp_a',
      externalId: 'E-1',
      lines: [{ line: 1, sku: 'Tea-1', quantity: 2, unitPrice: { amount: 240 }, listPrice: { amount: 250 }, total: { amount: 480 } }],
    });
    expect(response.headers.get('location')).toBe(`/v1/orders/${placed.orderId}`);
    expect(response.headers.get('noren-position')).toBe('order.events/0=7');
    expect(script.placements).toMatchObject([{ subject: expect.stringMatching(/^platform:plt_[0-9a-f]{32}$/), shops: ['shp_a'] }]);
    expect(script.placements[0]?.seen.some((position) => position.startsWith('item.events/'))).toBe(true);
    expect(await body(await get(`/v1/orders/${placed.orderId}`))).toMatchObject({ orderId: placed.orderId, status: 'confirmed' });
    expect(await body(await get(`/v1/orders/${placed.orderId}`, { 'noren-position': 'order.events/0=999' }))).toMatchObject({ stale: true });
    expect((await get(`/v1/orders/${placed.orderId}`, { 'noren-position': 'nobody.events/0=1' })).status).toBe(400);
    expect((await get(`/v1/orders/${placed.orderId}`, { authorization: `Bearer ${await newKey('other', 'mer_a')}` })).status).toBe(404);
  });

  it('that is rejected is decided too, and says why', async () => {
    script.decide = () => ({ status: 'rejected', reasons: [{ code: 'out_of_stock', message: 'none left' }] });
    const response = await place(placement);
    expect([response.status, await body(response)]).toMatchObject([201, { status: 'rejected', reasons: [{ code: 'out_of_stock' }] }]);
  });

  it('that is repeated gets the first answer; another under its key is refused', async () => {
    const headers = { 'idempotency-key': 'once' };
    const first = await place(placement, headers);
    const again = await place(placement, headers);
    expect([again.status, again.headers.get('idempotent-replayed'), await again.text()]).toEqual([201, 'true', await first.text()]);
    expect(first.headers.get('idempotent-replayed')).toBeNull();
    const other = await place({ ...placement, externalId: 'E-2' }, headers);
    expect([other.status, (await body(other)).code]).toEqual([422, 'idempotency_key_reused']);
  });

  it('that takes too long is 202, the same operation for a twin, and pending for whoever asks', async () => {
    script.decide = () => undefined;
    const headers = { 'idempotency-key': 'slow', prefer: 'respond-async, wait=0' };
    const first = await place(placement, headers);
    const pending = await body(first);
    expect([first.status, pending]).toMatchObject([
      202,
      { status: 'pending', orderId: expect.stringMatching(/^ord_/), operationId: expect.stringMatching(/^op_/) },
    ]);
    expect(first.headers.get('location')).toBe(`/v1/operations/${pending.operationId}`);
    const twin = await place(placement, { 'idempotency-key': 'slow' }, '?wait=0');
    expect([twin.status, await body(twin)]).toEqual([202, pending]);
    expect(await body(await get(`/v1/operations/${pending.operationId}`))).toEqual({
      operationId: pending.operationId,
      status: 'pending',
      orderId: pending.orderId,
    });
    expect(await body(await get(`/v1/orders/${pending.orderId}`))).toMatchObject({ orderId: pending.orderId, status: 'pending' });
    expect((await get('/v1/operations/op_none')).status).toBe(404);
  });

  it('is called off, and a refusal to do so is a problem', async () => {
    const { orderId } = await body(await place(placement));
    const cancelled = await post(`/v1/orders/${orderId}/cancel`, '');
    expect([cancelled.status, await body(cancelled)]).toMatchObject([200, { orderId, status: 'cancelled' }]);
    const again = await post(`/v1/orders/${orderId}/cancel`, { reason: 'once more' }, { 'idempotency-key': 'c-1' });
    expect([again.status, (await body(again)).code]).toEqual([409, 'order_state']);
    const repeated = await post(`/v1/orders/${orderId}/cancel`, { reason: 'once more' }, { 'idempotency-key': 'c-1' });
    expect([repeated.status, again.headers.get('idempotent-replayed'), repeated.headers.get('idempotent-replayed')]).toEqual([409, null, 'true']);
    expect((await post('/v1/orders/ord_none/cancel', {})).status).toBe(404);
  });

  it('is called off only as its caller saw it, where If-Match says so', async () => {
    const placed = await place(placement);
    const { orderId } = await body(placed);
    const path = `/v1/orders/${orderId}`;
    const seen = await get(path);
    expect([placed.headers.get('etag'), seen.headers.get('etag'), await body(seen)]).toMatchObject(['"1"', '"1"', { version: 1 }]);
    for (const stale of ['"2"', 'W/"1"', '"elsewhere"']) {
      const late = await post(`${path}/cancel`, '', { 'if-match': stale });
      expect([late.status, (await body(late)).code]).toEqual([412, 'version_conflict']);
    }
    expect((await post(`${path}/cancel`, '', { 'if-match': '"1", "2"' })).status).toBe(400);
    expect(await body(await get(path))).toMatchObject({ status: 'confirmed', version: 1 });
    const right = await post(`${path}/cancel`, '', { 'if-match': '"1"' });
    expect([right.status, right.headers.get('etag'), await body(right)]).toMatchObject([200, '"2"', { status: 'cancelled', version: 2 }]);
  });

  it('goes to Order together with others that come at the same time', async () => {
    const answers = await Promise.all(Array.from({ length: 40 }, () => place(placement)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(script.batches).toBeLessThan(40);
  });

  it('must be one', async () => {
    expect((await body(await post('/v1/orders', placement))).code).toBe('idempotency_key_required');
    const line = { sku: 'Tea-1', quantity: 1 };
    for (const [field, value] of Object.entries<unknown>({
      lines: { ...placement, lines: [] },
      'lines.0.quantity': { ...placement, lines: [{ ...line, quantity: 0 }] },
      'lines.0.sku': { ...placement, lines: [{ ...line, sku: 'a\u0007' }] },
      'lines.0.unitPrice.amount': { ...placement, lines: [{ ...line, unitPrice: { amount: -1, currency: 'GBP' } }] },
      'lines.0.price': { ...placement, lines: [{ ...line, price: 1 }] },
      externalId: { ...placement, externalId: 'x'.repeat(129) },
    })) {
      const response = await place(value);
      const problem = await body(response);
      expect([response.status, problem.code, problem.errors[0]?.field]).toEqual([400, 'invalid_request', field]);
    }
    expect((await body(await place({ ...placement, shopId: 'shp_b' }))).code).toBe('shop_not_found');
    expect(script.placements).toEqual([]);
  });
});
