import { randomUUID } from 'node:crypto';
import { platformScopes } from '@noren/link-contract/scopes';
import { systemScopes } from '@noren/merchant-link-contract/scopes';
import { eventually } from '@noren/testing';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, type Edge, edgeAt, type Json, textIn } from './support/edge.ts';
import { type Contexts, contextsOf, done } from './support/contexts.ts';
import { type Merchant, newMerchant } from './support/merchant.ts';
import { type Noren, oneProcess } from './support/noren.ts';

let noren: Noren;
let contexts: Contexts;
let merchant: Merchant;
/** Another merchant, whom another consumer platform serves. */
let other: Merchant;
const ARTICLES = 605;
const skuOf = (at: number): string => `SKU-${String(at).padStart(4, '0')}`;

beforeAll(async () => {
  noren = await oneProcess();
  contexts = contextsOf(noren);
  [merchant, other] = await Promise.all([
    newMerchant(noren, contexts, {
      platform: 'hungry',
      articles: Array.from({ length: ARTICLES }, (_, at) => ({ sku: skuOf(at), price: 100 + at, onHand: 50 })),
    }),
    newMerchant(noren, contexts, { platform: 'thirsty', articles: [{ sku: 'SAKE', price: 2_000, onHand: 50 }] }),
  ]);
});
afterAll(async () => {
  contexts?.close();
  await noren?.close();
});

const place = (lines: readonly object[], key: string, query = ''): Promise<Answer> =>
  merchant.platform.post(`/v1/orders${query}`, { shopId: merchant.shopId, lines }, { 'idempotency-key': key });
const listOf = ({ body }: Answer, name: string): readonly Json[] => (Array.isArray(body[name]) ? (body[name] as readonly Json[]) : []);

describe('an Idempotency-Key', () => {
  it('is required where an order is placed', async () => {
    const request = { shopId: merchant.shopId, lines: [{ sku: skuOf(0), quantity: 1 }] };
    expect(await merchant.platform.post('/v1/orders', request, { 'idempotency-key': '' })).toMatchObject({
      status: 400,
      body: { code: 'idempotency_key_required' },
    });
    expect(await merchant.platform.post('/v1/orders', request, { 'idempotency-key': 'with space' })).toMatchObject({
      status: 400,
      body: { code: 'idempotency_key_invalid' },
    });
    expect(await merchant.till.put(`/v1/shops/${merchant.shopId}/stock`, { lines: [{ sku: skuOf(0), onHand: 50 }] }, { 'idempotency-key': '' })).toMatchObject({
      status: 400,
    });
  });

  it('gives the same request its first answer, byte by byte, and says so', async () => {
    const key = randomUUID();
    const first = await place([{ sku: skuOf(1), quantity: 2 }], key);
    expect(first).toMatchObject({ status: 201, body: { status: 'confirmed' } });
    expect(first.headers.get('idempotent-replayed')).toBeNull();
    await merchant.platform.post(`/v1/orders/${textIn(first, 'orderId')}/cancel`, {});
    const again = await place([{ sku: skuOf(1), quantity: 2 }], key);
    expect([again.status, again.text, again.headers.get('idempotent-replayed')]).toEqual([201, first.text, 'true']);
  });

  it('gives a rejection again, also when the shelf has filled up meanwhile', async () => {
    const key = randomUUID();
    const first = await place([{ sku: skuOf(2), quantity: 51 }], key);
    expect(first).toMatchObject({ status: 201, body: { status: 'rejected', reasons: [{ code: 'out_of_stock', available: 50 }] } });
    await merchant.till.post(`/v1/shops/${merchant.shopId}/stock/adjustments`, { lines: [{ sku: skuOf(2), delta: 10, reason: 'received' }] });
    const again = await place([{ sku: skuOf(2), quantity: 51 }], key);
    expect([again.status, again.text, again.headers.get('idempotent-replayed')]).toEqual([201, first.text, 'true']);
  });

  it('gives a refusal again, as the same problem', async () => {
    const key = randomUUID();
    const lines = [{ sku: skuOf(3), quantity: 1, unitPrice: { amount: 1, currency: 'JPY' } }];
    const first = await place(lines, key);
    expect(first).toMatchObject({ status: 422, body: { code: 'currency', errors: [{ field: 'lines.0.unitPrice.currency' }] } });
    const again = await place(lines, key);
    expect([again.status, again.body['code'], again.body['detail'], again.headers.get('idempotent-replayed')]).toEqual([
      422,
      'currency',
      first.body['detail'],
      'true',
    ]);
  });

  it('of another request is refused, and of another caller is another key', async () => {
    const key = randomUUID();
    expect((await place([{ sku: skuOf(4), quantity: 1 }], key)).status).toBe(201);
    expect(await place([{ sku: skuOf(4), quantity: 2 }], key)).toMatchObject({ status: 422, body: { code: 'idempotency_key_reused' } });
    const theirs = await other.platform.post('/v1/orders', { shopId: other.shopId, lines: [{ sku: 'SAKE', quantity: 1 }] }, { 'idempotency-key': key });
    expect(theirs).toMatchObject({ status: 201, body: { status: 'confirmed', shopId: other.shopId } });
  });

  it('makes one order of twins that come together, whether they wait for the answer or not', async () => {
    const before = await contexts.stock.getStock({ shopId: merchant.shopId, skus: [skuOf(5)] });
    const key = randomUUID();
    const twins = await Promise.all(Array.from({ length: 12 }, (_, at) => place([{ sku: skuOf(5), quantity: 3 }], key, at % 3 === 0 ? '?wait=0' : '')));
    expect(new Set(twins.map((twin) => textIn(twin, 'orderId'))).size).toBe(1);
    for (const twin of twins) expect([201, 202]).toContain(twin.status);
    expect(new Set(twins.filter(({ status }) => status === 202).map((twin) => textIn(twin, 'operationId'))).size).toBeLessThanOrEqual(1);
    expect(new Set(twins.filter(({ status }) => status === 201).map(({ text }) => text)).size).toBe(1);
    // One of them was the first; the others say that they are repeats.
    expect(twins.filter(({ headers }) => headers.get('idempotent-replayed') === null)).toHaveLength(1);
    const after = await contexts.stock.getStock({ shopId: merchant.shopId, skus: [skuOf(5)] });
    expect((after.levels[0]?.reserved ?? 0) - (before.levels[0]?.reserved ?? 0)).toBe(3);
  });
});

describe('a large order', () => {
  it('of 600 lines is confirmed line by line and handed over', async () => {
    const lines = Array.from({ length: 600 }, (_, at) => ({ sku: skuOf(at), quantity: 1 }));
    const answer = await place(lines, randomUUID());
    expect(answer).toMatchObject({
      status: 201,
      body: { status: 'confirmed', total: { amount: lines.reduce((sum, _, at) => sum + 100 + at, 0), currency: 'GBP' } },
    });
    expect(listOf(answer, 'lines').map(({ line, sku }) => [line, sku])).toEqual(lines.map(({ sku }, at) => [at + 1, sku]));
    const orderId = textIn(answer, 'orderId');
    for (const verb of ['accept', 'ready', 'hand-over']) expect((await merchant.till.post(`/v1/orders/${orderId}/${verb}`, {})).status).toBe(200);
    await eventually(async () =>
      expect((await contexts.stock.getStock({ shopId: merchant.shopId, skus: [skuOf(599)] })).levels).toMatchObject([{ onHand: 49, reserved: 0 }]),
    );
    const back = await merchant.platform.post(`/v1/orders/${orderId}/returns`, { lines: lines.map((_, at) => ({ line: at + 1, quantity: 1 })) });
    expect(back.status).toBe(200);
    await eventually(async () =>
      expect((await contexts.stock.getStock({ shopId: merchant.shopId, skus: [skuOf(0), skuOf(599)] })).levels).toMatchObject([{}, { onHand: 50 }]),
    );
  });

  it('may name a SKU on several lines: together they are within the stock, or all of it is rejected', async () => {
    const sku = skuOf(601);
    expect(
      await place(
        [
          { sku, quantity: 30 },
          { sku, quantity: 21 },
        ],
        randomUUID(),
      ),
    ).toMatchObject({ status: 201, body: { status: 'rejected', reasons: [{ code: 'out_of_stock', sku }] } });
    const answer = await place(
      [
        { sku, quantity: 30 },
        { sku: sku.toLowerCase(), quantity: 20 },
      ],
      randomUUID(),
    );
    expect(answer).toMatchObject({
      status: 201,
      body: {
        status: 'confirmed',
        lines: [
          { line: 1, quantity: 30 },
          { line: 2, quantity: 20 },
        ],
      },
    });
    expect((await contexts.stock.getStock({ shopId: merchant.shopId, skus: [sku] })).levels).toMatchObject([{ onHand: 50, reserved: 50, available: 0 }]);
  });
});

describe('pages', () => {
  /** Every page from the first one on. `between` runs after each. */
  async function walk(
    path: string,
    list: string,
    next: string,
    between: (page: number) => Promise<unknown> = async () => {},
  ): Promise<readonly (readonly Json[])[]> {
    const pages: (readonly Json[])[] = [];
    for (let cursor: unknown = undefined; ;) {
      const page = await merchant.platform.get(`${path}${typeof cursor === 'string' ? `&cursor=${encodeURIComponent(cursor)}` : ''}`);
      expect(page.status).toBe(200);
      pages.push(listOf(page, list));
      await between(pages.length);
      cursor = page.body[next];
      if (typeof cursor !== 'string') return pages;
    }
  }

  it('have every item exactly once, also while the catalogue changes', async () => {
    const path = `/v1/shops/${merchant.shopId}/catalogue?limit=100`;
    const change = (page: number) =>
      merchant.till.put('/v1/items', {
        lines: [
          { sku: `AAA-${page}`, names: { en: 'comes before what was read' }, price: { amount: 1, currency: 'GBP' } },
          { sku: `ZZZ-${page}`, names: { en: 'comes behind' }, price: { amount: 1, currency: 'GBP' } },
          { sku: skuOf(page * 7), names: { en: 'renamed' }, price: { amount: 7, currency: 'GBP' } },
          { sku: skuOf(602), names: { en: 'taken off' }, price: { amount: 7, currency: 'GBP' }, status: page % 2 === 0 ? 'published' : 'draft' },
        ],
      });
    const skus = (await walk(path, 'items', 'nextCursor', change)).flat().map(({ sku }) => sku);
    expect(new Set(skus).size).toBe(skus.length);
    const unmoved = Array.from({ length: ARTICLES }, (_, at) => skuOf(at)).filter((sku) => sku !== skuOf(602));
    expect(skus.filter((sku) => typeof sku === 'string' && unmoved.includes(sku))).toEqual(unmoved);
  });

  it('are as long as asked, up to the longest; what is no number is declined', async () => {
    const lengths = async (limit: string): Promise<number> =>
      listOf(await merchant.platform.get(`/v1/shops/${merchant.shopId}/catalogue?limit=${limit}`), 'items').length;
    expect([await lengths('1'), await lengths('200'), await lengths('5000')]).toEqual([1, 200, 200]);
    for (const limit of ['0', '-1', 'x', '1.5', '1e2', '', '%20'])
      expect(await merchant.platform.get(`/v1/shops/${merchant.shopId}/catalogue?limit=${limit}`)).toMatchObject({
        status: 400,
        body: { code: 'invalid_request', errors: [{ field: 'limit' }] },
      });
  });

  it('go on only where their cursor was given', async () => {
    const first = await merchant.platform.get(`/v1/shops/${merchant.shopId}/catalogue?limit=1`);
    const cursor = textIn(first, 'nextCursor');
    expect((await merchant.platform.get(`/v1/shops/${merchant.shopId}/catalogue?limit=2&cursor=${cursor}`)).status).toBe(200);
    for (const wrong of [
      `/v1/shops?cursor=${cursor}`,
      `/v1/shops/${merchant.shopId}/catalogue?cursor=x`,
      `/v1/shops/${merchant.shopId}/catalogue?cursor=${cursor.slice(3)}`,
    ])
      expect(await merchant.platform.get(wrong)).toMatchObject({ status: 400, body: { code: 'cursor_invalid', errors: [{ field: 'cursor' }] } });
    expect(await other.platform.get(`/v1/shops/${other.shopId}/catalogue?cursor=${cursor}`)).toMatchObject({ status: 400, body: { code: 'cursor_invalid' } });
    const stock = await merchant.till.get(`/v1/shops/${merchant.shopId}/stock?limit=1`);
    expect((await merchant.till.get(`/v1/shops/${merchant.shopId}/stock?cursor=${textIn(stock, 'nextCursor')}`)).status).toBe(200);
    expect(await merchant.till.get(`/v1/shops/${merchant.shopId}/orders?cursor=${textIn(stock, 'nextCursor')}`)).toMatchObject({
      status: 400,
      body: { code: 'cursor_invalid', errors: [{ field: 'cursor' }] },
    });
  });

  it('that have not changed are not sent again', async () => {
    const path = `/v1/shops/${merchant.shopId}/catalogue?limit=10`;
    const etag = (await merchant.platform.get(path)).headers.get('etag') ?? '';
    expect(etag).toMatch(/^".+"$/);
    for (const tag of [etag, `W/${etag}`, `"other", ${etag}`, '*'])
      expect(await merchant.platform.get(path, { 'if-none-match': tag })).toMatchObject({ status: 304, text: '' });
    expect((await merchant.platform.get(path, { 'if-none-match': '"other"' })).status).toBe(200);
    await merchant.till.put(`/v1/shops/${merchant.shopId}/stock`, { lines: [{ sku: skuOf(0), onHand: 41 }] });
    const changed = await eventually(async () => {
      const page = await merchant.platform.get(path, { 'if-none-match': etag });
      expect(page.status).toBe(200);
      return page;
    });
    expect(changed.headers.get('etag')).not.toBe(etag);
  });
});

describe('two consumer platforms', () => {
  const notThere = async (edge: Edge, from: Merchant, orderId: string, operationId: string): Promise<void> => {
    const codes = new Map<string, Answer>([
      ['shop_not_found', await edge.get(`/v1/shops/${from.shopId}`)],
      ['shop_not_found ', await edge.get(`/v1/shops/${from.shopId}/catalogue`)],
      ['shop_not_found  ', await edge.get(`/v1/shops/${from.shopId}/items/SAKE/orderable`)],
      ['shop_not_found   ', await edge.post('/v1/orders', { shopId: from.shopId, lines: [{ sku: 'SAKE', quantity: 1 }] })],
      ['order_not_found', await edge.get(`/v1/orders/${orderId}`)],
      ['order_not_found ', await edge.post(`/v1/orders/${orderId}/cancel`, {})],
      ['order_not_found  ', await edge.post(`/v1/orders/${orderId}/returns`, { lines: [{ line: 1, quantity: 1 }] })],
      ['operation_not_found', await edge.get(`/v1/operations/${operationId}`)],
    ]);
    for (const [code, answer] of codes)
      expect(answer).toMatchObject({ status: 404, body: { code: code.trim(), errors: [{ field: `${code.trim().split('_')[0]}Id` }] } });
  };

  it('see nothing of each other: neither shops nor orders nor operations, and change nothing there', async () => {
    const placed = await other.platform.post('/v1/orders', { shopId: other.shopId, lines: [{ sku: 'SAKE', quantity: 1 }] });
    const waiting = await other.platform.post('/v1/orders?wait=0', { shopId: other.shopId, lines: [{ sku: 'SAKE', quantity: 1 }] });
    const operationId = waiting.status === 202 ? textIn(waiting, 'operationId') : 'op_none';
    expect(waiting.status).toBe(202);
    await notThere(merchant.platform, other, textIn(placed, 'orderId'), operationId);
    expect(listOf(await merchant.platform.get('/v1/shops'), 'shops').map(({ shopId }) => shopId)).toEqual([merchant.shopId]);
    expect(listOf(await other.platform.get('/v1/shops'), 'shops').map(({ shopId }) => shopId)).toEqual([other.shopId]);
    expect(await other.platform.get(`/v1/orders/${textIn(placed, 'orderId')}`)).toMatchObject({ status: 200, body: { status: 'confirmed' } });
    expect((await other.platform.get(`/v1/operations/${operationId}`)).status).toBe(200);
  });

  it('of one name, let in by different merchants, see nothing of each other either', async () => {
    const key = await contexts.platformKeys.createKey({ platform: 'thirsty', merchantIds: [merchant.merchantId], scopes: [...platformScopes] });
    const namesake = await edgeAt(`http://${noren.address('link-core')}`, key.secret);
    const [wanted, theirs] = [
      { shopId: other.shopId, lines: [{ sku: 'SAKE', quantity: 1 }] },
      { shopId: merchant.shopId, lines: [{ sku: skuOf(0), quantity: 1 }] },
    ];
    const placed = textIn(await other.platform.post('/v1/orders', wanted), 'orderId');
    expect(await namesake.get(`/v1/orders/${placed}`)).toMatchObject({ status: 404 });
    expect(await namesake.post(`/v1/orders/${placed}/cancel`, {})).toMatchObject({ status: 404 });
    // The keys of the one are nothing to the other.
    expect((await namesake.post('/v1/orders', theirs, { 'idempotency-key': 'order-1001-a' })).status).toBe(201);
    const own = await other.platform.post('/v1/orders', wanted, { 'idempotency-key': 'order-1001-a' });
    expect([own.status, own.headers.get('idempotent-replayed')]).toEqual([201, null]);
    for (let at = 0; at < 10; at += 1) {
      // Accepted, and mostly not decided when the other asks.
      const pending = await other.platform.post('/v1/orders?wait=0', wanted);
      const orderId = textIn(pending, 'orderId');
      const answers = await Promise.all([
        namesake.get(`/v1/orders/${orderId}`),
        namesake.post(`/v1/orders/${orderId}/cancel?wait=0`, {}),
        namesake.get(`/v1/operations/${textIn(pending, 'operationId')}`),
      ]);
      expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
      await eventually(async () => expect((await other.platform.get(`/v1/orders/${orderId}`)).body).toMatchObject({ status: 'confirmed' }));
    }
  });

  it('that have another key each are one platform still: what it did by the one it may go on with by the other', async () => {
    const second = await contexts.platformKeys.createKey({ platform: 'thirsty', merchantIds: [other.merchantId], scopes: ['orders:read'] });
    const reader = await edgeAt(`http://${noren.address('link-core')}`, second.secret);
    const placed = textIn(await other.platform.post('/v1/orders', { shopId: other.shopId, lines: [{ sku: 'SAKE', quantity: 1 }] }), 'orderId');
    expect(await reader.get(`/v1/orders/${placed}`)).toMatchObject({ status: 200, body: { orderId: placed } });
    const forbidden = { status: 403, body: { code: 'scope_forbidden' } };
    expect(await reader.post(`/v1/orders/${placed}/cancel`, {})).toMatchObject(forbidden);
    expect(await reader.get('/v1/shops')).toMatchObject(forbidden);
    expect(await other.till.get(`/v1/orders/${placed}`)).toMatchObject({ status: 200, body: { channel: 'platform:thirsty' } });
  });

  it('are as far from each other as the merchants’ own systems are', async () => {
    const placed = textIn(await other.platform.post('/v1/orders', { shopId: other.shopId, lines: [{ sku: 'SAKE', quantity: 1 }] }), 'orderId');
    for (const path of [`/v1/shops/${other.shopId}/stock`, `/v1/shops/${other.shopId}/orders`, `/v1/orders/${placed}`])
      expect((await merchant.till.get(path)).status).toBe(404);
    expect(await merchant.till.put(`/v1/shops/${other.shopId}/stock`, { lines: [{ sku: 'SAKE', onHand: 0 }] })).toMatchObject({
      status: 404,
      body: { code: 'shop_not_found' },
    });
    for (const verb of ['accept', 'ready', 'hand-over', 'complete'])
      expect(await merchant.till.post(`/v1/orders/${placed}/${verb}`, {})).toMatchObject({ status: 404, body: { code: 'order_not_found' } });
    // An item of the same SKU is another merchant's own.
    await merchant.till.put('/v1/items', { lines: [{ sku: 'SAKE', names: { en: 'mine' }, price: { amount: 1, currency: 'GBP' } }] });
    expect(listOf(await other.platform.get(`/v1/shops/${other.shopId}/catalogue`), 'items')).toMatchObject([{ sku: 'SAKE', price: { amount: 2_000 } }]);
  });
});

describe('a key', () => {
  it('of the other edge, a broken one and none are not known', async () => {
    const mistyped = `${merchant.platformKey.slice(0, -1)}${merchant.platformKey.endsWith('x') ? 'y' : 'x'}`;
    for (const key of [merchant.tillKey, mistyped, 'x', ''])
      expect(await (await edgeAt(`http://${noren.address('link-core')}`, key)).get('/v1/shops')).toMatchObject({
        status: 401,
        body: { code: 'unauthenticated' },
      });
    expect(await (await edgeAt(`http://${noren.address('merchant-link-core')}`, merchant.platformKey)).get(`/v1/shops/${merchant.shopId}/stock`)).toMatchObject(
      { status: 401 },
    );
  });

  it('that was revoked is refused from the next request on, at each edge', async () => {
    const platform = await contexts.platformKeys.createKey({ platform: 'gone', merchantIds: [merchant.merchantId], scopes: [...platformScopes] });
    const system = await contexts.systemKeys.createKey({ keyId: '', system: 'gone', merchantId: merchant.merchantId, scopes: [...systemScopes] });
    const asPlatform = await edgeAt(`http://${noren.address('link-core')}`, platform.secret);
    const asSystem = await edgeAt(`http://${noren.address('merchant-link-core')}`, system.secret);
    const feed = `http://${noren.address('link-google-merchant')}/feeds/${merchant.shopId}/local-inventory.tsv`;
    const statuses = async (): Promise<readonly number[]> => [
      (await asPlatform.get('/v1/shops')).status,
      (await asSystem.get(`/v1/shops/${merchant.shopId}/stock`)).status,
      (await fetch(feed, { headers: { authorization: `Bearer ${platform.secret}` } })).status,
    ];
    expect(await statuses()).toEqual([200, 200, 200]);
    await contexts.platformKeys.revokeKey({ keyId: platform.key?.keyId ?? '' });
    await contexts.systemKeys.revokeKey({ keyId: system.key?.keyId ?? '' });
    expect(await statuses()).toEqual([401, 401, 401]);
  });
});

describe('a shop of a merchant', () => {
  /** The rows of a feed, as Google reads them. */
  const feed = async (name: string): Promise<readonly Readonly<Record<string, string>>[]> => {
    const url = `http://${noren.address('link-google-merchant')}/feeds/${other.shopId}/${name}`;
    const response = await fetch(url, { headers: { authorization: `Basic ${btoa(`google:${other.platformKey}`)}` } });
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/tab-separated-values; charset=utf-8']);
    return parse(await response.text(), { columns: true, delimiter: '\t', quote: '"', escape: '"' });
  };
  const sake = async (): Promise<unknown> => (await feed('local-inventory.tsv')).find(({ id }) => id === 'SAKE');

  it('is in Google’s feeds as what it sells, and offers nothing while it is paused', async () => {
    const pan = { sku: '12"-PAN', names: { en: '12" pan, non-stick' }, price: { amount: 999, currency: 'GBP' }, gtin: '2000000000008', status: 'published' };
    const yen = { sku: 'YEN', names: { en: 'Yen' }, price: { amount: 980, currency: 'JPY' }, status: 'published' };
    expect((await other.till.put('/v1/items', { lines: [pan, yen] })).body).toMatchObject({
      lines: [{ status: 'done' }, { status: 'refused', error: { code: 'currency_not_sold' } }],
    });
    await eventually(async () =>
      expect(await feed('products.tsv?language=en-GB')).toContainEqual(
        expect.objectContaining({
          id: '12"-PAN',
          title: '12" pan, non-stick',
          price: '9.99 GBP',
          gtin: '',
          identifier_exists: '',
          availability: 'out_of_stock',
        }),
      ),
    );
    expect((await feed('left-out.tsv')).map(({ sku, what, attribute }) => [sku, what, attribute])).toContainEqual(['12"-PAN', 'attribute', 'gtin']);
    for (const name of ['products.tsv', 'local-inventory.tsv']) expect((await feed(name)).map(({ id }) => id)).not.toContain('YEN');

    expect(await sake()).toMatchObject({ availability: 'in_stock' });
    const { shops } = contexts;
    const until = new Date(Date.now() + 5_000).toISOString();
    await done(shops, (how) => shops.pauseShop({ shopId: other.shopId, until, reason: 'lunch' }, how));
    await eventually(async () => expect(await sake()).toMatchObject({ quantity: '0', availability: 'out_of_stock' }));
    // The pause has an end, whether or not somebody says that it is over.
    await eventually(async () => expect(await sake()).toMatchObject({ availability: 'in_stock' }), 20_000);
    expect(
      (
        await fetch(`http://${noren.address('link-google-merchant')}/feeds/${other.shopId}/products.tsv?language=not+one`, {
          headers: { authorization: `Bearer ${other.platformKey}` },
        })
      ).status,
    ).toBe(400);
  });

  it('that closes is told so to whoever asks, with every reason', async () => {
    const { shops } = contexts;
    await done(shops, (how) => shops.closeShop({ shopId: other.shopId, reason: 'retired' }, how));
    await eventually(async () => expect((await other.platform.get(`/v1/shops/${other.shopId}`)).body).toMatchObject({ status: 'closed', reason: 'retired' }));
    expect((await other.platform.get(`/v1/shops/${other.shopId}/items/SAKE/orderable?quantity=1000`)).body).toMatchObject({
      orderable: false,
      reasons: [{ code: 'shop_closed' }, { code: 'out_of_stock', requested: 1_000 }],
    });
    expect(await other.platform.post('/v1/orders', { shopId: other.shopId, lines: [{ sku: 'SAKE', quantity: 1 }] })).toMatchObject({
      status: 201,
      body: { status: 'rejected', reasons: [{ code: 'shop_closed' }] },
    });
    expect(await sake()).toMatchObject({ quantity: '0', availability: 'out_of_stock' });
  });
});

it('made no mistake of ours all the while', () => expect(noren.lines().filter(({ level }) => level === 'error')).toEqual([]));
