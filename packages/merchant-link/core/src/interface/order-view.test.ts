import type { records } from '@noren/order-contract';
import { describe, expect, it } from 'vitest';
import { orderView } from './order-view.ts';

const pounds = (amount: number) => ({ amount, currency: 'GBP' });
const line: records.OrderLine = {
  ...{ line: 1, sku: 'tea', itemId: 'itm_1', name: 'Tea', itemVersion: 3, quantity: 2, soldBy: 'piece' },
  ...{ listPrice: pounds(350), total: pounds(700), returned: 0 },
};
const order = (...lines: readonly records.OrderLine[]): records.Order => ({
  ...{ orderId: 'ord_1', shopId: 'shp_1', merchantId: 'mer_1', channel: 'platform:demo', externalId: '', status: 'rejected', lines, total: pounds(700) },
  ...{ reasons: [{ code: 'out_of_stock', message: 'none left', sku: 'tea', requested: 2, available: 0 }], readyInMinutes: 0, version: 2 },
  ...{ placedAt: '2026-01-05T10:00:00.000Z', updatedAt: '2026-01-05T10:00:01.000Z', decideBy: '2026-01-05T10:15:00.000Z' },
});
const shown = (of: records.Order) => orderView.schema.parse(orderView.of(of));
const prices = (of: records.OrderLine) => {
  const { unitPrice, listPrice, total } = shown(order(of)).lines[0] ?? {};
  return { unitPrice, listPrice, total };
};

it('an order is these bytes to a till', () =>
  expect(JSON.stringify(orderView.of({ ...order(line), externalId: 'E-1', readyInMinutes: 15 }))).toBe(
    '{"orderId":"ord_1","shopId":"shp_1","channel":"platform:demo","externalId":"E-1","status":"rejected","lines":[{"line":1,"sku":"tea","name":"Tea",' +
      '"quantity":2,"soldBy":"piece","unitPrice":{"amount":350,"currency":"GBP"},"listPrice":{"amount":350,"currency":"GBP"},' +
      '"total":{"amount":700,"currency":"GBP"},"returned":0}],"total":{"amount":700,"currency":"GBP"},' +
      '"reasons":[{"code":"out_of_stock","message":"none left","sku":"tea"}],"placedAt":"2026-01-05T10:00:00.000Z","decideBy":"2026-01-05T10:15:00.000Z",' +
      '"readyInMinutes":15,"version":2}',
  ));

describe('the prices of a line, as a till sees them', () => {
  it('are what the platform charged, beside the merchant’s own', () =>
    expect(prices({ ...line, unitPrice: pounds(300), total: pounds(600) })).toEqual({
      unitPrice: pounds(300),
      listPrice: pounds(350),
      total: pounds(600),
    }));
  it('are the same where the platform named none', () => expect(prices(line)).toEqual({ unitPrice: pounds(350), listPrice: pounds(350), total: pounds(700) }));
  it('are not made up for an item that there is not', () => {
    expect(prices({ ...line, name: '', listPrice: undefined, total: undefined })).toEqual({ unitPrice: undefined, listPrice: undefined, total: undefined });
    expect(prices({ ...line, listPrice: undefined, unitPrice: pounds(300) })).toMatchObject({ unitPrice: pounds(300), listPrice: undefined });
  });
});

it('an order leaves out what nobody has said', () => {
  const rejected = shown(order({ ...line, name: '' }));
  for (const field of ['externalId', 'readyInMinutes']) expect(rejected).not.toHaveProperty(field);
  expect(rejected.lines[0]).not.toHaveProperty('name');
});
