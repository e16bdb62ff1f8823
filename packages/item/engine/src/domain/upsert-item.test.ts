import { currencyCodes } from '@noren/kernel';
import { scenarios } from '@noren/testing';
import { describe, expect, it } from 'vitest';
import { itemRules } from '../application/rules.ts';
import type { Item, ItemData, ItemEvent } from './item.ts';
import { created, pen, upsert, upsertWithoutGtin, itemOf } from './sample-item.ts';

const given = scenarios(itemRules);
const changed = (change: Partial<Item>): ItemEvent[] => [{ type: 'ItemChanged', item: { ...pen, version: 2, ...change } }];
const refused = (change: Partial<ItemData>, code: string, field?: string): void =>
  given()
    .when(upsert(change))
    .then({ refused: code, kind: 'invalid', ...(field === undefined ? {} : { field }) });

describe('upserting an item', () => {
  it('makes it, with an id of its own', () => given().when(upsert()).then([created]));
  it('replaces what was said of it, under the next version', () => {
    given(created)
      .when(upsert({ price: { amount: 300, currency: 'GBP' } }))
      .then(changed({ price: { amount: 300, currency: 'GBP' } }));
    given(created)
      .when(upsert({ names: [{ language: 'ko', text: '펜' }], imageUrls: ['https://images.example/2.jpg'] }))
      .then(changed({ names: [{ language: 'ko', text: '펜' }], imageUrls: ['https://images.example/2.jpg'] }));
  });
  it('with the same data changes nothing', () => given(created).when(upsert()).then([]));
  it('finds the item under any spelling of its SKU, and keeps the first spelling', () => {
    for (const sku of ['pen-1', 'ＰＥＮ－１', ' Pen-1 ']) {
      given(created).when(upsert({ sku })).then([]);
      given(created)
        .when(upsert({ sku, taxClass: 'zero' }))
        .then(changed({ taxClass: 'zero' }));
    }
  });
  it('without a mask, as versions before wrote it, replaces the item but for a status and a way to be sold that it leaves empty', () => {
    const unusual: ItemEvent = { type: 'ItemCreated', item: { ...pen, status: 'draft', soldBy: 'weight', taxClass: 'zero' } };
    const [event] = given(unusual)
      .when(upsertWithoutGtin({ status: '', soldBy: '', taxClass: '', imageUrls: [] }))
      .events();
    const { gtin: _gtin, ...rest } = pen;
    expect(itemOf(event)).toEqual({ ...rest, status: 'draft', soldBy: 'weight', taxClass: 'standard', imageUrls: [], version: 2 });
    given()
      .when(upsert({ status: '', soldBy: '', taxClass: '' }))
      .then([created]);
  });
  it('is refused for another version than the one expected; 0 is of an item that must be new', () => {
    given(created)
      .when(upsert({ expectedVersion: 2 }))
      .then({ refused: 'version_conflict', kind: 'conflict', field: 'item.expectedVersion' });
    given(created)
      .when(upsert({ expectedVersion: 0 }))
      .then({ refused: 'version_conflict' });
    given()
      .when(upsert({ expectedVersion: 1 }))
      .then({ refused: 'version_conflict' });
    given()
      .when(upsert({ expectedVersion: 0 }))
      .then([created]);
    given(created)
      .when(upsert({ expectedVersion: 1 }))
      .then([]);
  });
});

describe('an item', () => {
  it('is priced in every currency of ISO 4217 that has a minor unit', () => {
    for (const currency of currencyCodes)
      given()
        .when(upsert({ price: { amount: 1, currency } }))
        .then([{ type: 'ItemCreated', item: { ...pen, price: { amount: 1, currency } } }]);
  });
  it('has a price: whole minor units from 0 up, in a currency that there is', () => {
    const price = (amount: number, currency = 'GBP'): Partial<ItemData> => ({ price: { amount, currency } });
    for (const amount of [-1, 0.5, NaN, Infinity, 2 ** 53]) refused(price(amount), 'price', 'item.price.amount');
    for (const currency of ['', 'gbp', 'GB', 'XXZ', '£', 'XAU', 'XXX', 'BGN']) refused(price(1, currency), 'currency', 'item.price.currency');
    given()
      .when(upsert(price(0, 'JPY')))
      .then([{ type: 'ItemCreated', item: { ...pen, price: { amount: 0, currency: 'JPY' } } }]);
  });
  it('without a price is refused', () => {
    const command = upsert();
    if (command.type !== 'UpsertItem') throw new Error('not an upsert');
    const { price: _price, ...item } = command.item;
    given()
      .when({ ...command, item })
      .then({ refused: 'price', field: 'item.price' });
  });
  it('has a tax class, a status and a way to be sold that there are', () => {
    refused({ taxClass: 'luxury' }, 'tax_class', 'item.taxClass');
    refused({ status: 'deleted' }, 'status', 'item.status');
    refused({ soldBy: 'metre' }, 'sold_by', 'item.soldBy');
  });
  it('has at most ten images, at whole addresses of the web', () => {
    const image = 'https://images.example/1.jpg';
    refused({ imageUrls: Array.from({ length: 11 }, () => image) }, 'image_urls', 'item.imageUrls');
    for (const wrong of [
      '/1.jpg',
      'images.example/1.jpg',
      'ftp://images.example/1',
      'javascript:alert(1)',
      'https://',
      'https://a b',
      'https://u:p@images.example/',
      `https://${'a'.repeat(2_048)}`,
    ])
      refused({ imageUrls: [image, wrong] }, 'image_urls', 'item.imageUrls.1');
  });
  it('of a merchant with no proper id is refused', () =>
    given()
      .when({ ...upsert(), merchantId: 'mer/1' })
      .then({ refused: 'id', field: 'merchantId' }));
});
