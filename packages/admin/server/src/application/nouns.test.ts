import { beforeEach, describe, expect, it } from 'vitest';
import { grants as grantsOf } from './grants.ts';
import { inMemory } from './memory.test-support.ts';
import { merchants as merchantsOf } from './merchants.ts';
import { owners as ownersOf } from './owners.ts';
import { platforms as platformsOf } from './platforms.ts';
import { checkColumns, checkLength } from './shop-file.ts';
import { shops as shopsOf } from './shops.ts';
import { systemKeys as systemKeysOf } from './system-keys.ts';

let needs: ReturnType<typeof inMemory>;
const shop = { merchant: 'acme', code: 'one', name: 'One', timeZone: 'Europe/London', hours: 'Mon 09:00-18:00' };
const page = { pageSize: 10, pageToken: '' };
beforeEach(async () => {
  needs = inMemory();
  const merchants = merchantsOf(needs);
  for (const code of ['acme', 'bolt']) await merchants.create({ code, name: code, currency: 'GBP' });
});

describe('a merchant', () => {
  it('is meant by its code or its id, and is suspended and resumed', async () => {
    const merchants = merchantsOf(needs);
    const { merchantId } = await merchants.get('acme');
    expect(await merchants.get(merchantId)).toMatchObject({ code: 'acme' });
    expect(await merchants.suspend('acme', 'unpaid', undefined)).toMatchObject({ suspended: true, reason: 'unpaid' });
    expect(await merchants.resume('acme', undefined)).toMatchObject({ suspended: false });
    expect((await merchants.list(page)).merchants.map(({ code }) => code)).toEqual(['acme', 'bolt']);
    for (const said of ['nobody', 'mer_nobody']) await expect(merchants.get(said)).rejects.toMatchObject({ code: 'merchant_not_found' });
  });
});

describe('a shop', () => {
  it('is changed in what is named, and closed; that of another merchant is not there', async () => {
    const shops = shopsOf(needs);
    const { shopId } = (await shops.create(shop)).shop;
    expect(await shops.change({ merchant: 'acme', shop: 'one', timeZone: 'Asia/Tokyo' })).toMatchObject({ name: 'One', timeZone: 'Asia/Tokyo' });
    expect((await shops.change({ merchant: 'acme', shop: shopId, hours: 'always' })).weeklyHours).toHaveLength(7);
    await expect(shops.change({ merchant: 'bolt', shop: shopId, name: 'Mine' })).rejects.toMatchObject({ code: 'shop_not_found' });
    expect(await shops.close({ merchant: 'acme', shop: 'one', reason: 'moved' })).toMatchObject({ status: 'closed' });
    expect((await shops.list({ merchant: 'acme', ...page })).shops).toMatchObject([{ code: 'one' }]);
  });

  it('comes in a file with the columns of a shop and no others, and not too many at a time', () => {
    expect(() => checkColumns(['code', 'name'])).toThrow('it has no column time_zone');
    expect(() => checkColumns(['code', 'name', 'time_zone', 'opening'])).toThrow('the column opening');
    expect(() => checkColumns(['hours', 'code', 'name', 'time_zone'])).not.toThrow();
    expect(() => checkLength(501)).toThrow('more than 500 rows');
  });
});

describe('an owner', () => {
  it('owns every open shop of the merchant, and those that came since when invited again; the password is shown once', async () => {
    const [owners, shops] = [ownersOf(needs), shopsOf(needs)];
    const ada = { merchant: 'acme', code: 'ada', email: 'ada@acme.example', name: 'Ada', language: 'en' };
    await expect(owners.invite(ada)).rejects.toMatchObject({ code: 'no_shop' });
    for (const code of ['one', 'two', 'three']) await shops.create({ ...shop, code });
    await shops.close({ merchant: 'acme', shop: 'two', reason: '' });
    expect(await owners.invite(ada)).toMatchObject({ invitation: '/join#one', repeated: false });
    expect(needs.people.owned.get(ada.email)).toHaveLength(2);
    await shops.create({ ...shop, code: 'four' });
    expect(await owners.invite(ada)).toMatchObject({ invitation: '', repeated: true });
    expect(needs.people.owned.get(ada.email)).toHaveLength(3);
    expect(await owners.reset({ merchant: 'acme', email: ada.email })).toMatchObject({ invitation: '/join#another' });
  });
});

describe('a key', () => {
  it('of a till is shown once, and is its merchant’s', async () => {
    const keys = systemKeysOf(needs);
    const till = { merchant: 'acme', code: 'till', system: 'till', scopes: ['stock:read', 'items:read'] };
    expect((await keys.create(till)).secret).toContain('secret');
    expect(await keys.create({ ...till, scopes: till.scopes.toReversed() })).toMatchObject({ secret: '', repeated: true, key: { code: 'till' } });
    await expect(keys.revoke({ merchant: 'bolt', key: 'till' })).rejects.toMatchObject({ code: 'key_not_found' });
    expect((await keys.revoke({ merchant: 'acme', key: 'till' })).revokedAt).toBeDefined();
    expect((await keys.list('acme')).keys).toHaveLength(1);
  });

  it('of a platform is shown once, followed under a code of its own, and taken back', async () => {
    const platforms = platformsOf(needs);
    await expect(platforms.createKey({ platform: 'eats', code: 'a', scopes: [] })).rejects.toMatchObject({ code: 'platform_not_found' });
    expect(await platforms.create({ code: 'eats', name: 'eats' })).toMatchObject({ platform: { code: 'eats' }, repeated: false });
    expect(await platforms.create({ code: 'eats', name: 'eats' })).toMatchObject({ platform: { name: 'eats' }, repeated: true });
    await platforms.createKey({ platform: 'eats', code: 'a', scopes: ['orders:read'] });
    const rotation = { platform: 'eats', key: 'a', code: 'b', oldLivesS: 0 };
    expect([(await platforms.rotateKey(rotation)).repeated, (await platforms.rotateKey(rotation)).secret]).toEqual([false, '']);
    expect((await platforms.revokeKey({ platform: 'eats', key: 'b' })).revokedAt).toBeDefined();
    expect((await platforms.listKeys('eats')).keys.map(({ code }) => code)).toEqual(['a', 'b']);
    expect([(await platforms.suspend('eats')).suspendedAt, (await platforms.resume('eats')).suspendedAt]).toEqual([expect.any(String), undefined]);
    expect((await platforms.list(page)).platforms).toMatchObject([{ code: 'eats' }]);
  });
});

describe('a grant', () => {
  it('names shops of the merchant by their codes, none for all, and is told with the codes of both', async () => {
    const [grants, platforms] = [grantsOf(needs), platformsOf(needs)];
    await platforms.create({ code: 'eats', name: 'eats' });
    const { shopId } = (await shopsOf(needs).create(shop)).shop;
    const both = { platform: 'eats', merchant: 'acme' };
    expect(await grants.add({ ...both, shops: ['one'] })).toMatchObject({ shopIds: [shopId], platformCode: 'eats', merchantCode: 'acme' });
    await expect(grants.add({ ...both, shops: ['two'] })).rejects.toMatchObject({ code: 'shop_not_found' });
    expect((await grants.list({ platform: '', merchant: 'acme', ...page })).grants).toHaveLength(1);
    await grants.remove(both);
    expect((await grants.list({ platform: 'eats', merchant: '', ...page })).grants).toEqual([]);
  });
});
