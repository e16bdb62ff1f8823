import { events, topics as categoryTopics } from '@noren/category-contract';
import { topics as inventoryTopics } from '@noren/inventory-contract';
import { records, topics } from '@noren/item-contract';
import { newId } from '@noren/kernel';
import { events as shopEvents, topics as shopTopics } from '@noren/shop-contract';
import { eventually, testDatabase, type TestDatabase, testHost, type TestHost } from '@noren/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { module as itemEngine } from '../main.ts';

let db: TestDatabase;
let host: TestHost;

beforeAll(async () => {
  db = await testDatabase({ stores: ['log', 'item'] });
  const heard = [categoryTopics.events, shopTopics.events, inventoryTopics.events, inventoryTopics.commands].map((topic) => ({ ...topic, writers: ['item'] }));
  host = await testHost({ db, topics: [...Object.values(topics), ...heard], modules: { item: [itemEngine] } });
});
afterAll(async () => {
  await host.stop();
  await db.close();
});

const told = (sku: string, categoryId: string) => ({
  topic: categoryTopics.events.name,
  key: 'mer_1',
  id: newId('evt'),
  type: 'noren.category.v1.ItemFiled',
  value: events.ItemFiled.encode({ filing: { merchantId: 'mer_1', sku, categoryId }, formerCategoryId: '' }).finish(),
  headers: {},
});

it('Item keeps where its items are filed, from the first event that Category told', async () => {
  const others = {
    ...told('', ''),
    type: 'noren.category.v1.CategoryDeleted',
    value: events.CategoryDeleted.encode({ categoryId: 'x', merchantId: 'y', formerParentId: '', version: 2 }).finish(),
  };
  await host.hostOf('item').log.append([told('Tea', 'cat_1'), others, told('Cup', 'cat_1'), told('ＴＥＡ', 'cat_2'), told('cup', '')]);
  await eventually(async () => {
    const { rows } = await db.pool('item').query('SELECT key, merchant_id, category_id FROM filing ORDER BY key');
    expect(rows).toEqual([{ key: 'mer_1/tea', merchant_id: 'mer_1', category_id: 'cat_2' }]);
  });
});

it('Item keeps where a merchant sells, and in which currencies', async () => {
  const shop = { merchantId: 'mer_1', name: 'Soho', timeZone: 'Europe/London', status: 'open', reason: '', weeklyHours: [], pausedUntil: undefined };
  const opened = (shopId: string, currency: string) => ({
    ...{ topic: shopTopics.events.name, key: shopId, id: newId('evt'), type: 'noren.shop.v1.ShopCreated', headers: {} },
    value: shopEvents.ShopCreated.encode({ shop: { ...shop, shopId, currency, version: 1 } }).finish(),
  });
  await host.hostOf('item').log.append([opened('shp_1', 'GBP'), opened('shp_2', 'JPY'), opened('shp_1', 'GBP')]);
  await eventually(async () => {
    const { rows } = await db.pool('item').query<{ key: string; record: Buffer }>('SELECT key, record FROM merchant_shops');
    expect(rows.map(({ key, record }) => ({ key, ...records.MerchantShops.decode(record) }))).toMatchObject([
      { key: 'mer_1', merchantId: 'mer_1', shops: expect.toSatisfy((shops: readonly unknown[]) => shops.length === 2) },
    ]);
  });
});
