import { calls, topics } from '@noren/inventory-contract';
import { module as inventoryEngine } from '@noren/inventory-engine';
import { grpcClient, type Identity } from '@noren/service-kit';
import { testDatabase, type TestDatabase, testHost, type TestHost } from '@noren/testing';
import type { Accepted, Outcome } from '@noren/wire';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { module as inventoryApi } from './main.ts';

const shops = ['shp_1', 'shp_2'];
const till: Identity = { subject: 'system:mer_1:till', merchants: ['mer_1'], shops, roles: ['merchant'] };
/** Runs the one shop and serves in the other. */
const aki: Identity = { subject: 'staff:usr_aki', merchants: ['mer_1'], shops, roles: [], shopRoles: { shp_1: 'manager', shp_2: 'clerk' } };
const rival: Identity = { subject: 'staff:usr_rival', merchants: ['mer_2'], shops: ['shp_9'], roles: ['owner'] };
const platform: Identity = { subject: 'platform:eats', merchants: ['mer_1'], shops, roles: ['platform'] };

let db: TestDatabase;
let host: TestHost;
const open: { close(): void }[] = [];
const as = (self: Identity) => {
  const client = grpcClient(calls.InventoryServiceClient, host.address('inventory-api'), { identities: host.identities, transport: host.transport, self });
  open.push(client);
  return client;
};
const decided = async (self: Identity, { operationId }: Accepted): Promise<readonly Outcome[]> =>
  (await as(self).waitOperation({ operationId, timeoutMs: 10_000 })).outcomes;
const count = (sku: string, onHand: number, expectedOnHand?: number) => ({ sku, onHand, expectedOnHand });
const page = { pageSize: 0, pageToken: '', low: false, atMost: undefined, skuPrefix: '' };

beforeAll(async () => {
  db = await testDatabase({ stores: ['log', 'inventory'] });
  host = await testHost({ db, topics: Object.values(topics), modules: { inventory: [inventoryEngine, inventoryApi] } });
});
afterAll(async () => {
  for (const client of open) client.close();
  await host.stop();
  await db.close();
});

describe('a count', () => {
  it('does not write over what was sold while it was made', async () => {
    const shopId = 'shp_1';
    await decided(aki, await as(aki).setStock({ shopId, lines: [count('Tea', 10, 0), count('Cup', 4, 0)], reason: 'counted' }));
    await decided(till, await as(till).adjustStock({ shopId, lines: [{ sku: 'tea', delta: -1, reason: 'sold_elsewhere' }] }));
    const outcomes = await decided(aki, await as(aki).setStock({ shopId, lines: [count('Tea', 10, 10), count('Cup', 3, 4)], reason: 'counted' }));
    expect(outcomes).toMatchObject([
      { status: 'refused', refusal: { kind: 'conflict', code: 'stock_moved', message: expect.stringContaining(': 9 of Tea') } },
      { status: 'done' },
    ]);
    expect((await as(aki).getStock({ shopId, skus: ['TEA', 'CUP'] })).levels).toMatchObject([
      { onHand: 3, version: 2 },
      { onHand: 9, version: 2 },
    ]);
  });
});

describe('a change of a level', () => {
  it('that names a version is refused, its line alone, where the level has moved since', async () => {
    const shopId = 'shp_1';
    const versions = async () => (await as(till).getStock({ shopId, skus: ['Jar', 'Lid'] })).levels.map(({ sku, onHand, version }) => [sku, onHand, version]);
    const first = await decided(
      till,
      await as(till).setStock({
        shopId,
        lines: [
          { sku: 'Jar', onHand: 5, expectedVersion: 0 },
          { sku: 'Lid', onHand: 5 },
        ],
        reason: '',
      }),
    );
    expect(first).toMatchObject([{ status: 'done' }, { status: 'done' }]);
    await decided(till, await as(till).reserveStock({ shopId, holder: 'counter', lines: [{ sku: 'jar', quantity: 1 }] }));

    const stale = { status: 'refused', refusal: { kind: 'conflict', code: 'version_conflict', message: expect.stringContaining('Jar is at version 2') } };
    const of = { shopId, reason: '' };
    const count = await as(till).setStock({
      ...of,
      lines: [1, 1].map((expectedVersion, at) => ({ sku: ['Jar', 'Lid'][at] ?? '', onHand: 4, expectedVersion })),
    });
    expect(await decided(till, count)).toMatchObject([stale, { status: 'done' }]);
    const damage = { delta: -1, reason: 'damaged' };
    const lines = [
      { sku: 'Jar', ...damage, expectedVersion: 1 },
      { sku: 'Lid', ...damage, expectedVersion: 2 },
      { sku: 'Lid', ...damage },
    ];
    expect(await decided(till, await as(till).adjustStock({ shopId, lines }))).toMatchObject([stale, { status: 'done' }, { status: 'done' }]);
    const safety = [
      { sku: 'Jar', safety: 1, expectedVersion: 1 },
      { sku: 'Lid', safety: 1, expectedVersion: 4 },
    ];
    expect(await decided(aki, await as(aki).setSafetyStock({ shopId, lines: safety }))).toMatchObject([stale, { status: 'done' }]);
    expect(await versions()).toEqual([
      ['Jar', 5, 2],
      ['Lid', 2, 5],
    ]);
  });
});

describe('a shop’s stock on screens', () => {
  it('is what is low, page by page, how much of it there is, and each article’s ledger and curve', async () => {
    const shopId = 'shp_2';
    const lines = [count('a', 0), count('b', 5), count('c', 2), count('d', 9)];
    await decided(aki, await as(aki).setStock({ shopId, lines, reason: 'counted' }));
    const first = await as(aki).listStock({ ...page, shopId, low: true, atMost: 5, pageSize: 2 });
    expect(first.levels.map(({ sku }) => sku)).toEqual(['a', 'b']);
    const rest = await as(aki).listStock({ ...page, shopId, low: true, atMost: 5, pageSize: 2, pageToken: first.nextPageToken });
    expect(rest).toMatchObject({ levels: [{ sku: 'c' }], nextPageToken: '' });
    await expect(as(aki).listStock({ ...page, shopId, pageToken: first.nextPageToken })).rejects.toMatchObject({ code: 'page_token_invalid' });
    expect(await as(aki).countStock({ shopId })).toEqual({ articles: 4, outOfStock: 1, low: 1, short: 0 });

    await decided(till, await as(till).adjustStock({ shopId, lines: [{ sku: 'b', delta: -2, reason: 'damaged' }] }));
    const request = { shopId, sku: 'B', pageSize: 1, pageToken: '', from: '', until: '' };
    const newest = await as(aki).listLedger(request);
    expect(newest.entries).toMatchObject([{ onHandDelta: -2, reason: 'damaged', actor: 'system:mer_1:till' }]);
    const older = await as(aki).listLedger({ ...request, pageToken: newest.nextPageToken });
    expect(older.entries).toMatchObject([{ onHandDelta: 5, reason: 'counted', actor: 'staff:usr_aki' }]);
    const [hourAgo, inAnHour] = [-3_600_000, 3_600_000].map((by) => new Date(Date.now() + by).toISOString());
    expect((await as(aki).listLedger({ ...request, until: hourAgo ?? '' })).entries).toEqual([]);
    const { points } = await as(aki).getLevelHistory({ shopId, sku: 'B', from: hourAgo ?? '', until: inAnHour ?? '', bucketMinutes: 120 });
    expect(points).toMatchObject([
      { at: hourAgo, onHand: 0 },
      { at: inAnHour, onHand: 3 },
    ]);
  });
});

describe('refused', () => {
  it('is a person’s role that is too low in the very shop; who serves may count there', async () => {
    const lines = [{ sku: 'tea', safety: 1 }];
    expect(await decided(aki, await as(aki).setSafetyStock({ shopId: 'shp_1', lines }))).toMatchObject([{ status: 'done' }]);
    const tooLow = { kind: 'forbidden', code: 'role_forbidden', message: expect.stringMatching(/shp_2.*manager, owner/) };
    await expect(as(aki).setSafetyStock({ shopId: 'shp_2', lines })).rejects.toMatchObject(tooLow);
    await expect(as(aki).reserveStock({ shopId: 'shp_2', holder: 'friend', lines: [{ sku: 'a', quantity: 1 }] })).rejects.toMatchObject(tooLow);
  });

  it('is whoever has no part in the shop, and consumer platforms', async () => {
    const time = { from: '2026-01-01T00:00:00Z', until: '2026-01-02T00:00:00Z', bucketMinutes: 0 };
    for (const [stranger, code] of [
      [rival, 'shop_forbidden'],
      [platform, 'role_forbidden'],
    ] as const) {
      const them = as(stranger);
      await expect(them.countStock({ shopId: 'shp_1' })).rejects.toMatchObject({ code });
      await expect(them.listStock({ ...page, shopId: 'shp_1' })).rejects.toMatchObject({ code });
      await expect(them.getLevelHistory({ shopId: 'shp_1', sku: 'tea', ...time })).rejects.toMatchObject({ code });
      await expect(them.setStock({ shopId: 'shp_1', lines: [count('tea', 0)], reason: '' })).rejects.toMatchObject({ code });
    }
  });
});
