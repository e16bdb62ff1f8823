import { join } from 'node:path';
import type { Money } from '@noren/kernel';
import { topics } from '@noren/order-contract';
import { historyTable } from '@noren/order-store';
import type { WeeklyPeriod } from '@noren/shop-contract/weekly-hours';
import { flag, type Golden, id, instant, int32, list, messages, optional, record, renamedFields, text, whole, word } from '@noren/testing/golden';
import { orderStatuses } from '@noren/order-contract/statuses';
import { orderEffects } from '../application/effects.ts';
import { orderRules } from '../application/rules.ts';
import type {
  Article,
  MerchantInfo,
  Order,
  OrderCommand,
  OrderEvent,
  OrderLine,
  OrderLines,
  OrderRecord,
  OrderRecords,
  PlaceLine,
  Reason,
  ReturnedLine,
  ReturnLine,
  ShopInfo,
} from '../domain/order.ts';
import { tables } from '../infrastructure/tables.ts';
import { commandCodec, eventCodec } from './codec.ts';

const expectedVersion = optional(whole);
const money = record<Money>({ amount: whole, currency: text });
const soldBy = word('piece', 'weight');
const line = record<OrderLine>({
  ...{ line: int32, sku: text, itemId: text, name: text, itemVersion: whole, quantity: whole, soldBy },
  ...{ listPrice: optional(money), unitPrice: optional(money), total: money, returned: whole },
});
const reasons = list(record<Reason>({ code: text, message: text, sku: optional(text), requested: optional(whole), available: optional(whole) }));
const status = word(...orderStatuses);
const allOrders = {
  ...{ orderId: id, shopId: id, merchantId: id, channel: text, externalId: text, status, total: money, reasons },
  ...{ placedAt: instant, updatedAt: instant, decideBy: instant, readyInMinutes: int32, version: whole },
};
const order = record<Order>({ ...allOrders, lines: list(line) });
const eventFields = { orderId: text, shopId: text, at: text, merchantId: text, channel: text, version: whole, status: word(...orderStatuses, '') };
const moved = { orderId: text, expectedVersion };

const projected = {
  merchantId: 'mer_kissa',
  article: (sku: string, amount: number, more: Partial<Article> = {}): Article => ({
    ...{ merchantId: projected.merchantId, sku, itemId: `itm_${sku}`, name: `${sku} 茶`, price: { amount, currency: 'JPY' }, soldBy: 'piece' },
    ...{ status: 'published', version: 3, ...more },
  }),
  shop: (shopId: string, more: Partial<ShopInfo> = {}): ShopInfo => ({
    ...{ shopId, merchantId: projected.merchantId, currency: 'JPY', status: 'open', timeZone: 'Asia/Tokyo', version: 2 },
    ...{ weeklyHours: Array.from({ length: 7 }, (_, day) => ({ weekday: day + 1, fromMinute: 0, untilMinute: 1_440 })), ...more },
  }),
};
const place = (orderId: string, lines: readonly PlaceLine[], more: Partial<Extract<OrderCommand, { type: 'PlaceOrder' }>> = {}): OrderCommand => ({
  ...{ type: 'PlaceOrder', orderId, shopId: 'shp_1', channel: 'hungry', externalId: '#1', lines, decideWithinS: 0, ...more },
});
const tea: PlaceLine = { sku: 'TEA', quantity: 2 };
const story: readonly OrderCommand[] = [
  place('ord_1', [tea, { sku: 'beans', quantity: 250, unitPrice: { amount: 1_999, currency: 'JPY' } }]),
  place('ord_2', [tea], { shopId: 'shp_2', externalId: '' }),
  place('ord_3', [
    { sku: 'nothing', quantity: 1 },
    { sku: 'draft', quantity: 1 },
  ]),
  place('ord_4', [tea], { decideWithinS: 604_800 }),
  place('ord_5', [tea]),
  place('ord_6', [tea], { decideWithinS: 1 }),
  place('ord_7', [tea]),
  place('ord_8', []),
  { type: 'ConfirmOrder', orderId: 'ord_1' },
  { type: 'AcceptOrder', orderId: 'ord_1', readyInMinutes: 20, expectedVersion: 2 },
  { type: 'AcceptOrder', orderId: 'ord_1', readyInMinutes: 20, expectedVersion: 2 },
  { type: 'MarkReady', orderId: 'ord_1' },
  { type: 'HandOver', orderId: 'ord_1' },
  { type: 'ReturnLines', orderId: 'ord_1', lines: [{ line: 2, quantity: 50 }], restock: true, reason: 'stale' },
  { type: 'ReturnLines', orderId: 'ord_1', lines: [{ line: 2, quantity: 10 }], restock: false, reason: '' },
  { type: 'CompleteOrder', orderId: 'ord_1', expectedVersion: 7 },
  { type: 'ReturnLines', orderId: 'ord_1', lines: [{ line: 1, quantity: 3 }], restock: false, reason: '' },
  { type: 'RejectOrder', orderId: 'ord_4', by: 'stock', reasons: [{ code: 'out_of_stock', message: 'only 1', sku: 'TEA', requested: 2, available: 1 }] },
  { type: 'ConfirmOrder', orderId: 'ord_5' },
  { type: 'RejectOrder', orderId: 'ord_5', by: 'merchant', reasons: [{ code: 'no_staff', message: '' }] },
  { type: 'ConfirmOrder', orderId: 'ord_6' },
  { type: 'CancelOrder', orderId: 'ord_7', by: 'platform', reason: 'changed my mind' },
  { type: 'MarkReady', orderId: 'ord_7' },
  ...['ord_placed', 'ord_confirmed', 'ord_accepted', 'ord_ready', 'ord_gone'].map((orderId) => place(orderId, [tea])),
  ...['ord_confirmed', 'ord_accepted', 'ord_ready', 'ord_gone'].map((orderId): OrderCommand => ({ type: 'ConfirmOrder', orderId })),
  ...['ord_accepted', 'ord_ready', 'ord_gone'].map((orderId): OrderCommand => ({ type: 'AcceptOrder', orderId, readyInMinutes: 5 })),
  { type: 'MarkReady', orderId: 'ord_ready' },
  { type: 'HandOver', orderId: 'ord_gone' },
  { type: 'CancelOrder', orderId: 'ord_none', by: 'merchant', reason: '' },
];

/** What Order writes, in samples and in a story. */
export const golden: Golden<OrderRecords, OrderCommand, OrderEvent> = {
  ...{ context: 'order', folder: join(import.meta.dirname, '../../golden'), topics, decider: orderRules, effects: orderEffects, tables },
  ...{ ledger: historyTable, commands: commandCodec, events: eventCodec },
  keyOf: (command) => command.orderId,
  samples: {
    commands: messages<OrderCommand>({
      PlaceOrder: {
        ...{ orderId: text, shopId: text, channel: text, externalId: text, decideWithinS: int32 },
        lines: list(record<PlaceLine>({ sku: text, quantity: whole, unitPrice: optional(money) })),
      },
      ConfirmOrder: { orderId: text },
      RejectOrder: { ...moved, reasons, by: text },
      AcceptOrder: { ...moved, readyInMinutes: int32 },
      ...{ MarkReady: moved, HandOver: moved, CompleteOrder: moved },
      CancelOrder: { ...moved, reason: text, by: text },
      ReturnLines: { ...moved, lines: list(record<ReturnLine>({ line: int32, quantity: whole })), restock: flag, reason: text },
    }),
    events: messages<OrderEvent>({
      OrderPlaced: { order, placeCommandId: text },
      OrderConfirmed: { ...eventFields, placeCommandId: text },
      OrderRejected: { ...eventFields, reasons, by: word('stock', 'late', 'merchant', 'noren'), placeCommandId: text, neverPlaced: optional(order) },
      OrderAccepted: { ...eventFields, readyInMinutes: int32 },
      ...{ OrderReady: eventFields, OrderHandedOver: eventFields, OrderCompleted: eventFields },
      OrderCancelled: { ...eventFields, reason: text, by: word('platform', 'merchant'), placeCommandId: text },
      LinesReturned: {
        ...eventFields,
        lines: list(record<ReturnedLine>({ line: int32, sku: text, quantity: whole, amount: money, soldBy: optional(text) })),
        restock: flag,
        reason: text,
      },
    }),
    records: {
      order: record<OrderRecord>({ ...allOrders, placeCommandId: text }),
      lines: record<OrderLines>({ orderId: id, lines: list(line) }),
      article: record<Article>({
        ...{ merchantId: id, sku: text, itemId: text, name: text, price: money, soldBy, status: word('draft', 'published'), version: whole },
      }),
      merchantInfo: record<MerchantInfo>({ merchantId: id, suspended: flag, version: whole }),
      shopInfo: record<ShopInfo>({
        ...{ shopId: id, merchantId: id, currency: text, status: word('open', 'paused', 'closed'), pausedUntil: optional(instant), timeZone: text },
        ...{ weeklyHours: list(record<WeeklyPeriod>({ weekday: int32, fromMinute: int32, untilMinute: int32 })), version: whole },
      }),
    },
  },
  given: {
    article: {
      'mer_kissa/tea': projected.article('tea', 540),
      'mer_kissa/beans': projected.article('beans', 2_400, { soldBy: 'weight' }),
      'mer_kissa/draft': projected.article('draft', 1, { status: 'draft' }),
    },
    shopInfo: {
      shp_1: projected.shop('shp_1'),
      shp_2: projected.shop('shp_2', { status: 'paused', pausedUntil: '2030-01-01T00:00:00.000Z' }),
    },
  },
  older: {
    '825f9c3': {
      migratedFrom: '20261128000000_protobuf',
      // The merchant's own price was called `unitPrice`, and what the consumer platform charged `chargedUnitPrice`.
      renamed: renamedFields({ unitPrice: 'listPrice', chargedUnitPrice: 'unitPrice' }),
    },
  },
  story,
};
