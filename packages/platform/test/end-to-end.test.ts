import { randomBytes, randomUUID } from 'node:crypto';
import { eventually } from '@noren/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, type Edge, textIn } from './support/edge.ts';
import { type Contexts, contextsOf, type Merchant, newMerchant, rowsOf } from './support/merchant.ts';
import { type Noren, type NorenOfProcesses, oneProcess, processAModule } from './support/noren.ts';

const articles = [
  { sku: 'TEA-1', price: 349, onHand: 100 },
  { sku: 'TEA-2', price: 275, onHand: 100 },
  { sku: 'COF-1', price: 850, onHand: 100 },
  { sku: 'COF-2', price: 780, onHand: 100 },
  { sku: 'ONE-LEFT', price: 1_000, onHand: 1 },
  { sku: 'NONE', price: 500, onHand: 0 },
];

let noren: Noren;
let contexts: Contexts;
let merchant: Merchant;

async function begin(started: Noren): Promise<void> {
  noren = started;
  contexts = contextsOf(noren);
  merchant = await newMerchant(noren, contexts, { articles });
}

async function end(): Promise<void> {
  contexts?.close();
  const mistakes = noren?.lines().filter(({ level }) => level === 'error');
  await noren?.close();
  expect(mistakes).toEqual([]);
}

const place = (lines: readonly object[], headers = {}): Promise<Answer> => merchant.platform.post('/v1/orders', { shopId: merchant.shopId, lines }, headers);
const placed = async (...lines: readonly object[]): Promise<string> => {
  const answer = await place(lines);
  expect(answer).toMatchObject({ status: 201, body: { status: 'confirmed' } });
  return textIn(answer, 'orderId');
};
const till = (orderId: string, verb: string, body?: unknown): Promise<Answer> => merchant.till.post(`/v1/orders/${orderId}/${verb}`, body);
const orderOf = (orderId: string): Promise<Answer> => merchant.platform.get(`/v1/orders/${orderId}`);

type Level = Readonly<{ onHand: number; reserved: number; available: number }>;
async function levelOf(sku: string): Promise<Level> {
  const { levels } = await contexts.stock.getStock({ shopId: merchant.shopId, skus: [sku] });
  const { onHand = 0, reserved = 0, available = 0 } = levels[0] ?? {};
  return { onHand, reserved, available };
}
const reaches = (sku: string, level: Partial<Level>): Promise<unknown> => eventually(async () => expect(await levelOf(sku)).toMatchObject(level), 10_000);

/** What holds in either form. */
function oneOrderFollowed(): void {
  it('is shown in the catalogue, placed, confirmed against stock, taken on, handed over, and comes back to the shelf', async () => {
    const { platform, shopId } = merchant;
    const page = await platform.get(`/v1/shops/${shopId}/catalogue`);
    expect(page.body['items']).toContainEqual(
      expect.objectContaining({ sku: 'TEA-1', price: { amount: 349, currency: 'GBP' }, availability: 'in_stock', available: 100 }),
    );

    const answer = await place([
      { sku: 'TEA-1', quantity: 3 },
      { sku: 'tea-2', quantity: 1, unitPrice: { amount: 300, currency: 'GBP' } },
    ]);
    expect(answer).toMatchObject({ status: 201, body: { status: 'confirmed', total: { amount: 3 * 349 + 300, currency: 'GBP' } } });
    const orderId = textIn(answer, 'orderId');
    expect(answer.headers.get('location')).toBe(`/v1/orders/${orderId}`);
    expect(await levelOf('TEA-1')).toEqual({ onHand: 100, reserved: 3, available: 97 });
    expect(await levelOf('TEA-2')).toEqual({ onHand: 100, reserved: 1, available: 99 });

    expect(await till(orderId, 'hand-over')).toMatchObject({ status: 409, body: { code: 'order_state' } });
    for (const [verb, status, body] of [
      ['accept', 'accepted', { readyInMinutes: 20 }],
      ['ready', 'ready', undefined],
      ['hand-over', 'handed_over', undefined],
    ] as const)
      expect(await till(orderId, verb, body)).toMatchObject({ status: 200, body: { orderId, status } });
    await reaches('TEA-1', { onHand: 97, reserved: 0, available: 97 });

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
    await reaches('TEA-1', { onHand: 99, reserved: 0, available: 99 });
    const lost = await platform.post(`/v1/orders/${orderId}/returns`, { lines: [{ line: 2, quantity: 1 }], restock: false });
    expect(lost.status).toBe(200);
    expect(await platform.post(`/v1/orders/${orderId}/returns`, { lines: [{ line: 1, quantity: 2 }] })).toMatchObject({
      status: 409,
      body: { code: 'returned_too_many' },
    });
    expect(await orderOf(orderId)).toMatchObject({ status: 200, body: { status: 'handed_over', readyInMinutes: 20 } });
    await reaches('TEA-2', { onHand: 99, reserved: 0 });
    // The catalogue says in the end what the shelf holds.
    await eventually(async () =>
      expect((await platform.get(`/v1/shops/${shopId}/catalogue`)).body['items']).toContainEqual(expect.objectContaining({ sku: 'TEA-1', available: 99 })),
    );
  });

  it('is called off, and lets go of what it held', async () => {
    const orderId = await placed({ sku: 'ONE-LEFT', quantity: 1 });
    expect(await place([{ sku: 'ONE-LEFT', quantity: 1 }])).toMatchObject({
      status: 201,
      body: { status: 'rejected', reasons: [{ code: 'out_of_stock', sku: 'ONE-LEFT', requested: 1, available: 0 }] },
    });
    const cancelled = await merchant.platform.post(`/v1/orders/${orderId}/cancel`, { reason: 'changed their mind' });
    expect(cancelled).toMatchObject({ status: 200, body: { status: 'cancelled', reasons: [{ code: 'cancelled_by_platform' }] } });
    await reaches('ONE-LEFT', { onHand: 1, reserved: 0, available: 1 });
    expect(await till(orderId, 'accept')).toMatchObject({ status: 409, body: { code: 'order_state' } });
  });

  it('is rejected by the merchant, and lets go of what it held', async () => {
    const orderId = await placed({ sku: 'ONE-LEFT', quantity: 1 });
    expect(await till(orderId, 'reject', { reason: 'too_busy' })).toMatchObject({ status: 200, body: { status: 'rejected' } });
    await reaches('ONE-LEFT', { reserved: 0 });
    expect(await orderOf(orderId)).toMatchObject({ body: { status: 'rejected', reasons: [{ code: 'too_busy' }] } });
  });

  it('is rejected with every reason: items that there are not, stock that there is not, a shop that is paused', async () => {
    expect(
      await place([
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
      await place([
        { sku: 'NONE', quantity: 1 },
        { sku: 'TEA-1', quantity: 1 },
      ]),
    ).toMatchObject({
      status: 201,
      body: { status: 'rejected', reasons: [{ code: 'out_of_stock', sku: 'NONE', requested: 1, available: 0 }] },
    });
    const { shopId } = merchant;
    const paused = await contexts.shops.pauseShop({ shopId, until: undefined, reason: 'lunch' }, { idempotencyKey: randomUUID() });
    await contexts.shops.waitOperation({ operationId: paused.operationId, timeoutMs: 10_000 });
    await eventually(async () =>
      expect(await place([{ sku: 'TEA-1', quantity: 1 }])).toMatchObject({ status: 201, body: { status: 'rejected', reasons: [{ code: 'shop_paused' }] } }),
    );
    const resumed = await contexts.shops.resumeShop({ shopId }, { idempotencyKey: randomUUID() });
    await contexts.shops.waitOperation({ operationId: resumed.operationId, timeoutMs: 10_000 });
    await eventually(async () => expect((await merchant.platform.get(`/v1/shops/${shopId}`)).body).toMatchObject({ status: 'open' }));
  });

  it('carries its trace and its conversation through the log of every module and every record that it passes, and back', async () => {
    const traceId = randomBytes(16).toString('hex');
    const conversation = `basket-${traceId.slice(0, 8)}`;
    const answer = await place([{ sku: 'TEA-1', quantity: 1 }], {
      traceparent: `00-${traceId}-${randomBytes(8).toString('hex')}-01`,
      'x-correlation-id': conversation,
    });
    expect(answer).toMatchObject({ status: 201, body: { status: 'confirmed' } });
    expect(answer.headers.get('x-correlation-id')).toBe(conversation);

    const lines = await eventually(() => {
      const found = noren.lines().filter((line) => line['traceId'] === traceId);
      expect([...new Set(found.map(({ module }) => module))].toSorted()).toEqual(['inventory-engine', 'link-core', 'order-api', 'order-engine']);
      return found;
    }, 10_000);
    expect(new Set(lines.map(({ correlationId }) => correlationId))).toEqual(new Set([conversation]));
    const records = await rowsOf(
      noren,
      `SELECT p.topic, r.type, r.headers->>'correlationid' AS conversation FROM log.record r JOIN log.partition p ON p.id = r.partition_id
       WHERE split_part(r.headers->>'traceparent', '-', 2) = $1 ORDER BY r.at, p.topic`,
      [traceId],
    );
    expect(records.map(({ type }) => String(type).split('.').at(-1)).toSorted()).toEqual(
      ['PlaceOrder', 'OrderPlaced', 'ReserveStock', 'StockReserved', 'ConfirmOrder', 'OrderConfirmed'].toSorted(),
    );
    expect(new Set(records.map((record) => record['conversation']))).toEqual(new Set([conversation]));
  });
}

describe('one order through every module, all in one process', () => {
  beforeAll(async () => begin(await oneProcess()));
  afterAll(end);

  oneOrderFollowed();
});

describe('one order through every module, a process a module', () => {
  let processes: NorenOfProcesses;
  beforeAll(async () => {
    processes = await processAModule();
    await begin(processes);
  });
  afterAll(end);

  oneOrderFollowed();

  const operationOf = (platform: Edge, id: string): Promise<Answer> => platform.get(`/v1/operations/${id}`);

  it('is taken while engines are away, and decided exactly once when they are back', async () => {
    await processes.stop('order-engine', 'SIGKILL');
    const { platform, shopId } = merchant;
    const key = { 'idempotency-key': randomUUID() };
    const wish = { shopId, lines: [{ sku: 'COF-1', quantity: 5 }] };
    const taken = await platform.post('/v1/orders?wait=1', wish, key);
    expect(taken).toMatchObject({ status: 202, body: { status: 'pending' } });
    const [orderId, operationId] = [textIn(taken, 'orderId'), textIn(taken, 'operationId')];
    expect(taken.headers.get('location')).toBe(`/v1/operations/${operationId}`);
    expect(await platform.post('/v1/orders?wait=0', wish, key)).toMatchObject({ status: 202, body: { orderId, operationId }, headers: expect.anything() });
    expect(await orderOf(orderId)).toMatchObject({ status: 200, body: { orderId, shopId, status: 'pending' } });
    expect(await operationOf(platform, operationId)).toMatchObject({ status: 200, body: { status: 'pending', orderId } });

    // Order decides what it can, and waits for Inventory.
    await processes.stop('inventory-engine', 'SIGKILL');
    await processes.start('order-engine');
    await eventually(async () => expect(await orderOf(orderId)).toMatchObject({ body: { status: 'placed' } }), 20_000);
    expect(await operationOf(platform, operationId)).toMatchObject({ body: { status: 'pending' } });
    await processes.start('inventory-engine');

    const repeats = await Promise.all(Array.from({ length: 5 }, () => platform.post('/v1/orders?wait=20', wish, key)));
    for (const repeat of repeats) {
      expect(repeat).toMatchObject({ status: 201, body: { orderId, status: 'confirmed' } });
      expect(repeat.headers.get('idempotent-replayed')).toBe('true');
      expect(repeat.text).toBe(repeats[0]?.text);
    }
    expect(await levelOf('COF-1')).toMatchObject({ onHand: 100, reserved: 5 });
    expect(await operationOf(platform, operationId)).toMatchObject({ body: { status: 'done', order: { orderId, status: 'confirmed' } } });
    // The first answer under a key is the decision, whatever becomes of the order.
    expect(await platform.post(`/v1/orders/${orderId}/cancel`, {})).toMatchObject({ status: 200, body: { status: 'cancelled' } });
    expect(await platform.post('/v1/orders', wish, key)).toMatchObject({ status: 201, text: repeats[0]?.text });
    await reaches('COF-1', { onHand: 100, reserved: 0 });
  });

  it('is rejected as late where Inventory comes back after its deadline, and holds nothing', async () => {
    const { shopId } = merchant;
    await processes.stop('inventory-engine');
    const accepted = await contexts.orders.placeOrder(
      { shopId, externalId: 'late-1', lines: [{ sku: 'COF-2', quantity: 7, chargedUnitPrice: undefined }], decideWithinS: 1 },
      { idempotencyKey: randomUUID() },
    );
    const operation = await contexts.orders.waitOperation({ operationId: accepted.operationId, timeoutMs: 15_000 });
    expect(operation).toMatchObject({ done: true, outcomes: [{ status: 'done' }] });
    expect(JSON.parse(operation.outcomes[0]?.result ?? '')).toMatchObject({ status: 'rejected', reasons: [{ code: 'late' }] });
    await processes.start('inventory-engine');
    // What is asked behind it is answered, so the late one has been heard as well.
    const orderId = await placed({ sku: 'COF-2', quantity: 1 });
    await merchant.platform.post(`/v1/orders/${orderId}/cancel`, {});
    await reaches('COF-2', { onHand: 100, reserved: 0, available: 100 });
    expect((await contexts.orders.getOrder({ orderId: accepted.made['orderId'] ?? '' })).status).toBe('rejected');
  });

  it('leaves catalogues and stock lists to be read while all engines are away', async () => {
    const engines = ['shop-engine', 'item-engine', 'category-engine', 'inventory-engine', 'order-engine'];
    await Promise.all(engines.map((engine) => processes.stop(engine, 'SIGKILL')));
    expect((await merchant.platform.get(`/v1/shops/${merchant.shopId}/catalogue`)).status).toBe(200);
    expect((await merchant.till.get(`/v1/shops/${merchant.shopId}/stock`)).status).toBe(200);
  });
});
