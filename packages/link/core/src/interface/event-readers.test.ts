import { foldText } from '@noren/kernel';
import type { LogRecord, NewRecord } from '@noren/log';
import { events as shopEvents } from '@noren/shop-contract';
import { describe, expect, it } from 'vitest';
import { categoryEvent, filingEvent, itemEvent, levelEvent, shopEvent } from '../events.test-support.ts';
import { readArticle, readShelf, readShop, readStock } from './event-readers.ts';

const at = (record: NewRecord, offset: number): LogRecord => ({ ...record, partition: 0, offset, at: '2026-01-05T09:00:00.000Z' });

describe('what Link reads of the contexts’ events', () => {
  it('is each shop whole, whichever event carries it', () => {
    const paused = { status: 'paused', pausedUntil: '2030-01-01T12:00:00.000Z', version: 7 };
    const created = at(shopEvent('shp_1', 'mer_1', paused), 1);
    for (const type of ['ShopCreated', 'ShopPaused', 'ShopClosed'])
      expect(readShop({ ...created, type: `noren.shop.v1.${type}` })).toMatchObject({
        shop: { shopId: 'shp_1', merchantId: 'mer_1', name: 'Corner', ...paused },
      });
  });

  it('is each merchant whole, for whether it is suspended', () => {
    const merchant = { merchantId: 'mer_1', name: 'Kissa', currency: 'JPY', suspended: true, reason: 'papers missing', version: 2 };
    const value = shopEvents.MerchantSuspended.encode({ merchant }).finish();
    const created = at(shopEvent('shp_1', 'mer_1', {}), 1);
    for (const type of ['MerchantRegistered', 'MerchantChanged', 'MerchantSuspended', 'MerchantResumed'])
      expect(readShop({ ...created, value, type: `noren.shop.v1.${type}` })).toEqual({ merchant });
  });

  it('is each item as the very JSON that pages show', () => {
    const names = [
      { language: 'en', text: 'Tea' },
      { language: 'ja', text: '緑茶' },
    ];
    const { article, offset } =
      readArticle(at(itemEvent('mer_1', 'ＴＥＡ', { names, gtin: '4006381333931', imageUrls: ['https://a.example/1.png'] }), 4)) ?? {};
    expect(article).toMatchObject({ merchantId: 'mer_1', skuKey: foldText('ＴＥＡ'), published: true, itemVersion: 1 });
    expect(article?.item).toBe(
      '{"sku":"ＴＥＡ","itemId":"itm_ＴＥＡ","names":{"en":"Tea","ja":"緑茶"},"price":{"amount":250,"currency":"GBP"},"soldBy":"piece","taxClass":"standard",' +
        '"gtin":"4006381333931","imageUrls":["https://a.example/1.png"]}',
    );
    expect(offset).toBe(4);
    expect(readArticle(at(itemEvent('mer_1', 'pen', { status: 'draft' }), 5))?.article).toMatchObject({ published: false });
  });

  it('is each category as the very JSON that pages show, and what is filed under it', () => {
    expect(readShelf(at(categoryEvent('mer_1', 'cat_1', 'Tea', 3), 2))).toEqual({
      ...{ type: 'Shelf', categoryId: 'cat_1', offset: 2 },
      shelf: { merchantId: 'mer_1', shelf: '{"categoryId":"cat_1","names":{"en":"Tea"}}', categoryVersion: 3 },
    });
    expect(readShelf(at(filingEvent('mer_1', 'Tea', 'cat_1'), 3))).toEqual({ type: 'Filed', merchantId: 'mer_1', sku: 'Tea', categoryId: 'cat_1', offset: 3 });
  });

  it('is the levels of a shop', () => {
    expect(readStock(at(levelEvent('shp_1', 'Tea', 7), 3))).toMatchObject({ shopId: 'shp_1', levels: [{ sku: 'Tea', available: 7 }], offset: 3 });
    expect(readStock({ ...at(levelEvent('shp_1', 'Tea', 7), 3), type: 'noren.inventory.v1.StockShort' })).toBeUndefined();
  });
});
