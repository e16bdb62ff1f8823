import { randomBytes, randomUUID } from 'node:crypto';
import { eventually } from '@noren/testing';
import { expect, it } from 'vitest';
import { shortName } from '../faults/decode-events.ts';
import { textIn } from './edge.ts';
import { buyersArticles, type Stage } from './stage.ts';

/** What holds in every form. */
export function oneOrderFollowed(stage: Stage): void {
  it('is shown in the catalogue, placed, confirmed against stock, taken on, handed over, and comes back to the shelf', async () => {
    const { platform, shopId } = stage.merchant;
    const page = await platform.get(`/v1/shops/${shopId}/catalogue`);
    expect(page.body['items']).toContainEqual(
      expect.objectContaining({ sku: 'TEA-1', price: { amount: 349, currency: 'GBP' }, availability: 'in_stock', available: 100 }),
    );

    const answer = await stage.place([
      { sku: 'TEA-1', quantity: 3 },
      { sku: 'tea-2', quantity: 1, unitPrice: { amount: 300, currency: 'GBP' } },
    ]);
    expect(answer).toMatchObject({ status: 201, body: { status: 'confirmed', total: { amount: 3 * 349 + 300, currency: 'GBP' } } });
    const orderId = textIn(answer, 'orderId');
    const prices = [
      { unitPrice: { amount: 349, currency: 'GBP' }, listPrice: { amount: 349, currency: 'GBP' } },
      { unitPrice: { amount: 300, currency: 'GBP' }, listPrice: { amount: 275, currency: 'GBP' } },
    ];
    for (const edge of [platform, stage.merchant.till]) expect((await edge.get(`/v1/orders/${orderId}`)).body).toMatchObject({ lines: prices });
    expect(answer.headers.get('location')).toBe(`/v1/orders/${orderId}`);
    expect(await stage.levelOf('TEA-1')).toEqual({ onHand: 100, reserved: 3, available: 97 });
    expect(await stage.levelOf('TEA-2')).toEqual({ onHand: 100, reserved: 1, available: 99 });

    expect(await stage.till(orderId, 'hand-over')).toMatchObject({ status: 409, body: { code: 'order_state' } });
    for (const [verb, status, body] of [
      ['accept', 'accepted', { readyInMinutes: 20 }],
      ['ready', 'ready', undefined],
      ['hand-over', 'handed_over', undefined],
    ] as const)
      expect(await stage.till(orderId, verb, body)).toMatchObject({ status: 200, body: { orderId, status } });
    await stage.reaches('TEA-1', { onHand: 97, reserved: 0, available: 97 });

    const back = await platform.post(`/v1/orders/${orderId}/returns`, { lines: [{ line: 1, quantity: 2 }], restock: true });
    expect(back).toMatchObject({
      status: 200,
      body: {
        status: 'handed_over',
        lines: [
          { line: 1, returned: 2 },
          { line: 2, returned: 0 },
        ],
      },
    });
    await stage.reaches('TEA-1', { onHand: 99, reserved: 0, available: 99 });
    const lost = await platform.post(`/v1/orders/${orderId}/returns`, { lines: [{ line: 2, quantity: 1 }], restock: false });
    expect(lost.status).toBe(200);
    expect(await platform.post(`/v1/orders/${orderId}/returns`, { lines: [{ line: 1, quantity: 2 }] })).toMatchObject({
      status: 409,
      body: { code: 'returned_too_many' },
    });
    expect(await stage.orderOf(orderId)).toMatchObject({ status: 200, body: { status: 'handed_over', readyInMinutes: 20 } });
    await stage.reaches('TEA-2', { onHand: 99, reserved: 0 });
    await stage.shows('TEA-1', { available: 99 });
  });

  it('is seen on the screen of the shop at each step, as it happens', async () => {
    const screen = await stage.screen();
    const orderId = await stage.placed({ sku: 'COF-1', quantity: 1 });
    for (const verb of ['accept', 'hand-over']) expect((await stage.till(orderId, verb)).status).toBe(200);
    const steps = () => screen.changes().flatMap((change) => (change.of === 'order' && change.orderId === orderId ? [change.what] : []));
    await eventually(() => expect(steps()).toEqual(['placed', 'confirmed', 'accepted', 'handed_over']), 10_000);
    expect(screen.changes()).toContainEqual({ of: 'stock', shopId: stage.merchant.shopId, skus: ['COF-1'] });
    screen.close();
    await stage.reaches('COF-1', { onHand: 99, reserved: 0 });
    const back = await stage.merchant.platform.post(`/v1/orders/${orderId}/returns`, { lines: [{ line: 1, quantity: 1 }], restock: true });
    expect(back.status).toBe(200);
    await stage.reaches('COF-1', { onHand: 100, reserved: 0 });
  });

  it('finds in the catalogue what the till has told of the shelf', async () => {
    const stock = `/v1/shops/${stage.merchant.shopId}/stock`;
    const line = { sku: 'NONE', delta: 12, reason: 'received' };
    expect((await stage.merchant.till.post(`${stock}/adjustments`, { lines: [line] })).status).toBeLessThan(300);
    await stage.shows('NONE', { availability: 'in_stock', available: 12 });
    expect((await stage.merchant.till.put(stock, { lines: [{ sku: 'NONE', onHand: 0 }] })).status).toBeLessThan(300);
    await stage.shows('NONE', { availability: 'out_of_stock' });
  });

  it('is seen by a read that is sent its position: the stock that it took, or was short of, and its state', async () => {
    const { platform, shopId } = stage.merchant;
    const reads = [
      async (sku: string, seen: Record<string, string>) => (await platform.get(`/v1/shops/${shopId}/items/${sku}/orderable`, seen)).body,
      async (sku: string, seen: Record<string, string>) => {
        const { body } = await platform.get(`/v1/shops/${shopId}/catalogue`, seen);
        const items = body['items'] as readonly Readonly<Record<string, unknown>>[];
        return { ...items.find((item) => item['sku'] === sku), stale: body['stale'] };
      },
    ];
    const buy = async (sku: string): Promise<void> => {
      for (let left = 99; left >= 92; left -= 1) {
        for (const [quantity, status] of [
          [1, 'confirmed'],
          [left + 1, 'rejected'],
        ] as const) {
          const answer = await stage.place([{ sku, quantity }]);
          expect(answer.body).toMatchObject({ status });
          const seen = { 'noren-position': answer.headers.get('noren-position') ?? '' };
          const read = reads[left % reads.length];
          expect(await read?.(sku, seen)).toMatchObject({ available: left });
          expect(await read?.(sku, seen)).not.toHaveProperty('stale', true);
          const order = await platform.get(`/v1/orders/${textIn(answer, 'orderId')}`, seen);
          expect([order.body['status'], order.body['stale']]).toEqual([status, undefined]);
        }
      }
    };
    await Promise.all(buyersArticles.map(buy));
  });

  it('is called off, and lets go of what it held', async () => {
    const orderId = await stage.placed({ sku: 'ONE-LEFT', quantity: 1 });
    expect(await stage.place([{ sku: 'ONE-LEFT', quantity: 1 }])).toMatchObject({
      status: 201,
      body: { status: 'rejected', reasons: [{ code: 'out_of_stock', sku: 'ONE-LEFT', requested: 1, available: 0 }] },
    });
    const cancelled = await stage.merchant.platform.post(`/v1/orders/${orderId}/cancel`, { reason: 'changed their mind' });
    expect(cancelled).toMatchObject({ status: 200, body: { status: 'cancelled', reasons: [{ code: 'cancelled_by_platform' }] } });
    await stage.reaches('ONE-LEFT', { onHand: 1, reserved: 0, available: 1 });
    expect(await stage.till(orderId, 'accept')).toMatchObject({ status: 409, body: { code: 'order_state' } });
  });

  it('is rejected by the stage.merchant, and lets go of what it held', async () => {
    const orderId = await stage.placed({ sku: 'ONE-LEFT', quantity: 1 });
    expect(await stage.till(orderId, 'reject', { reason: 'too_busy' })).toMatchObject({ status: 200, body: { status: 'rejected' } });
    await stage.reaches('ONE-LEFT', { reserved: 0 });
    expect(await stage.orderOf(orderId)).toMatchObject({ body: { status: 'rejected', reasons: [{ code: 'too_busy' }] } });
  });

  it('is rejected with every reason: items that there are not, stock that there is not, a shop that is paused', async () => {
    expect(
      await stage.place([
        { sku: 'WHAT', quantity: 1 },
        { sku: 'TEA-1', quantity: 1 },
        { sku: 'WHO', quantity: 2 },
      ]),
    ).toMatchObject({
      status: 201,
      body: {
        status: 'rejected',
        reasons: [
          { code: 'unknown_item', sku: 'WHAT' },
          { code: 'unknown_item', sku: 'WHO' },
        ],
      },
    });
    expect(
      await stage.place([
        { sku: 'NONE', quantity: 1 },
        { sku: 'TEA-1', quantity: 1 },
      ]),
    ).toMatchObject({
      status: 201,
      body: { status: 'rejected', reasons: [{ code: 'out_of_stock', sku: 'NONE', requested: 1, available: 0 }] },
    });
    const { shopId } = stage.merchant;
    const paused = await stage.contexts.shops.pauseShop({ shopId, until: undefined, reason: 'lunch' }, { idempotencyKey: randomUUID() });
    await stage.contexts.shops.waitOperation({ operationId: paused.operationId, timeoutMs: 10_000 });
    await eventually(async () =>
      expect(await stage.place([{ sku: 'TEA-1', quantity: 1 }])).toMatchObject({
        status: 201,
        body: { status: 'rejected', reasons: [{ code: 'shop_paused' }] },
      }),
    );
    const resumed = await stage.contexts.shops.resumeShop({ shopId }, { idempotencyKey: randomUUID() });
    await stage.contexts.shops.waitOperation({ operationId: resumed.operationId, timeoutMs: 10_000 });
    await eventually(async () => expect((await stage.merchant.platform.get(`/v1/shops/${shopId}`)).body).toMatchObject({ status: 'open' }));
  });

  it('carries its trace and its conversation through the log of every module and every record that it passes, and back', async () => {
    const traceId = randomBytes(16).toString('hex');
    const conversation = `basket-${traceId.slice(0, 8)}`;
    const answer = await stage.place([{ sku: 'TEA-1', quantity: 1 }], {
      traceparent: `00-${traceId}-${randomBytes(8).toString('hex')}-01`,
      'x-correlation-id': conversation,
    });
    expect(answer).toMatchObject({ status: 201, body: { status: 'confirmed' } });
    expect(answer.headers.get('x-correlation-id')).toBe(conversation);

    const lines = await eventually(() => {
      const found = stage.noren.lines().filter((line) => line['traceId'] === traceId);
      expect([...new Set(found.map(({ module }) => module))].toSorted()).toEqual(['inventory-engine', 'item-engine', 'link-core', 'order-api', 'order-engine']);
      return found;
    }, 10_000);
    expect(new Set(lines.map(({ correlationId }) => correlationId))).toEqual(new Set([conversation]));
    const records = (await stage.noren.records()).filter(({ headers }) => headers['traceparent']?.split('-')[1] === traceId);
    expect([...new Set(records.map(({ type }) => shortName(type)))].toSorted()).toEqual(
      ['PlaceOrder', 'OrderPlaced', 'ReserveStock', 'StockReserved', 'ConfirmOrder', 'OrderConfirmed'].toSorted(),
    );
    expect(new Set(records.map(({ headers }) => headers['correlationid']))).toEqual(new Set([conversation]));
  });
}
