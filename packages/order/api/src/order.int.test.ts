import { storeRecord } from '@noren/engine-kit/test-support';
import { newId } from '@noren/kernel';
import { calls, commands, topics } from '@noren/order-contract';
import { limits } from '@noren/order-contract/limits';
import { module as orderEngine } from '@noren/order-engine';
import { articleTable, shopTable } from '@noren/order-store';
import { grpcClient, type Identity } from '@noren/service-kit';
import { eventually, testDatabase, type TestDatabase, testHost, type TestHost } from '@noren/testing';
import type { Accepted, Outcome } from '@noren/wire';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { module as orderApi } from './main.ts';

const of = { merchants: ['mer_1'], shops: ['shp_1', 'shp_2'] };
const eats: Identity = { ...of, subject: 'platform:plt_1', name: 'eats', former: 'platform:eats', roles: ['platform'] };
/** What another merchant calls by the same name. */
const namesake: Identity = { ...eats, subject: 'platform:plt_2', merchants: ['mer_2'], shops: ['shp_9'] };
const till: Identity = { ...of, subject: 'system:sys_1', name: 'till', former: 'system:mer_1:till', roles: ['merchant'] };
const owner: Identity = { ...of, subject: 'staff:usr_owner', roles: ['owner'] };
/** Runs the one shop and serves in the other. */
const aki: Identity = { ...of, subject: 'staff:usr_aki', roles: [], shopRoles: { shp_1: 'manager', shp_2: 'clerk' } };
const ben: Identity = { ...of, shops: ['shp_2'], subject: 'staff:usr_ben', roles: [], shopRoles: { shp_2: 'clerk' } };
const rival: Identity = { subject: 'staff:usr_rival', merchants: ['mer_2'], shops: ['shp_9'], roles: ['owner'] };

let db: TestDatabase;
let host: TestHost;
const open: { close(): void }[] = [];
const as = (self: Identity) => {
  const client = grpcClient(calls.OrderServiceClient, host.address('order-api'), { identities: host.identities, transport: host.transport, self });
  open.push(client);
  return client;
};
async function decided(self: Identity, { operationId }: Accepted): Promise<Outcome> {
  const { outcomes } = await as(self).waitOperation({ operationId, timeoutMs: 10_000 });
  const [outcome] = outcomes;
  if (!outcome) throw new Error('no outcome');
  return outcome;
}

/** An order that stands: placed by the platform, and stock held, which is told in the way of the order process. */
async function confirmedOrder(shopId = 'shp_1'): Promise<string> {
  const lines = [{ sku: 'pen', quantity: 2, unitPrice: undefined }];
  const accepted = await as(eats).placeOrder({ shopId, externalId: 'E-7', lines, decideWithinS: 0 });
  const orderId = accepted.made['orderId'] ?? '';
  const value = commands.ConfirmOrder.encode({ orderId }).finish();
  const confirm = { topic: topics.commands.name, key: orderId, id: newId('cmd'), type: 'noren.order.v1.ConfirmOrder', value };
  await host.hostOf('order').log.append([{ ...confirm, headers: { actor: 'service:order-engine' } }]);
  await eventually(async () => expect((await as(till).getOrder({ orderId })).status).toBe('confirmed'));
  return orderId;
}
const unseen = { expectedVersion: undefined };

beforeAll(async () => {
  db = await testDatabase({ stores: ['log', 'order'] });
  const others = ['item.events', 'shop.events', 'inventory.events', 'inventory.commands'].map((name) => ({ name, partitions: 1, writers: ['order'] }));
  host = await testHost({ db, topics: [...Object.values(topics), ...others], modules: { order: [orderEngine, orderApi] } });
  // What Order has heard of others, as its projections keep it.
  const weeklyHours = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, fromMinute: 0, untilMinute: 1_440 }));
  const shop = { merchantId: 'mer_1', name: 'Pens', timeZone: 'UTC', currency: 'GBP', status: 'open', reason: '', weeklyHours, version: 1 };
  for (const shopId of ['shp_1', 'shp_2']) await storeRecord(db.pool('order'), shopTable, shopId, { shopId, ...shop });
  await storeRecord(db.pool('order'), articleTable, 'mer_1/pen', {
    ...{
      merchantId: 'mer_1',
      sku: 'pen',
      itemId: 'itm_1',
      name: 'Pen',
      price: { amount: 150, currency: 'GBP' },
      soldBy: 'piece',
      status: 'published',
      version: 1,
    },
  });
});
afterAll(async () => {
  for (const client of open) client.close();
  await host.stop();
  await db.close();
});

describe('two clerks at one order', () => {
  it('the second learns that the order is no longer as it was, how it is now, and who it was', async () => {
    const orderId = await confirmedOrder();
    const { version } = await as(owner).getOrder({ orderId });
    const first = await decided(owner, await as(owner).acceptOrder({ orderId, readyInMinutes: 20, expectedVersion: version }));
    expect(JSON.parse(first.result)).toEqual({ orderId, status: 'accepted', version: version + 1 });
    const second = await decided(aki, await as(aki).rejectOrder({ orderId, reason: 'too_busy', message: '', expectedVersion: version }));
    expect(second).toMatchObject({ status: 'refused', refusal: { kind: 'conflict', code: 'version_conflict', field: 'expectedVersion' } });
    expect(second.refusal?.message).toContain('accepted');
    const { entries } = await as(aki).getOrderHistory({ orderId });
    expect(entries.at(-1)).toMatchObject({ event: 'OrderAccepted', actor: 'staff:usr_owner', version: version + 1 });
  });
});

describe('an order’s history', () => {
  it('says who did what: the platform, Noren itself, a person, a till', async () => {
    const orderId = await confirmedOrder();
    await decided(aki, await as(aki).acceptOrder({ orderId, readyInMinutes: 15, ...unseen }));
    await decided(till, await as(till).handOver({ orderId, ...unseen }));
    await decided(aki, await as(aki).returnLines({ orderId, lines: [{ line: 1, quantity: 1 }], restock: false, reason: 'broken', ...unseen }));
    const { entries } = await as(owner).getOrderHistory({ orderId });
    expect(entries.map(({ event, status, version, actorKind, actor }) => [event, status, version, actorKind, actor])).toEqual([
      ['OrderPlaced', 'placed', 1, 'platform', 'platform:plt_1:eats'],
      ['OrderConfirmed', 'confirmed', 2, 'noren', 'service:order-engine'],
      ['OrderAccepted', 'accepted', 3, 'staff', 'staff:usr_aki'],
      ['OrderHandedOver', 'handed_over', 4, 'system', 'system:sys_1:till'],
      ['LinesReturned', 'handed_over', 5, 'staff', 'staff:usr_aki'],
    ]);
    expect(entries[2]).toMatchObject({ readyInMinutes: 15 });
    expect(entries[4]).toMatchObject({ returned: [{ line: 1, quantity: 1 }], reason: 'broken' });
    for (const { at } of entries) expect(Date.parse(at)).toBeGreaterThan(Date.now() - 60_000);
  });
});

describe('two merchants’ platforms of one name', () => {
  const line = { sku: 'pen', quantity: 1, unitPrice: undefined };
  const key = { idempotencyKey: 'order-1001-a' };
  /** Accepted, and not decided: as the claim of `caller` says, in this version or in the one before. */
  async function undecided(caller: string, more: object = {}): Promise<Readonly<{ orderId: string; operationId: string }>> {
    const [orderId, operationId] = [newId('ord'), newId('op')];
    await db.pool('order').query(
      `INSERT INTO claim (caller, operation, idempotency_key, request_hash, operation_id, command_id, commands, made, subject, at)
       VALUES ($1, 'PlaceOrder', $2, 'h', $3, $4, 1, $5, $2, now())`,
      [caller, orderId, operationId, newId('cmd'), { orderId, shopId: 'shp_1', ...more }],
    );
    return { orderId, operationId };
  }

  it('have idempotency keys of their own: nobody squats on the keys of others', async () => {
    const request = { shopId: 'shp_9', externalId: '', lines: [line], decideWithinS: 0 };
    const first = await as(namesake).placeOrder(request, key);
    const own = await as(eats).placeOrder({ ...request, shopId: 'shp_1' }, key);
    expect([first.replayed, own.replayed, own.operationId === first.operationId]).toEqual([false, false, false]);
  });

  it('learn nothing of each other’s operations', async () => {
    const { operationId } = await as(eats).placeOrder({ shopId: 'shp_1', externalId: '', lines: [line], decideWithinS: 0 });
    await expect(as(namesake).getOperation({ operationId })).rejects.toMatchObject({ code: 'operation_not_found' });
    await expect(as(namesake).waitOperation({ operationId, timeoutMs: 1 })).rejects.toMatchObject({ code: 'operation_not_found' });
    expect((await as(eats).getOperation({ operationId })).operationId).toBe(operationId);
  });

  it.each([
    ['of today', 'platform:plt_1', { channel: 'platform:plt_1:eats' }],
    ['of before platforms had ids', 'platform:eats', {}],
  ])('neither see nor call off an order of the other’s that is not decided yet: one %s', async (_, caller, made) => {
    const { orderId } = await undecided(caller, made);
    expect(await as(eats).getOrder({ orderId })).toMatchObject({ orderId, merchantId: 'mer_1', status: 'pending' });
    await expect(as(namesake).getOrder({ orderId })).rejects.toMatchObject({ code: 'order_not_found' });
    await expect(as(namesake).cancelOrder({ orderId, reason: 'by a stranger', ...unseen })).rejects.toMatchObject({ code: 'order_not_found' });
    for (const its of [till, owner, aki]) expect((await as(its).getOrder({ orderId })).orderId).toBe(orderId);
    for (const stranger of [ben, rival]) await expect(as(stranger).getOrder({ orderId })).rejects.toMatchObject({ code: 'order_not_found' });
  });

  it('see and call off what they ordered, also where they may not sell any more', async () => {
    const gone: Identity = { ...eats, merchants: [], shops: [] };
    const orderId = await confirmedOrder('shp_1');
    expect((await as(gone).getOrder({ orderId })).status).toBe('confirmed');
    expect(await decided(gone, await as(gone).cancelOrder({ orderId, reason: 'by the platform', ...unseen }))).toMatchObject({ status: 'done' });
    const request = { shopId: 'shp_1', externalId: '', lines: [line], decideWithinS: 0 };
    await expect(as(gone).placeOrder(request)).rejects.toMatchObject({ code: 'shop_forbidden' });
  });

  it('keep what they did before they had ids: each its own, and a system its operations', async () => {
    const before: Identity = { ...of, subject: 'platform:eats', roles: ['platform'] };
    const request = { shopId: 'shp_1', externalId: 'before', lines: [line], decideWithinS: 0 };
    const then = await as(before).placeOrder(request, { idempotencyKey: 'before-1' });
    expect(await as(eats).placeOrder(request, { idempotencyKey: 'before-1' })).toMatchObject({ operationId: then.operationId, replayed: true });
    const orderId = then.made['orderId'] ?? '';
    await eventually(async () => expect((await as(eats).getOrder({ orderId })).status).not.toBe('pending'));
    expect((await as(eats).getOrder({ orderId })).channel).toBe('platform:eats');
    await expect(as(namesake).getOrder({ orderId })).rejects.toMatchObject({ code: 'order_not_found' });
    // A name that others have had proves nothing about an operation; a system's named its merchant.
    await expect(as(namesake).getOperation({ operationId: then.operationId })).rejects.toMatchObject({ code: 'operation_not_found' });
    const { operationId } = await undecided('system:mer_1:till');
    expect((await as(till).getOperation({ operationId })).operationId).toBe(operationId);
  });
});

describe('a shop’s board', () => {
  it('shows what is on its way, newest first, with a count for each state', async () => {
    const [one, two, three] = [await confirmedOrder('shp_2'), await confirmedOrder('shp_2'), await confirmedOrder('shp_2')];
    await decided(ben, await as(ben).acceptOrder({ orderId: two, readyInMinutes: 5, ...unseen }));
    await decided(ben, await as(ben).cancelOrder({ orderId: three, reason: 'flood', ...unseen }));
    const any = { pageSize: 1, placedFrom: '', placedUntil: '', newestFirst: true };
    const first = await as(ben).listOrders({ ...any, shopId: 'shp_2', statuses: ['confirmed', 'accepted'], pageToken: '' });
    expect(first.orders.map(({ orderId }) => orderId)).toEqual([two]);
    const second = await as(ben).listOrders({ ...any, shopId: 'shp_2', statuses: ['confirmed', 'accepted'], pageToken: first.nextPageToken });
    expect(second.orders.map(({ orderId }) => orderId)).toEqual([one]);
    await expect(as(ben).listOrders({ ...any, newestFirst: false, shopId: 'shp_2', statuses: [], pageToken: first.nextPageToken })).rejects.toMatchObject({
      code: 'page_token_invalid',
    });
    const anHourAgo = new Date(Date.now() - 3_600_000).toISOString();
    expect((await as(ben).countOrders({ shopId: 'shp_2', endedSince: anHourAgo })).counts).toEqual(
      expect.arrayContaining([
        { status: 'confirmed', orders: 1 },
        { status: 'accepted', orders: 1 },
        { status: 'cancelled', orders: 1 },
      ]),
    );
    const { buckets } = await as(owner).getSales({
      shopId: 'shp_2',
      from: anHourAgo,
      until: new Date(Date.now() + 3_600_000).toISOString(),
      bucketMinutes: 120,
    });
    expect(buckets).toMatchObject([{ from: anHourAgo, currency: 'GBP', placed: 3, cancelled: 1, sold: 2, sales: { amount: 600, currency: 'GBP' } }]);
  });

  it('takes no time that is none, and no hundred thousand buckets', async () => {
    const request = { shopId: 'shp_1', from: '2026-01-01T00:00:00Z', until: '2026-02-01T00:00:00Z', bucketMinutes: 0 };
    for (const [wrong, field] of [
      [{ from: 'yesterday' }, 'from'],
      [{ until: request.from }, 'until'],
      [{ bucketMinutes: 1 }, 'bucketMinutes'],
      [{ until: '2028-01-01T00:00:00Z', bucketMinutes: 10_000 }, 'until'],
    ] as const)
      await expect(as(owner).getSales({ ...request, ...wrong })).rejects.toMatchObject({ kind: 'invalid', field });
  });
});

describe('refused', () => {
  it('is a person’s role that is too low in the very shop, with the roles that it takes', async () => {
    const sales = { from: '2026-01-01T00:00:00Z', until: '2026-01-02T00:00:00Z', bucketMinutes: 0 };
    await expect(as(aki).getSales({ shopId: 'shp_1', ...sales })).resolves.toEqual({ buckets: [] });
    const tooLow = { kind: 'forbidden', code: 'role_forbidden', message: expect.stringMatching(/shp_2.*manager, owner/) };
    await expect(as(aki).getSales({ shopId: 'shp_2', ...sales })).rejects.toMatchObject(tooLow);
    await expect(as(ben).getSales({ shopId: 'shp_2', ...sales })).rejects.toMatchObject({ code: 'role_forbidden' });
    await expect(as(ben).getSales({ shopId: 'shp_1', ...sales })).rejects.toMatchObject({ code: 'role_forbidden' });
  });

  it('is whoever has no part in the shop: its orders are not there', async () => {
    const orderId = await confirmedOrder('shp_1');
    for (const stranger of [ben, rival]) {
      await expect(as(stranger).getOrder({ orderId })).rejects.toMatchObject({ code: 'order_not_found' });
      await expect(as(stranger).getOrderHistory({ orderId })).rejects.toMatchObject({ code: 'order_not_found' });
      await expect(as(stranger).acceptOrder({ orderId, readyInMinutes: 0, ...unseen })).rejects.toMatchObject({ code: 'order_not_found' });
      await expect(as(stranger).countOrders({ shopId: 'shp_1', endedSince: '' })).rejects.toMatchObject({ code: 'shop_forbidden' });
    }
    await expect(as(eats).getOrderHistory({ orderId })).rejects.toMatchObject({ code: 'role_forbidden' });
    await expect(as(eats).countOrders({ shopId: 'shp_1', endedSince: '' })).rejects.toMatchObject({ code: 'role_forbidden' });
    await expect(as(ben).placeOrder({ shopId: 'shp_2', externalId: '', lines: [], decideWithinS: 0 })).rejects.toMatchObject({ code: 'role_forbidden' });
  });

  it('is a person’s reason that is not in the list; a till may have its own', async () => {
    const orderId = await confirmedOrder();
    const request = { orderId, reason: 'moon_phase', message: '', ...unseen };
    await expect(as(aki).rejectOrder(request)).rejects.toMatchObject({ kind: 'invalid', code: 'reason_unknown', field: 'reason' });
    expect(await decided(till, await as(till).rejectOrder(request))).toMatchObject({ status: 'done' });
  });
});

describe('the limits of an order', () => {
  const line = { sku: '𠮷'.repeat(64), quantity: 1, chargedUnitPrice: undefined };
  const most = {
    shopId: 'shp_1',
    externalId: 'E'.repeat(limits.externalIdCharacters),
    lines: [{ ...line, quantity: limits.lineQuantity }, ...Array.from({ length: limits.linesAnOrder - 1 }, () => line)],
    decideWithinS: limits.decideWithinS,
  };

  it('are the same for the API and for the engine: what the one accepts, the other decides', async () => {
    const placed = await decided(eats, await as(eats).placeOrder(most));
    expect([placed.status, placed.refusal, JSON.parse(placed.result)]).toMatchObject(['done', undefined, { status: 'rejected' }]);
    const orderId = await confirmedOrder();
    const accepted = await decided(owner, await as(owner).acceptOrder({ orderId, readyInMinutes: limits.readyInMinutes, ...unseen }));
    const reason = 'r'.repeat(limits.reasonCharacters);
    const cancelled = await decided(owner, await as(owner).cancelOrder({ orderId, reason, ...unseen }));
    expect([accepted.status, cancelled.status]).toEqual(['done', 'done']);
  });

  it('are held by the API before anything is logged', async () => {
    for (const [beyond, field] of [
      [{ externalId: `${most.externalId}E` }, 'externalId'],
      [{ lines: [...most.lines, line] }, 'lines'],
      [{ lines: [{ ...line, sku: `${line.sku}1` }] }, 'lines.0.sku'],
      [{ lines: [{ ...line, sku: 'a\u3164b' }] }, 'lines.0.sku'],
      [{ lines: [{ ...line, quantity: limits.lineQuantity + 1 }] }, 'lines.0.quantity'],
      [{ decideWithinS: limits.decideWithinS + 1 }, 'decideWithinS'],
      [{ externalId: 'a\u2028b' }, 'externalId'],
    ] as const)
      await expect(as(eats).placeOrder({ ...most, ...beyond, lines: [...('lines' in beyond ? beyond.lines : [line])] })).rejects.toMatchObject({
        kind: 'invalid',
        code: 'invalid_request',
        field,
      });
  });
});
