import { describe, expect, it } from 'vitest';
import type { Answer } from './support/edge.ts';
import { oneMerchant } from './support/one-merchant.ts';

/** Articles in grams and pieces mean different things; here each is sold by the piece at first, and none is there. */
const RACES = 24;
const skus = Array.from({ length: RACES }, (_, at) => `RACE-${at}`);
const here = oneMerchant({ articles: ['HAM', ...skus].map((sku) => ({ sku, price: 900, onHand: 0 })) });

const stock = (lines: readonly object[]): Promise<Answer> => here.merchant.till.put(`/v1/shops/${here.merchant.shopId}/stock`, { lines });
const patch = (sku: string, body: object): Promise<Answer> => here.merchant.till.patch(`/v1/items/${sku}`, body);
const lineOf = ({ body }: Answer): unknown => (Array.isArray(body['lines']) ? body['lines'][0] : undefined);
const soldBy = async (sku: string): Promise<unknown> => (await here.merchant.till.get(`/v1/items/${sku}`)).body['soldBy'];

describe('the unit in which an item is sold', () => {
  it('is changed where no shop holds any, with all that the same change says', async () => {
    expect(await patch('HAM', { soldBy: 'weight', price: { amount: 2_000 } })).toMatchObject({
      status: 200,
      body: { soldBy: 'weight', price: { amount: 2_000, currency: 'GBP' } },
    });
    expect(lineOf(await stock([{ sku: 'HAM', onHand: 5_000, expectedOnHand: 0, soldBy: 'piece' }]))).toMatchObject({
      error: { code: 'unit_changed', field: 'soldBy' },
    });
    expect(lineOf(await stock([{ sku: 'HAM', onHand: 5_000, expectedOnHand: 0, soldBy: 'weight' }]))).toMatchObject({ status: 'done' });
  });

  it('stays where something lies there, and the refusal says where and what; the whole line stays undone', async () => {
    const refused = await patch('HAM', { soldBy: 'piece', price: { amount: 900 } });
    expect(refused).toMatchObject({ status: 409, body: { code: 'unit_in_use', errors: [{ field: 'soldBy' }] } });
    expect(refused.body['detail']).toContain(`the shop ${here.merchant.shopId} has 5000 g on hand`);
    expect((await here.merchant.till.get('/v1/items/HAM')).body).toMatchObject({ soldBy: 'weight', price: { amount: 2_000 } });
    expect(lineOf(await here.merchant.till.put('/v1/items', { lines: [{ sku: 'HAM', soldBy: 'piece' }] }))).toMatchObject({
      status: 'refused',
      error: { code: 'unit_in_use', field: 'soldBy' },
    });
    // What says nothing of the unit does not change it, and what says the same asks nobody.
    expect(await patch('HAM', { taxClass: 'zero' })).toMatchObject({ status: 200, body: { soldBy: 'weight' } });
    expect(await patch('HAM', { soldBy: 'weight', taxClass: 'reduced' })).toMatchObject({ status: 200, body: { taxClass: 'reduced' } });
    await stock([{ sku: 'HAM', onHand: 0 }]);
    expect(await patch('HAM', { soldBy: 'piece' })).toMatchObject({ status: 200, body: { soldBy: 'piece' } });
  });

  it('an order and a change of the unit that come at once are never both done', async () => {
    const { platform, shopId } = here.merchant;
    const outcomes = await Promise.all(
      skus.map(async (sku, at) => {
        // The article comes in by the piece while it is sold and while somebody makes a weight of it.
        const arrives = stock([{ sku, onHand: 300, soldBy: 'piece' }]);
        if (at % 3 === 0) await arrives;
        const [changed, arrived, ...orders] = await Promise.all([
          patch(sku, { soldBy: 'weight' }),
          arrives,
          ...[1, 2, 3].map(() => platform.post('/v1/orders', { shopId, lines: [{ sku, quantity: 250 }] })),
        ]);
        const stocked = Reflect.get(Object(lineOf(arrived)), 'status') === 'done';
        const unit = await soldBy(sku);
        // Pieces lie there, or it is sold by weight: never both.
        expect({ sku, unit }).toEqual({ sku, unit: stocked ? 'piece' : 'weight' });
        expect(changed.status).toBe(stocked ? 409 : 200);
        const confirmed = orders.filter(({ body }) => body['status'] === 'confirmed');
        expect(confirmed.length).toBeLessThanOrEqual(stocked ? 1 : 0);
        return stocked;
      }),
    );
    expect(outcomes.filter(Boolean).length).toBeGreaterThan(0);
    // Whoever was too late by the piece is not so by the gram.
    const changed = skus.filter((_, at) => !outcomes[at]);
    for (const sku of changed) {
      expect(lineOf(await stock([{ sku, onHand: 300, soldBy: 'piece' }]))).toMatchObject({ error: { code: 'unit_changed' } });
      expect(lineOf(await stock([{ sku, onHand: 300, soldBy: 'weight' }]))).toMatchObject({ status: 'done' });
    }
  });
});

describe('what stands, and looks like a mistake', () => {
  const putItems = (lines: readonly object[]): Promise<Answer> => here.merchant.till.put('/v1/items', { lines });
  const warnings = ({ body }: Answer): unknown[] =>
    (Array.isArray(body['lines']) ? body['lines'] : []).map((line) => Reflect.get(Object(line), 'warning')?.code);

  it('is told: one GTIN on two items, in any of its lengths, at each line that brings it', async () => {
    const item = { names: { en: 'Juice' }, price: { amount: 250, currency: 'GBP' } };
    expect(warnings(await putItems([{ sku: 'J1', ...item, gtin: '5901234123457' }]))).toEqual([undefined]);
    const twice = await putItems([
      { sku: 'J2', ...item, gtin: '05901234123457' },
      { sku: 'J3', ...item },
    ]);
    expect(warnings(twice)).toEqual(['gtin_twice', undefined]);
    expect(lineOf(twice)).toMatchObject({ status: 'done', warning: { message: expect.stringContaining('J1'), field: 'gtin' } });
    expect(warnings(await putItems([{ sku: 'j1', taxClass: 'zero' }]))).toEqual([undefined]);
    expect(warnings(await putItems([{ sku: 'j1', gtin: '5901234123457' }]))).toEqual(['gtin_twice']);
  });
  it('is told: stock of a SKU that no item has, counted or moved', async () => {
    const known = skus[0] ?? '';
    expect(
      warnings(
        await stock([
          { sku: 'J1', onHand: 5 },
          { sku: 'J1O', onHand: 5 },
        ]),
      ),
    ).toEqual([undefined, 'unknown_sku']);
    const path = `/v1/shops/${here.merchant.shopId}/stock/adjustments`;
    const lines = [
      { sku: 'j1o', delta: 1, reason: 'received' },
      { sku: known.toLowerCase(), delta: 1, reason: 'received' },
      { sku: 'J1', delta: 5, reason: 'damaged' },
    ];
    const moved = await here.merchant.till.post(path, { lines });
    expect(warnings(moved)).toEqual(['unknown_sku', undefined, undefined]);
    expect(moved.body['lines']).toMatchObject([
      { status: 'done' },
      { status: 'done' },
      { status: 'refused', error: { code: 'reason_direction', field: 'delta' } },
    ]);
  });
  it('is refused: a price in a currency in which no shop of the merchant sells', async () => {
    const line = { sku: 'YEN', names: { en: 'Yen' }, price: { amount: 250, currency: 'JPY' } };
    const refused = await putItems([line, { ...line, sku: 'POUND', price: { amount: 250, currency: 'GBP' } }]);
    expect(refused.body['lines']).toMatchObject([{ status: 'refused', error: { code: 'currency_not_sold', field: 'price.currency' } }, { status: 'done' }]);
  });
  it('is refused: a count of what has moved since it began', async () => {
    expect(lineOf(await stock([{ sku: 'J1', onHand: 4, expectedOnHand: 5 }]))).toMatchObject({ status: 'done' });
    expect(lineOf(await stock([{ sku: 'J1', onHand: 3, expectedOnHand: 5 }]))).toMatchObject({ error: { code: 'stock_moved', field: 'expectedOnHand' } });
  });
});
