import { grpcClient, type Identity, Unavailable } from '@noren/service-kit';
import { calls, topics } from '@noren/shop-contract';
import { module as shopEngine } from '@noren/shop-engine';
import { testDatabase, type TestDatabase, testHost, type TestHost } from '@noren/testing';
import type { Accepted, Operation } from '@noren/wire';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { module as shopApi } from './main.ts';

const noren: Identity = { subject: 'service:bff', merchants: '*', roles: ['service'] };
const kissa: Identity = { subject: 'system:kissa', merchants: ['mer_kissa'], roles: ['merchant'] };
const rival: Identity = { subject: 'system:rival', merchants: ['mer_rival'], roles: ['merchant'] };
const consumer: Identity = { subject: 'platform:food', merchants: ['mer_kissa'], roles: ['platform'] };

let db: TestDatabase;
let host: TestHost;
const open: { close(): void }[] = [];
const as = (self: Identity) => {
  const client = grpcClient(calls.ShopServiceClient, host.address('shop-api'), { identities: host.identities, transport: host.transport, self });
  open.push(client);
  return client;
};
const waited = (self: Identity, { operationId }: Accepted): Promise<Operation> => as(self).waitOperation({ operationId, timeoutMs: 10_000 });

const allDay = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, fromMinute: 0, untilMinute: 1_440 }));
const shop = { shopId: '', merchantId: 'mer_kissa', name: 'Kissa Ginza', timeZone: 'Asia/Tokyo', weeklyHours: allDay };

/** A shop of Kissa's, decided. */
async function opened(): Promise<string> {
  const accepted = await as(kissa).createShop(shop);
  await waited(kissa, accepted);
  return accepted.made['shopId'] ?? '';
}

beforeAll(async () => {
  db = await testDatabase({ stores: ['log', 'shop'] });
  host = await testHost({ db, topics: Object.values(topics), modules: { shop: [shopEngine, shopApi] } });
  for (const merchantId of ['mer_kissa', 'mer_rival']) await waited(noren, await as(noren).registerMerchant({ merchantId, name: merchantId, currency: 'JPY' }));
});
afterAll(async () => {
  for (const client of open) client.close();
  await host.stop();
  await db.close();
});

describe('a merchant', () => {
  it('is registered by Noren, once, and read back', async () => {
    const mochi = { merchantId: 'mer_mochi', name: 'Mochi', currency: 'JPY' };
    const accepted = await as(noren).registerMerchant(mochi);
    expect(accepted.made).toEqual({ merchantId: 'mer_mochi' });
    expect(await waited(noren, accepted)).toMatchObject({ done: true, outcomes: [{ status: 'done' }] });
    const again = await as(noren).registerMerchant({ ...mochi, currency: 'KRW' });
    const refusal = { kind: 'conflict', code: 'merchant_exists', field: 'merchantId' };
    expect(await waited(noren, again)).toMatchObject({ outcomes: [{ status: 'refused', refusal }] });
    expect(await as(noren).getMerchant({ merchantId: 'mer_mochi' })).toEqual({ ...mochi, suspended: false, reason: '', version: 1 });
    await expect(as(kissa).getMerchant({ merchantId: 'mer_mochi' })).rejects.toMatchObject({ code: 'merchant_forbidden' });
    await expect(as(noren).getMerchant({ merchantId: 'mer_nobody' })).rejects.toMatchObject({ code: 'merchant_not_found' });
  });
});

describe('a merchant’s standing', () => {
  it('is Noren’s to change, and all its shops follow at once', async () => {
    const [merchantId, ask] = ['mer_pausing', as(noren)];
    await waited(noren, await ask.registerMerchant({ merchantId, name: 'Pausing', currency: 'JPY' }));
    const { made } = await ask.createShop({ ...shop, merchantId, weeklyHours: allDay });
    const shopId = made['shopId'] ?? '';
    const orderable = async () => (await ask.getOrderable({ shopId, at: '' })).reason;
    await waited(noren, await ask.suspendMerchant({ merchantId, reason: 'papers missing' }));
    expect(await ask.getMerchant({ merchantId })).toMatchObject({ suspended: true, reason: 'papers missing', version: 2 });
    await expect.poll(orderable).toBe('merchant_suspended');
    expect((await ask.listShops({ merchantId, pageSize: 10, pageToken: '' })).orderable).toMatchObject([{ orderable: false, reason: 'merchant_suspended' }]);
    const late = await ask.resumeMerchant({ merchantId, expectedVersion: 1 });
    expect(await waited(noren, late)).toMatchObject({ outcomes: [{ refusal: { code: 'version_conflict' } }] });
    await waited(noren, await ask.resumeMerchant({ merchantId, expectedVersion: 2 }));
    await waited(noren, await ask.changeMerchant({ merchantId, name: 'Going' }));
    expect(await ask.getMerchant({ merchantId })).toMatchObject({ name: 'Going', suspended: false, reason: '', version: 4 });
    expect(await orderable()).toBe('');
    for (const refused of [ask.suspendMerchant, ask.changeMerchant])
      expect(await waited(noren, await refused({ merchantId: 'mer_nobody', name: 'X', reason: '' }))).toMatchObject({
        outcomes: [{ refusal: { code: 'merchant_not_found' } }],
      });
  });
});

describe('a shop', () => {
  it('is made in its merchant’s currency, and read back as it was decided', async () => {
    const accepted = await as(kissa).createShop(shop);
    const shopId = accepted.made['shopId'];
    expect(accepted).toMatchObject({ replayed: false, made: { shopId: expect.stringMatching(/^shp_/), merchantId: 'mer_kissa' } });
    const { outcomes, made } = await waited(kissa, accepted);
    expect(made).toEqual(accepted.made);
    expect(outcomes).toMatchObject([{ status: 'done', positions: expect.arrayContaining([expect.objectContaining({ topic: 'shop.events' })]) }]);
    expect(JSON.parse(outcomes[0]?.result ?? '')).toEqual({ shopId, version: 1 });
    const expected = { ...shop, shopId, currency: 'JPY', status: 'open', reason: '', version: 1 };
    expect(await as(kissa).getShop({ shopId: shopId ?? '' })).toMatchObject(expected);
    expect(await as(consumer).getShop({ shopId: shopId ?? '' })).toMatchObject(expected);
  });

  it('keeps the id that it was given', async () => {
    const accepted = await as(kissa).createShop({ ...shop, shopId: 'kissa-ueno' });
    expect(accepted.made['shopId']).toBe('kissa-ueno');
    await waited(kissa, accepted);
    expect(await as(kissa).getShop({ shopId: 'kissa-ueno' })).toMatchObject({ shopId: 'kissa-ueno' });
  });

  it('can be changed, paused, resumed and closed, and says whether it takes orders', async () => {
    const [shopId, merchant] = [await opened(), as(kissa)];
    expect(await merchant.getOrderable({ shopId, at: '' })).toMatchObject({ orderable: true, reason: '' });
    await waited(kissa, await merchant.changeShop({ shopId, name: 'Kissa', timeZone: 'Asia/Seoul', expectedVersion: 1 }));
    await waited(kissa, await merchant.pauseShop({ shopId, until: '2099-01-01T00:00:00Z', reason: 'rush' }));
    expect(await merchant.getShop({ shopId })).toMatchObject({ name: 'Kissa', timeZone: 'Asia/Seoul', status: 'paused', reason: 'rush', version: 3 });
    expect(await as(consumer).getOrderable({ shopId, at: '' })).toMatchObject({ orderable: false, reason: 'shop_paused', from: '2099-01-01T00:00:00.000Z' });
    await waited(kissa, await merchant.resumeShop({ shopId }));
    expect(await merchant.getOrderable({ shopId, at: '2027-06-01T03:00:00+09:00' })).toMatchObject({ orderable: true });
    await waited(kissa, await merchant.closeShop({ shopId, reason: 'moved' }));
    expect(await merchant.getOrderable({ shopId, at: '' })).toMatchObject({ orderable: false, reason: 'shop_closed' });
  });

  it('resumes by itself when its pause ends', async () => {
    const shopId = await opened();
    await waited(kissa, await as(kissa).pauseShop({ shopId, until: new Date(Date.now() + 600).toISOString(), reason: '' }));
    await expect.poll(async () => (await as(kissa).getShop({ shopId })).status, { timeout: 10_000 }).toBe('open');
  });

  it('may get its hours right behind its creation', async () => {
    const { made } = await as(kissa).createShop(shop);
    const shopId = made['shopId'] ?? '';
    const accepted = await as(kissa).setWeeklyHours({ shopId, periods: [{ weekday: 1, fromMinute: 540, untilMinute: 600 }] });
    expect(await waited(kissa, accepted)).toMatchObject({ outcomes: [{ status: 'done' }] });
    expect((await as(kissa).getShop({ shopId })).weeklyHours).toEqual([{ weekday: 1, fromMinute: 540, untilMinute: 600 }]);
  });

  it('may be made for a merchant who was registered a moment ago', async () => {
    const { made } = await as(noren).registerMerchant({ merchantId: '', name: 'New', currency: 'KRW' });
    const merchantId = made['merchantId'] ?? '';
    expect(merchantId).toMatch(/^mer_/);
    const accepted = await as(noren).createShop({ ...shop, merchantId });
    expect(await waited(noren, accepted)).toMatchObject({ outcomes: [{ status: 'done' }] });
    expect(await as(noren).getShop({ shopId: accepted.made['shopId'] ?? '' })).toMatchObject({ merchantId, currency: 'KRW' });
  });

  it('stands on the pages of its merchant, in id order', async () => {
    await Promise.all([opened(), opened()]);
    const all = (await as(kissa).listShops({ merchantId: 'mer_kissa', pageSize: 1_000, pageToken: '' })).shops.map(({ shopId }) => shopId);
    expect(all).toEqual(all.toSorted());
    const ids: string[] = [];
    for (let pageToken = ''; ids.length === 0 || pageToken !== '';) {
      const page = await as(kissa).listShops({ merchantId: 'mer_kissa', pageSize: 2, pageToken });
      ids.push(...page.shops.map(({ shopId }) => shopId));
      pageToken = page.nextPageToken;
    }
    expect(ids).toEqual(all);
  });

  it('is listed with whether it takes orders now, and if not, why and from when', async () => {
    const merchant = as(kissa);
    const [always, paused] = [await opened(), await opened()];
    const week = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, fromMinute: 0, untilMinute: 1_440 }));
    for (const shopId of [always, paused]) await waited(kissa, await merchant.setWeeklyHours({ shopId, periods: week, expectedVersion: undefined }));
    await waited(kissa, await merchant.pauseShop({ shopId: paused, until: '2099-01-01T00:00:00Z', reason: 'rush' }));
    const { shops, orderable } = await merchant.listShops({ merchantId: 'mer_kissa', pageSize: 1_000, pageToken: '' });
    const now = (shopId: string) => orderable[shops.findIndex((one) => one.shopId === shopId)];
    expect(now(always)).toMatchObject({ orderable: true, reason: '' });
    expect(now(paused)).toMatchObject({ orderable: false, reason: 'shop_paused', from: '2099-01-01T00:00:00.000Z' });
  });
});

describe('a repeat', () => {
  it('under the same idempotency key is the same call: the same ids, one shop', async () => {
    const how = { idempotencyKey: 'create-1' };
    const [first, second] = [await as(kissa).createShop(shop, how), await as(kissa).createShop(shop, how)];
    expect(second).toEqual({ ...first, replayed: true });
    await waited(kissa, first);
    const third = await as(kissa).createShop(shop, how);
    expect(third).toEqual({ ...first, replayed: true });
    expect(await waited(kissa, third)).toMatchObject({ done: true, outcomes: [{ status: 'done' }] });
  });

  it('with another body is refused', async () => {
    const how = { idempotencyKey: 'create-2' };
    await as(kissa).createShop(shop, how);
    const other = as(kissa).createShop({ ...shop, name: 'Other' }, how);
    await expect(other).rejects.toMatchObject({ kind: 'conflict', code: 'idempotency_key_reused' });
  });

  it('under another caller’s key is a call of its own', async () => {
    const how = { idempotencyKey: 'create-3' };
    const mine = await as(kissa).createShop(shop, how);
    const theirs = await as(noren).createShop(shop, how);
    expect(theirs).toMatchObject({ replayed: false });
    expect(theirs.made['shopId']).not.toBe(mine.made['shopId']);
  });
});

describe('refused', () => {
  it('is what the domain declines, with the field at fault', async () => {
    const accepted = await as(kissa).createShop({ ...shop, timeZone: '+09:00' });
    expect((await waited(kissa, accepted)).outcomes).toMatchObject([{ status: 'refused', refusal: { kind: 'invalid', code: 'time_zone', field: 'timeZone' } }]);
    const periods = [...allDay, { weekday: 8, fromMinute: 0, untilMinute: 1 }];
    const hours = await as(kissa).setWeeklyHours({ shopId: await opened(), periods });
    expect((await waited(kissa, hours)).outcomes).toMatchObject([{ status: 'refused', refusal: { code: 'weekly_hours', field: 'periods.7' } }]);
  });

  it('is a request that has not its shape, at once and with every field at fault', async () => {
    const request = as(kissa).getOrderable({ shopId: '', at: 'tomorrow' });
    await expect(request).rejects.toMatchObject({ code: 'invalid_request', errors: [{ field: 'shopId' }, { field: 'at' }] });
  });

  it('is a shop for a merchant whom nobody knows', async () => {
    const unknown = as(noren).createShop({ ...shop, merchantId: 'mer_nobody' });
    await expect(unknown).rejects.toMatchObject({ kind: 'not_found', code: 'merchant_not_found', field: 'merchantId' });
  });

  it('is who acts for another merchant: its shops are not there', async () => {
    const shopId = await opened();
    await expect(as(rival).createShop(shop)).rejects.toMatchObject({ kind: 'forbidden', code: 'merchant_forbidden' });
    await expect(as(rival).getShop({ shopId })).rejects.toMatchObject({ kind: 'not_found', code: 'shop_not_found' });
    await expect(as(rival).closeShop({ shopId, reason: '' })).rejects.toMatchObject({ kind: 'not_found', code: 'shop_not_found' });
    await expect(as(rival).listShops({ merchantId: 'mer_kissa', pageSize: 0, pageToken: '' })).rejects.toMatchObject({ code: 'merchant_forbidden' });
    const { made } = await as(kissa).createShop(shop);
    await expect(as(rival).closeShop({ shopId: made['shopId'] ?? '', reason: '' })).rejects.toMatchObject({ code: 'shop_not_found' });
    const { operationId } = await as(kissa).createShop(shop);
    await expect(as(rival).getOperation({ operationId })).rejects.toMatchObject({ kind: 'not_found' });
  });

  it('is a person whose role is too low: clerks read, managers say when the shop takes orders, owners what shops there are', async () => {
    const shopId = await opened();
    const person = (role: 'clerk' | 'manager'): Identity => ({
      subject: `staff:${role}`,
      merchants: ['mer_kissa'],
      shops: [shopId],
      roles: [],
      shopRoles: { [shopId]: role },
    });
    const [clerk, manager] = [as(person('clerk')), as(person('manager'))];
    expect(await clerk.getShop({ shopId })).toMatchObject({ shopId });
    const tooLow = (roles: string) => ({ kind: 'forbidden', code: 'role_forbidden', message: expect.stringContaining(roles) });
    await expect(clerk.pauseShop({ shopId, until: undefined, reason: '' })).rejects.toMatchObject(tooLow('manager, owner'));
    await expect(clerk.setWeeklyHours({ shopId, periods: [] })).rejects.toMatchObject(tooLow('manager, owner'));
    expect((await waited(person('manager'), await manager.pauseShop({ shopId, until: undefined, reason: 'rush' }))).outcomes).toMatchObject([
      { status: 'done' },
    ]);
    await expect(manager.closeShop({ shopId, reason: '' })).rejects.toMatchObject(tooLow('owner'));
    await expect(manager.changeShop({ shopId, name: 'Mine', timeZone: 'Asia/Tokyo' })).rejects.toMatchObject(tooLow('owner'));
    await expect(manager.createShop(shop)).rejects.toMatchObject(tooLow('owner'));
    const owner: Identity = { subject: 'staff:owner', merchants: ['mer_kissa'], shops: [], roles: ['owner'] };
    expect((await waited(owner, await as(owner).createShop(shop))).outcomes).toMatchObject([{ status: 'done' }]);
    expect((await waited(owner, await as(owner).closeShop({ shopId, reason: 'moved' }))).outcomes).toMatchObject([{ status: 'done' }]);
    await expect(as(owner).createShop({ ...shop, merchantId: 'mer_rival' })).rejects.toMatchObject({ code: 'merchant_forbidden' });
  });

  it('is what a role does not allow: merchants register nobody, platforms change nothing', async () => {
    await expect(as(kissa).registerMerchant({ merchantId: '', name: 'Me', currency: 'JPY' })).rejects.toMatchObject({ code: 'role_forbidden' });
    await expect(as(kissa).suspendMerchant({ merchantId: 'mer_kissa', reason: '' })).rejects.toMatchObject({ code: 'role_forbidden' });
    await expect(as(kissa).changeMerchant({ merchantId: 'mer_kissa', name: 'Me' })).rejects.toMatchObject({ code: 'role_forbidden' });
    await expect(as(consumer).createShop(shop)).rejects.toMatchObject({ code: 'role_forbidden' });
  });

  it('is whoever does not say who it is', async () => {
    const identities = { ...host.identities, sign: () => '' };
    const nobody = grpcClient(calls.ShopServiceClient, host.address('shop-api'), { identities, transport: host.transport, self: noren });
    open.push(nobody);
    await expect(nobody.createShop(shop)).rejects.toMatchObject({ code: 'unauthenticated' });
    await expect(nobody.getShop({ shopId: 'kissa-ueno' })).rejects.toMatchObject({ code: 'unauthenticated' });
  });
});

describe('while the engine is down', () => {
  beforeAll(() => host.started('shop-engine').stop());

  it('a shop is accepted, and its maker may go on', async () => {
    const { made, operationId } = await as(kissa).createShop(shop);
    const shopId = made['shopId'] ?? '';
    expect(await as(kissa).setWeeklyHours({ shopId, periods: [] })).toMatchObject({ replayed: false });
    expect(await as(kissa).waitOperation({ operationId, timeoutMs: 50 })).toMatchObject({ done: false, outcomes: [{ status: 'pending' }], made });
    await expect(as(rival).setWeeklyHours({ shopId, periods: [] })).rejects.toMatchObject({ code: 'shop_not_found' });
    await expect(as(kissa).getShop({ shopId })).rejects.toMatchObject({ code: 'shop_not_found' });
  });

  it('nobody gets at a shop by asking for one of the same id', async () => {
    await as(kissa).createShop({ ...shop, shopId: 'kissa-shibuya' });
    await as(rival).createShop({ ...shop, merchantId: 'mer_rival', shopId: 'kissa-shibuya' });
    await expect(as(rival).closeShop({ shopId: 'kissa-shibuya', reason: '' })).rejects.toMatchObject({ code: 'shop_not_found' });
  });

  it('a shop of a merchant who is not decided yet is for later, not refused', async () => {
    await as(noren).registerMerchant({ merchantId: 'mer_late', name: 'Late', currency: 'JPY' });
    await expect(as(noren).createShop({ ...shop, merchantId: 'mer_late' })).rejects.toBeInstanceOf(Unavailable);
  });
});
