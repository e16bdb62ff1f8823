import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { done } from './support/contexts.ts';
import type { Json } from './support/edge.ts';
import { oneMerchant } from './support/one-merchant.ts';

const here = oneMerchant({ platform: 'hungry', articles: [{ sku: 'SAKE', price: 2_000, onHand: 50 }] });

const price = { amount: 100, currency: 'GBP' };
const put = async (lines: readonly object[]): Promise<readonly Json[]> => {
  const { status, body } = await here.merchant.till.put('/v1/items', { lines });
  expect([status, body['code']]).toEqual([200, undefined]);
  return body['lines'] as readonly Json[];
};
const get = async (sku: string): Promise<Json> => (await here.merchant.till.get(`/v1/items/${encodeURIComponent(sku)}`)).body;

/** What is typed, and what is kept of it. */
const KEPT: readonly (readonly [string, string])[] = [
  ['Green\u200btea', 'Greentea'],
  ['so\u00adft \ufeffdrink\u2060', 'soft drink'],
  ['\u202eevil\u202c \u2066x\u2069 \u200e\u200f\u061c.', 'evil x .'],
  ['Cafe\u0301', 'Café'],
  ['👨‍🍳 👨‍👩‍👧', '👨‍🍳 👨‍👩‍👧'],
  ['\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}', '\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}'],
  ['چای می‌خواهم', 'چای می‌خواهم'],
  ['𠮷'.repeat(200), '𠮷'.repeat(200)],
  ['a\u200b'.repeat(200), 'a'.repeat(200)],
];
/** What no name may be. */
const REFUSED = ['', ' ', '\u200b\u200d', 'bell\u0007', 'tab\t', 'two\nlines', 'sep\u2028', 'x'.repeat(201), 'x'.repeat(20_000)];

describe('a name', () => {
  it.each(KEPT)('%j is kept as %j, and shown so', async (typed, kept) => {
    expect(await put([{ sku: 'KEPT', names: { en: typed }, price }])).toMatchObject([{ status: 'done' }]);
    expect(await get('KEPT')).toMatchObject({ names: { en: kept } });
    const { items } = await here.contexts.items.getItems({ merchantId: here.merchant.merchantId, skus: ['KEPT'] });
    expect(items[0]?.names).toEqual([{ language: 'en', text: kept }]);
  });

  it('is the same by gRPC, and in a patch', async () => {
    const line = {
      sku: 'BY-GRPC',
      gtin: undefined,
      names: [{ language: 'en', text: 'Green\u200btea' }],
      price,
      taxClass: '',
      status: '',
      soldBy: '',
      imageUrls: [],
    };
    await done(here.contexts.items, (how) => here.contexts.items.upsertItems({ merchantId: here.merchant.merchantId, lines: [line] }, how));
    expect(await get('BY-GRPC')).toMatchObject({ names: { en: 'Greentea' } });
    expect(await here.merchant.till.patch('/v1/items/BY-GRPC', { names: { en: 'Black\u00adtea' } })).toMatchObject({
      status: 200,
      body: { names: { en: 'Blacktea' } },
    });
    expect(await here.merchant.till.patch('/v1/items/BY-GRPC', { names: { en: 'Black\u0007tea' } })).toMatchObject({
      status: 422,
      body: { code: 'names', errors: [{ field: 'names.en' }] },
    });
  });
});

describe('a bad text in a call of many lines', () => {
  it('costs its line, which says the field, and no other', async () => {
    const bad: readonly (readonly [object, string])[] = [
      ...REFUSED.map((en) => [{ names: { en } }, 'names.en'] as const),
      [{ names: { constructor: 'x' } }, 'names.constructor'],
      [{ names: { en: 'ok', constructor: null } }, 'names.constructor'],
      ...['', '.', '..', 'A\u200b1', 'A\u20281', 'x'.repeat(65)].map((sku) => [{ sku }, 'sku'] as const),
      [{ gtin: 'no\u200bne' }, 'gtin'],
      [{ price: { amount: 9_999_999_999_900, currency: 'GBP' } }, 'price.amount'],
      [{ price: { amount: 1, currency: 'pounds' } }, 'price.currency'],
      [{ imageUrls: [`https://a.example/${'x'.repeat(3_000)}`] }, 'imageUrls.0'],
      [{ category: 'x'.repeat(201) }, 'category'],
      [{ category: 'two\nlines' }, 'category'],
      [{ category: Array.from({ length: 21 }, (_, at) => `c${at}`).join('>') }, 'category'],
    ];
    const lines = bad.flatMap(([change], at) => [
      { sku: `GOOD-${at}`, names: { en: 'good' }, price, category: 'Gar\u200bden' },
      { sku: `BAD-${at}`, names: { en: 'good' }, price, ...change },
    ]);
    const answers = await put(lines);
    expect(answers.filter((_, at) => at % 2 === 0 && answers[at]?.['status'] !== 'done')).toEqual([]);
    const told = answers.filter((_, at) => at % 2 === 1).map(({ status, error }) => [status, Reflect.get(Object(error), 'field')]);
    expect(told).toEqual(bad.map(([, field]) => ['refused', field]));
    expect(await get('GOOD-0')).toMatchObject({ category: 'Garden' });
  });

  it('of stock costs its line', async () => {
    const lines = ['SAKE', 'A\u200b1', '..', 'x'.repeat(65)].map((sku) => ({ sku, onHand: 50 }));
    const { status, body } = await here.merchant.till.put(`/v1/shops/${here.merchant.shopId}/stock`, { lines });
    expect(status).toBe(200);
    const bad = { status: 'refused', error: { code: 'invalid_request', field: 'sku' } };
    expect(body['lines']).toMatchObject([{ status: 'done' }, bad, bad, bad]);
  });

  it('that no object can hold costs its line, by its place, and is not dropped', async () => {
    const names = JSON.parse('{"__proto__":"x","en":"y"}') as object;
    expect(await here.merchant.till.put('/v1/items', { lines: [{ sku: 'PROTO', names, price }] })).toMatchObject({
      status: 200,
      body: { lines: [{ sku: 'PROTO', status: 'refused', error: { code: 'invalid_request', field: 'names.__proto__' } }] },
    });
  });
});

describe('an order’s texts', () => {
  const order = (change: object) => ({ shopId: here.merchant.shopId, externalId: '#1', lines: [{ sku: 'SAKE', quantity: 1 }], ...change });
  it('keep an external id as it is, or refuse it', async () => {
    for (const externalId of ['#\u2028', '#\u200b1', 'tab\t', 'x'.repeat(129)])
      expect(await here.merchant.platform.post('/v1/orders', order({ externalId }))).toMatchObject({
        status: 400,
        body: { errors: [{ field: 'externalId' }] },
      });
    expect(await here.merchant.platform.post('/v1/orders', order({ externalId: '注文 #é1' }))).toMatchObject({ status: 201, body: { externalId: '注文 #é1' } });
  });

  it('say the same to a repeat, however their invisible parts differ', async () => {
    const { body } = await here.merchant.platform.post('/v1/orders', order({}));
    const key = { 'idempotency-key': randomUUID() };
    const path = `/v1/orders/${String(body['orderId'])}/cancel`;
    const first = await here.merchant.platform.post(path, { reason: 'changed mind, cafe\u0301' }, key);
    const again = await here.merchant.platform.post(path, { reason: 'changed\u200b mind, café' }, key);
    expect([first.status, again.status]).toEqual([200, 200]);
    expect(again.body).toEqual(first.body);
  });
});
