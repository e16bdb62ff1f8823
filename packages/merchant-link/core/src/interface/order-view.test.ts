import { describe, expect, it } from 'vitest';
import { Order, toOrder } from './orders.ts';
import type { ToldOrder } from './ports.ts';

const pounds = (amount: number) => ({ amount, currency: 'GBP' });
const line = {
  line: 1,
  sku: 'tea',
  name: 'Tea',
  quantity: 2,
  soldBy: 'piece',
  unitPrice: pounds(350),
  chargedUnitPrice: undefined,
  total: pounds(700),
  returned: 0,
};
const told = (...lines: ToldOrder['lines']): ToldOrder => ({
  ...{ orderId: 'ord_1', shopId: 'shp_1', channel: 'platform:demo', externalId: '', status: 'rejected', lines, total: pounds(700), reasons: [] },
  ...{ placedAt: '2026-01-05T10:00:00.000Z', decideBy: '2026-01-05T10:15:00.000Z', readyInMinutes: 0 },
});
const prices = (of: ToldOrder['lines'][number]) => {
  const { unitPrice, listPrice, total } = Order.parse(toOrder(told(of))).lines[0] ?? {};
  return { unitPrice, listPrice, total };
};

describe('the prices of a line, as a till sees them', () => {
  it('are what the platform charged, beside the merchant’s own', () =>
    expect(prices({ ...line, chargedUnitPrice: pounds(300), total: pounds(600) })).toEqual({
      unitPrice: pounds(300),
      listPrice: pounds(350),
      total: pounds(600),
    }));
  it('are the same where the platform named none', () => expect(prices(line)).toEqual({ unitPrice: pounds(350), listPrice: pounds(350), total: pounds(700) }));
  it('are not made up for an item that there is not', () => {
    expect(prices({ ...line, name: '', unitPrice: undefined, total: undefined })).toEqual({ unitPrice: undefined, listPrice: undefined, total: undefined });
    expect(prices({ ...line, unitPrice: undefined, chargedUnitPrice: pounds(300) })).toMatchObject({ unitPrice: pounds(300), listPrice: undefined });
  });
});

it('an order leaves out what nobody has said', () => {
  const order = Order.parse(toOrder(told({ ...line, name: '' })));
  for (const field of ['externalId', 'readyInMinutes']) expect(order).not.toHaveProperty(field);
  expect(order.lines[0]).not.toHaveProperty('name');
});
