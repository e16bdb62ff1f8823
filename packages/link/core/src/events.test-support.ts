import { events as category, topics as categoryTopics } from '@noren/category-contract';
import { events as inventory, topics as inventoryTopics } from '@noren/inventory-contract';
import { events as item, type records as itemRecords, topics as itemTopics } from '@noren/item-contract';
import { newId } from '@noren/kernel';
import type { NewRecord } from '@noren/log';
import { events as shop, type records as shopRecords, topics as shopTopics } from '@noren/shop-contract';

const record = (topic: string, key: string, type: string, value: Uint8Array): NewRecord => ({ topic, key, id: newId('evt'), type, value, headers: {} });

/** Always open, unless the test says otherwise. */
const always = Array.from({ length: 7 }, (_, day) => ({ weekday: day + 1, fromMinute: 0, untilMinute: 1_440 }));

/** Records as the contexts write them. */
export const shopEvent = (shopId: string, merchantId: string, over: Partial<shopRecords.Shop> = {}): NewRecord =>
  record(
    shopTopics.events.name,
    shopId,
    'noren.shop.v1.ShopCreated',
    shop.ShopCreated.encode({
      shop: {
        shopId,
        merchantId,
        name: 'Corner',
        timeZone: 'Europe/London',
        currency: 'GBP',
        status: 'open',
        pausedUntil: undefined,
        reason: '',
        weeklyHours: always,
        version: 1,
        ...over,
      },
    }).finish(),
  );

export const merchantEvent = (merchantId: string, over: Partial<shopRecords.Merchant> = {}): NewRecord =>
  record(
    shopTopics.events.name,
    merchantId,
    'noren.shop.v1.MerchantChanged',
    shop.MerchantChanged.encode({ merchant: { merchantId, name: 'Kissa', currency: 'GBP', suspended: false, reason: '', version: 1, ...over } }).finish(),
  );

export const itemEvent = (merchantId: string, sku: string, over: Partial<itemRecords.Item> = {}): NewRecord =>
  record(
    itemTopics.events.name,
    merchantId,
    'noren.item.v1.ItemChanged',
    item.ItemChanged.encode({
      item: {
        itemId: `itm_${sku}`,
        merchantId,
        sku,
        gtin: undefined,
        names: [{ language: 'en', text: `The ${sku}` }],
        price: { amount: 250, currency: 'GBP' },
        taxClass: 'standard',
        status: 'published',
        imageUrls: [],
        soldBy: 'piece',
        version: 1,
        ...over,
      },
    }).finish(),
  );

export const levelEvent = (shopId: string, sku: string, available: number): NewRecord =>
  record(
    inventoryTopics.events.name,
    shopId,
    'noren.inventory.v1.StockSet',
    inventory.StockSet.encode({
      shopId,
      sku,
      onHand: available,
      delta: 0,
      reason: 'counted',
      short: 0,
      levels: [{ shopId, sku, onHand: available, reserved: 0, safety: 0, short: 0, available, version: 0 }],
    }).finish(),
  );

export const categoryEvent = (merchantId: string, categoryId: string, name: string, version = 1): NewRecord =>
  record(
    categoryTopics.events.name,
    merchantId,
    'noren.category.v1.CategoryRenamed',
    category.CategoryRenamed.encode({
      category: { categoryId, merchantId, parentId: '', names: [{ language: 'en', text: name }], position: 0, version },
    }).finish(),
  );

export const filingEvent = (merchantId: string, sku: string, categoryId: string): NewRecord =>
  record(
    categoryTopics.events.name,
    merchantId,
    'noren.category.v1.ItemFiled',
    category.ItemFiled.encode({ filing: { merchantId, sku, categoryId }, formerCategoryId: '' }).finish(),
  );
