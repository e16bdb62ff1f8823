import { OrderDetail, OrderPage } from '@noren/bff-contract';
import type { records } from '@noren/order-contract';
import { describe, expect, it } from 'vitest';
import type { Contexts } from './contexts.ts';
import { orders } from './orders.ts';

const pounds = (amount: number) => ({ amount, currency: 'GBP' });
const line: records.OrderLine = {
  ...{ line: 1, sku: 'tea', itemId: 'itm_1', name: 'Tea', itemVersion: 3, quantity: 2, soldBy: 'piece' },
  ...{ listPrice: pounds(350), unitPrice: pounds(300), total: pounds(600), returned: 0 },
};
const unknown: records.OrderLine = {
  ...{ line: 2, sku: 'new', itemId: '', name: '', itemVersion: 0, quantity: 750, soldBy: 'weight' },
  ...{ total: pounds(0), returned: 0 },
};
const order: records.Order = {
  ...{ orderId: 'ord_1', shopId: 'shp_1', merchantId: 'mer_1', channel: 'platform:eats', externalId: 'E-1', status: 'pending', lines: [line, unknown] },
  ...{ total: pounds(600), reasons: [{ code: 'out_of_stock', message: 'none left', sku: 'tea', requested: 2, available: 0 }] },
  ...{ placedAt: '2026-01-05T10:00:00Z', updatedAt: '2026-01-05T10:00:01.000Z', decideBy: '2026-01-05T10:15:00.000Z', readyInMinutes: 15, version: 4 },
};
const nameless: records.Order = { ...order, orderId: 'ord_0123456789ab', externalId: '' };
const entry = { at: '2026-01-05T10:00:00Z', event: 'OrderPlaced', status: 'placed', version: 1, actor: 'platform:eats', actorKind: 'platform' };
const contexts = {
  orders: {
    getOrder: async ({ orderId }: Readonly<{ orderId: string }>) => (orderId === nameless.orderId ? nameless : order),
    getOrderHistory: async () => ({ entries: [{ ...entry, readyInMinutes: 0, reasons: [], returned: [], reason: '' }] }),
    listOrders: async () => ({ orders: [order], nextPageToken: '' }),
  },
  items: { getItems: async () => ({ items: [{ sku: 'TEA', names: [{ language: 'ja', text: '緑茶' }] }] }) },
} as unknown as Pick<Contexts, 'orders' | 'items'>;
const shown = orders(contexts, async () => new Map());

const HEAD = '"orderId":"ord_1","shopId":"shp_1","channel":"eats","externalId":"E-1","state":"placed","total":{"amount":600,"currency":"GBP"}';
const REST =
  '"units":3,"names":[{"und":"Tea","ja":"緑茶"},{"und":"new"}],"placedAt":"2026-01-05T10:00:00.000Z","updatedAt":"2026-01-05T10:00:01.000Z",' +
  '"readyInMinutes":15,"version":4';

describe('an order of the console', () => {
  it('is these bytes on the board', async () => {
    const page = await shown.page('shp_1', 'new', '');
    expect(JSON.stringify(page)).toBe(`{"orders":[{${HEAD},"lines":2,${REST}}]}`);
    expect(OrderPage.parse(page)).toEqual(page);
  });

  it('has a name that can be said where the consumer platform gives it none', async () => {
    expect((await shown.get('shp_1', nameless.orderId)).externalId).toBe('…6789AB');
  });

  it('is these bytes by itself', async () => {
    const detail = await shown.get('shp_1', 'ord_1');
    const lines =
      '{"line":1,"sku":"tea","names":{"und":"Tea","ja":"緑茶"},"quantity":2,"soldBy":"piece","unitPrice":{"amount":300,"currency":"GBP"},' +
      '"listPrice":{"amount":350,"currency":"GBP"},"total":{"amount":600,"currency":"GBP"},"returned":0},' +
      '{"line":2,"sku":"new","names":{"und":"new"},"quantity":750,"soldBy":"weight","total":{"amount":0,"currency":"GBP"},"returned":0}';
    const history = '{"at":"2026-01-05T10:00:00.000Z","what":"placed","by":{"kind":"platform","name":"eats"}}';
    expect(JSON.stringify(detail)).toBe(
      `{${HEAD},"lines":[${lines}],${REST},"reasons":[{"code":"out_of_stock","message":"none left","sku":"tea"}],"history":[${history}]}`,
    );
    expect(OrderDetail.parse(detail)).toEqual(detail);
    await expect(shown.get('shp_2', 'ord_1')).rejects.toMatchObject({ code: 'order_not_found' });
  });
});
