import type { records } from '@noren/order-contract';
import { describe, expect, it } from 'vitest';
import { orderView, placeLine, PlaceOrder, told } from './order-schemas.ts';

const pounds = (amount: number) => ({ amount, currency: 'GBP' });
const line: records.OrderLine = {
  ...{ line: 1, sku: 'tea', itemId: 'itm_1', name: 'Tea', itemVersion: 3, quantity: 2, soldBy: 'piece' },
  ...{ listPrice: pounds(350), total: pounds(700), returned: 0 },
};
const order: records.Order = {
  ...{ orderId: 'ord_1', shopId: 'shp_1', merchantId: 'mer_1', channel: 'platform:eats', externalId: 'E-1', status: 'placed', lines: [line] },
  ...{ total: pounds(700), reasons: [], placedAt: '2026-01-05T10:00:00.000Z', updatedAt: '2026-01-05T10:00:01.000Z' },
  ...{ decideBy: '2026-01-05T10:15:00.000Z', readyInMinutes: 0, version: 4 },
};
const json = (of: records.Order): string => {
  const shown = told(of);
  expect(orderView.schema.parse(shown)).toEqual(shown);
  return JSON.stringify(shown);
};

describe('an order as platforms see it', () => {
  it('is these bytes', () =>
    expect(json(order)).toBe(
      '{"orderId":"ord_1","shopId":"shp_1","externalId":"E-1","status":"placed","lines":[{"line":1,"sku":"tea","itemId":"itm_1","name":"Tea","quantity":2,' +
        '"soldBy":"piece","unitPrice":{"amount":350,"currency":"GBP"},"listPrice":{"amount":350,"currency":"GBP"},"total":{"amount":700,"currency":"GBP"},' +
        '"returned":0}],"total":{"amount":700,"currency":"GBP"},"reasons":[],"placedAt":"2026-01-05T10:00:00.000Z","updatedAt":"2026-01-05T10:00:01.000Z",' +
        '"decideBy":"2026-01-05T10:15:00.000Z","version":4}',
    ));

  it('has what the platform charged beside our price', () =>
    expect(JSON.parse(json({ ...order, lines: [{ ...line, unitPrice: pounds(300), total: pounds(600) }] })).lines[0]).toMatchObject({
      ...{ unitPrice: pounds(300), listPrice: pounds(350), total: pounds(600) },
    }));

  it('leaves out what is not known, or not so any more', () => {
    const { listPrice: _, ...unknown } = { ...line, itemId: '', name: '' };
    const rejected = { ...order, status: 'rejected', externalId: '', readyInMinutes: 15, reasons: [{ code: 'unknown_item', message: 'none', sku: 'tea' }] };
    expect(JSON.parse(json({ ...rejected, lines: [unknown] }))).toEqual({
      ...{ orderId: 'ord_1', shopId: 'shp_1', status: 'rejected', total: pounds(700), placedAt: order.placedAt, updatedAt: order.updatedAt },
      ...{ version: 4, readyInMinutes: 15, reasons: [{ code: 'unknown_item', message: 'none', sku: 'tea' }] },
      lines: [{ line: 1, sku: 'tea', quantity: 2, soldBy: 'piece', total: pounds(700), returned: 0 }],
    });
  });

  it('is the same bytes from a receipt that was stored as JSON, which keeps no order of keys', () => {
    const reasons = [{ code: 'out_of_stock', message: 'none', sku: 'tea', requested: 2, available: 0 }];
    const backwards = (of: unknown): unknown =>
      Array.isArray(of)
        ? of.map(backwards)
        : typeof of === 'object' && of !== null
          ? Object.fromEntries(
              Object.entries(of)
                .toReversed()
                .map(([key, value]) => [key, key === 'total' || key.endsWith('Price') ? value : backwards(value)]),
            )
          : of;
    expect(json(backwards({ ...order, reasons }) as records.Order)).toBe(json({ ...order, reasons }));
  });

  it('is only its ids while it is pending', () => {
    const pending = {
      ...order,
      status: 'pending',
      merchantId: '',
      externalId: '',
      lines: [],
      total: undefined,
      placedAt: '',
      updatedAt: '',
      decideBy: '',
      version: 0,
    };
    expect(json(pending)).toBe('{"orderId":"ord_1","shopId":"shp_1","status":"pending","lines":[],"reasons":[]}');
  });
});

it('a new line goes to Order with the platform’s price', () => {
  const [charged, plain] = PlaceOrder.parse({
    shopId: 'shp_1',
    lines: [
      { sku: 'tea', quantity: 2, unitPrice: pounds(300) },
      { sku: 'pot', quantity: 1 },
    ],
  }).lines.map(placeLine);
  expect([charged, plain]).toEqual([
    { sku: 'tea', quantity: 2, unitPrice: pounds(300) },
    { sku: 'pot', quantity: 1 },
  ]);
});
