import { Change } from '@noren/bff-contract';
import { events as category } from '@noren/category-contract';
import { events as inventory } from '@noren/inventory-contract';
import { events as item } from '@noren/item-contract';
import type { LogRecord } from '@noren/log';
import { events as order } from '@noren/order-contract';
import { events as shop } from '@noren/shop-contract';
import { describe, expect, it } from 'vitest';
import { readLiveEvent } from './live-events.ts';

const AT = '2026-01-05T10:00:00.000Z';
const record = (type: string, value: Uint8Array): LogRecord => ({
  ...{ topic: 't', partition: 0, offset: 0, key: 'k', id: 'evt_1', headers: {}, at: AT },
  ...{ type, value },
});
/** What screens show of an event of this type; in the form that the page takes. */
const shown = (type: string, { encode }: Readonly<{ encode(message: never): { finish(): Uint8Array } }>, message: object) => {
  const live = readLiveEvent(record(type, encode(message as never).finish()));
  if (live) expect(Change.parse(live.change)).toEqual(live.change);
  return live;
};
const of = { shopId: 'shp_1', orderId: 'ord_1' };

describe('screens', () => {
  it('show each step of an order, at the time that it says or else that it was told', () => {
    const steps = [
      ['OrderConfirmed', order.OrderConfirmed, 'confirmed'],
      ['OrderRejected', order.OrderRejected, 'rejected'],
      ['OrderAccepted', order.OrderAccepted, 'accepted'],
      ['OrderReady', order.OrderReady, 'ready'],
      ['OrderHandedOver', order.OrderHandedOver, 'handed_over'],
      ['OrderCompleted', order.OrderCompleted, 'completed'],
      ['OrderCancelled', order.OrderCancelled, 'cancelled'],
      ['LinesReturned', order.LinesReturned, 'returned'],
    ] as const;
    for (const [name, message, what] of steps) {
      expect(shown(`noren.order.v1.${name}`, message, message.fromPartial({ ...of, at: '2026-01-05T09:00:00Z' }))).toEqual({
        shopId: 'shp_1',
        change: { of: 'order', ...of, what, at: '2026-01-05T09:00:00.000Z' },
      });
      expect(shown(`noren.order.v1.${name}`, message, message.fromPartial(of))?.change).toMatchObject({ at: AT });
    }
    const placed = order.OrderPlaced.fromPartial({ order: { ...of, total: { amount: 1, currency: 'GBP' } } });
    expect(shown('noren.order.v1.OrderPlaced', order.OrderPlaced, placed)?.change).toMatchObject({ what: 'placed', at: AT });
  });

  it('show which articles’ stock moved, each once, and nothing of stock that did not', () => {
    const levels = ['tea', 'pot', 'tea'].map((sku) => ({ shopId: 'shp_1', sku }));
    const reserved = inventory.StockReserved.fromPartial({ shopId: 'shp_1', levels });
    expect(shown('noren.inventory.v1.StockReserved', inventory.StockReserved, reserved)).toEqual({
      shopId: 'shp_1',
      change: { of: 'stock', shopId: 'shp_1', skus: ['tea', 'pot'] },
    });
    const short = inventory.StockShort.fromPartial({ shopId: 'shp_1' });
    expect(shown('noren.inventory.v1.StockShort', inventory.StockShort, short)).toBeUndefined();
  });

  it('show that a shop, an item, a category or a filing changed', () => {
    const paused = shop.ShopPaused.fromPartial({ shop: { shopId: 'shp_1', version: 3 } });
    expect(shown('noren.shop.v1.ShopPaused', shop.ShopPaused, paused)).toEqual({ shopId: 'shp_1', change: { of: 'shop', shopId: 'shp_1', version: 3 } });
    const merchant = shop.MerchantRegistered.fromPartial({ merchant: { merchantId: 'mer_1' } });
    expect(shown('noren.shop.v1.MerchantRegistered', shop.MerchantRegistered, merchant)).toBeUndefined();
    const changed = item.ItemChanged.fromPartial({ item: { merchantId: 'mer_1', sku: 'tea', version: 2, price: { amount: 1, currency: 'GBP' } } });
    expect(shown('noren.item.v1.ItemChanged', item.ItemChanged, changed)).toEqual({ merchantId: 'mer_1', change: { of: 'item', sku: 'tea', version: 2 } });
    const tree = { merchantId: 'mer_1', change: { of: 'category', categoryId: 'cat_1' } };
    const moved = category.CategoryMoved.fromPartial({ category: { merchantId: 'mer_1', categoryId: 'cat_1' } });
    expect(shown('noren.category.v1.CategoryMoved', category.CategoryMoved, moved)).toEqual(tree);
    const gone = category.CategoryDeleted.fromPartial({ merchantId: 'mer_1', categoryId: 'cat_1' });
    expect(shown('noren.category.v1.CategoryDeleted', category.CategoryDeleted, gone)).toEqual(tree);
    const filed = category.ItemFiled.fromPartial({ filing: { merchantId: 'mer_1', sku: 'tea', categoryId: 'cat_1' } });
    expect(shown('noren.category.v1.ItemFiled', category.ItemFiled, filed)).toEqual({ merchantId: 'mer_1', change: { of: 'filing', sku: 'tea' } });
  });

  it('show nothing of what they do not know', () => expect(readLiveEvent(record('noren.order.v1.OrderPainted', new Uint8Array()))).toBeUndefined());
});
