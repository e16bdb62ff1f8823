import { join } from 'node:path';
import { topics } from '@noren/item-contract';
import type { LocalizedText, Money } from '@noren/kernel';
import { type Golden, id, list, messages, optional, record, text, whole, word } from '@noren/testing/golden';
import { itemEffects } from '../application/effects.ts';
import { itemRules } from '../application/rules.ts';
import type { Item, ItemCommand, ItemData, ItemEvent, ItemRecords, MerchantShop, MerchantShops, StockInUse, UnitChange } from '../domain/item.ts';
import { tables } from '../infrastructure/tables.ts';
import { commandCodec, eventCodec } from './codec.ts';

const expectedVersion = optional(whole);
const names = list(record<LocalizedText>({ language: text, text }));
const price = record<Money>({ amount: whole, currency: text });
const imageUrls = list(text);
const data = record<ItemData>({
  ...{ sku: text, gtin: optional(text), names, price: optional(price), taxClass: text, status: text, imageUrls, soldBy: text, expectedVersion },
  updateMask: optional(list(text)),
});
const item = record<Item>({
  ...{ itemId: id, merchantId: id, sku: id, gtin: optional(text), names, price, taxClass: word('standard', 'reduced', 'zero', 'exempt') },
  ...{ status: word('draft', 'published'), imageUrls, soldBy: word('piece', 'weight'), version: whole },
});
const told = { item };
const ids = list(text);
const unitChange = record<UnitChange>({ item, changeId: text, shopIds: ids, waitingFor: ids });
const inUse = optional(record<StockInUse>({ shopId: text, onHand: whole, reserved: whole, safety: whole }));

const asked = {
  names: [{ language: 'ja-JP', text: '緑茶' }],
  price: { amount: 540, currency: 'JPY' },
  taxClass: 'reduced',
  status: '',
  imageUrls: [],
  soldBy: '',
};
const upsert = (item: ItemData): ItemCommand => ({ type: 'UpsertItem', merchantId: 'mer_kissa', item });
const story: readonly ItemCommand[] = [
  upsert({ ...asked, sku: 'Tea-1', gtin: '4006381333931', imageUrls: ['https://img.example/tea.jpg'], expectedVersion: 0 }),
  upsert({ ...asked, sku: 'beans', soldBy: 'weight', status: 'draft', taxClass: '' }),
  upsert({ ...asked, sku: 'TEA-1', price: { amount: 600, currency: 'JPY' }, expectedVersion: 1 }),
  upsert({ ...asked, sku: 'tea-1', expectedVersion: 1 }),
  upsert({ ...asked, sku: 'no-names', names: [] }),
  { type: 'PublishItem', merchantId: 'mer_kissa', sku: 'beans' },
  { type: 'UnpublishItem', merchantId: 'mer_kissa', sku: 'tea-1', expectedVersion: 2 },
  { type: 'PublishItem', merchantId: 'mer_kissa', sku: 'nothing' },
  upsert({ ...asked, sku: 'beans', soldBy: 'piece' }),
  { type: 'PublishItem', merchantId: 'mer_kissa', sku: 'beans' },
  { type: 'SettleUnit', merchantId: 'mer_kissa', sku: 'beans', changeId: 'cmd_other', shopId: 'shp_1' },
];

/** What Item writes, in samples and in a story. */
export const golden: Golden<ItemRecords, ItemCommand, ItemEvent> = {
  ...{ context: 'item', folder: join(import.meta.dirname, '../../golden'), topics, decider: itemRules, effects: itemEffects, tables },
  ...{ commands: commandCodec, events: eventCodec },
  keyOf: ({ merchantId }) => merchantId,
  samples: {
    commands: messages<ItemCommand>({
      UpsertItem: { merchantId: text, item: data },
      PublishItem: { merchantId: text, sku: text, expectedVersion },
      UnpublishItem: { merchantId: text, sku: text, expectedVersion },
      SettleUnit: { merchantId: text, sku: text, changeId: text, shopId: text, inUse },
    }),
    events: messages<ItemEvent>({
      ...{ ItemCreated: told, ItemChanged: told, ItemPublished: told, ItemUnpublished: told, UnitChangeAsked: { change: unitChange } },
      UnitChangeAnswered: { merchantId: text, sku: text, changeId: text, shopId: text },
      UnitChangeSettled: { item, changeId: text, shopIds: ids, inUse },
    }),
    records: {
      item,
      unitChange,
      shops: record<MerchantShops>({ merchantId: id, shops: list(record<MerchantShop>({ shopId: text, currency: text })) }),
    },
  },
  given: { shops: { mer_kissa: { merchantId: 'mer_kissa', shops: [{ shopId: 'shp_1', currency: 'JPY' }] } } },
  older: { '825f9c3': { migratedFrom: '20261128000000_protobuf' } },
  story,
};
