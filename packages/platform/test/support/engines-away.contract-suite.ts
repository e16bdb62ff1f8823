import { randomUUID } from 'node:crypto';
import { eventually } from '@noren/testing';
import { expect, it } from 'vitest';
import { type Answer, type Edge, textIn } from './edge.ts';
import type { NorenOfProcesses } from './noren.ts';
import type { Stage } from './stage.ts';

/** What holds where each module has a process of its own, and some are away for a while. */
export function enginesAway(stage: Stage, running: () => NorenOfProcesses): void {
  const operationOf = (platform: Edge, id: string): Promise<Answer> => platform.get(`/v1/operations/${id}`);

  it('is taken while engines are away, and decided exactly once when they are back', async () => {
    await running().stop('order-engine', 'SIGKILL');
    const { platform, shopId } = stage.merchant;
    const key = { 'idempotency-key': randomUUID() };
    const request = { shopId, lines: [{ sku: 'COF-1', quantity: 5 }] };
    const taken = await platform.post('/v1/orders?wait=1', request, key);
    expect(taken).toMatchObject({ status: 202, body: { status: 'pending' } });
    const [orderId, operationId] = [textIn(taken, 'orderId'), textIn(taken, 'operationId')];
    expect(taken.headers.get('location')).toBe(`/v1/operations/${operationId}`);
    expect(await platform.post('/v1/orders?wait=0', request, key)).toMatchObject({ status: 202, body: { orderId, operationId }, headers: expect.anything() });
    expect(await stage.orderOf(orderId)).toMatchObject({ status: 200, body: { orderId, shopId, status: 'pending' } });
    expect(await operationOf(platform, operationId)).toMatchObject({ status: 200, body: { status: 'pending', orderId } });

    // Order decides what it can, and waits for Inventory.
    await running().stop('inventory-engine', 'SIGKILL');
    await running().start('order-engine');
    await eventually(async () => expect(await stage.orderOf(orderId)).toMatchObject({ body: { status: 'placed' } }), 20_000);
    expect(await operationOf(platform, operationId)).toMatchObject({ body: { status: 'pending' } });
    await running().start('inventory-engine');

    const repeats = await Promise.all(Array.from({ length: 5 }, () => platform.post('/v1/orders?wait=20', request, key)));
    for (const repeat of repeats) {
      expect(repeat).toMatchObject({ status: 201, body: { orderId, status: 'confirmed' } });
      expect(repeat.headers.get('idempotent-replayed')).toBe('true');
      expect(repeat.text).toBe(repeats[0]?.text);
    }
    expect(await stage.levelOf('COF-1')).toMatchObject({ onHand: 100, reserved: 5 });
    expect(await operationOf(platform, operationId)).toMatchObject({ body: { status: 'done', order: { orderId, status: 'confirmed' } } });
    // The first answer under a key is the decision, whatever becomes of the order.
    expect(await platform.post(`/v1/orders/${orderId}/cancel`, {})).toMatchObject({ status: 200, body: { status: 'cancelled' } });
    expect(await platform.post('/v1/orders', request, key)).toMatchObject({ status: 201, text: repeats[0]?.text });
    await stage.reaches('COF-1', { onHand: 100, reserved: 0 });
  });

  it('is rejected as late where Inventory comes back after its deadline, and holds nothing', async () => {
    const { shopId } = stage.merchant;
    await running().stop('inventory-engine');
    const accepted = await stage.contexts.orders.placeOrder(
      { shopId, externalId: 'late-1', lines: [{ sku: 'COF-2', quantity: 7 }], decideWithinS: 1 },
      { idempotencyKey: randomUUID() },
    );
    const operation = await stage.contexts.orders.waitOperation({ operationId: accepted.operationId, timeoutMs: 15_000 });
    expect(operation).toMatchObject({ done: true, outcomes: [{ status: 'done' }] });
    expect(JSON.parse(operation.outcomes[0]?.result ?? '')).toMatchObject({ status: 'rejected', reasons: [{ code: 'late' }] });
    await running().start('inventory-engine');
    // What is asked behind it is answered, so the late one has been heard as well.
    const orderId = await stage.placed({ sku: 'COF-2', quantity: 1 });
    await stage.merchant.platform.post(`/v1/orders/${orderId}/cancel`, {});
    await stage.reaches('COF-2', { onHand: 100, reserved: 0, available: 100 });
    expect((await stage.contexts.orders.getOrder({ orderId: accepted.made['orderId'] ?? '' })).status).toBe('rejected');
  });

  it('leaves catalogues and stock lists to be read while all engines are away', async () => {
    const engines = ['shop-engine', 'item-engine', 'category-engine', 'inventory-engine', 'order-engine'];
    await Promise.all(engines.map((engine) => running().stop(engine, 'SIGKILL')));
    expect((await stage.merchant.platform.get(`/v1/shops/${stage.merchant.shopId}/catalogue`)).status).toBe(200);
    expect((await stage.merchant.till.get(`/v1/shops/${stage.merchant.shopId}/stock`)).status).toBe(200);
  });
}
