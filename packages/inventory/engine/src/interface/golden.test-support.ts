import { join } from 'node:path';
import { topics } from '@noren/inventory-contract';
import { ledgerTable } from '@noren/inventory-store';
import { flag, type Golden, id, instant, list, messages, optional, record, text, whole, word } from '@noren/testing/golden';
import { inventoryEffects } from '../application/effects.ts';
import { inventoryRules } from '../application/rules.ts';
import type { Hold, InventoryCommand, InventoryEvent, InventoryRecords, ShortLine, Stock, StockLevel, StockLine, Unit } from '../domain/stock.ts';
import { tables } from '../infrastructure/tables.ts';
import { commandCodec, eventCodec } from './codec.ts';

const numbers = { onHand: whole, reserved: whole, safety: whole, short: whole, version: whole };
const levels = list(record<StockLevel>({ shopId: text, sku: text, ...numbers, available: whole }));
const lines = list(record<StockLine>({ sku: text, quantity: whole, soldBy: optional(text) }));
const ofShop = { shopId: text, sku: text };
const expectedVersion = optional(whole);
const unit = word('piece', 'weight');
const held = { shopId: text, holder: text };

const shopId = 'shp_1';
const set = (sku: string, onHand: number, expectedOnHand?: number): InventoryCommand => ({
  ...{ type: 'SetStock', shopId, sku, onHand, reason: 'counted', ...(expectedOnHand === undefined ? {} : { expectedOnHand }) },
});
const reserve = (holder: string, expires: { expiresAt?: string }, ...wanted: readonly StockLine[]): InventoryCommand => ({
  ...{ type: 'ReserveStock', shopId, holder, lines: wanted, ...expires },
});
const tea = (quantity: number): StockLine => ({ sku: 'tea', quantity });
const story: readonly InventoryCommand[] = [
  set('Tea', 10, 0),
  set('beans 豆', 1_000_000_000_000),
  set('tea', 12, 9),
  { type: 'AdjustStock', shopId, sku: 'TEA', delta: -1, reason: 'damaged' },
  { type: 'AdjustStock', shopId, sku: 'TEA', delta: -1, reason: 'no reason' },
  { type: 'AdjustStock', shopId, sku: 'tea', delta: 1, reason: 'received', expectedVersion: 1 },
  { type: 'AdjustStock', shopId, sku: 'tea', delta: 1, reason: 'received', expectedVersion: 2 },
  { type: 'SetSafetyStock', shopId, sku: 'tea', safety: 2 },
  reserve('ord_1', {}, tea(2), tea(1), { sku: 'beans 豆', quantity: 250 }),
  reserve('ord_2', { expiresAt: '2030-01-01T09:00:00+09:00' }, tea(3)),
  reserve('ord_3', {}, tea(50)),
  reserve('ord_1', {}, tea(1)),
  reserve('ord_4', { expiresAt: '2030-01-01T00:00:00Z' }, tea(1)),
  { type: 'CommitStock', shopId, holder: 'ord_1' },
  { type: 'ReleaseStock', shopId, holder: 'ord_2', expired: true },
  { type: 'ReleaseStock', shopId, holder: 'ord_5', expired: false },
  { type: 'CommitStock', shopId, holder: 'ord_6' },
  set('tea', 0),
  { type: 'ChangeUnit', shopId, sku: 'TEA', soldBy: 'weight', was: 'piece', change: 'mer_1/cmd_1' },
  { type: 'ChangeUnit', shopId, sku: 'ham', soldBy: 'weight', was: 'piece', change: 'mer_1/cmd_2' },
  { type: 'AdjustStock', shopId, sku: 'ham', delta: 5, reason: 'received', soldBy: 'piece' },
  { type: 'KeepUnit', shopId, sku: 'ham', change: 'mer_1/cmd_2' },
];

/** What Inventory writes, in samples and in a story. */
export const golden: Golden<InventoryRecords, InventoryCommand, InventoryEvent> = {
  ...{ context: 'inventory', folder: join(import.meta.dirname, '../../golden'), topics, decider: inventoryRules, effects: inventoryEffects, tables },
  ...{ ledger: ledgerTable, commands: commandCodec, events: eventCodec },
  keyOf: (command) => command.shopId,
  samples: {
    commands: messages<InventoryCommand>({
      SetStock: { ...ofShop, onHand: whole, reason: text, expectedOnHand: optional(whole), expectedVersion, soldBy: optional(text) },
      AdjustStock: { ...ofShop, delta: whole, reason: text, expectedVersion, soldBy: optional(text) },
      SetSafetyStock: { ...ofShop, safety: whole, expectedVersion, soldBy: optional(text) },
      ReserveStock: { ...held, lines, expiresAt: optional(text) },
      CommitStock: held,
      ReleaseStock: { ...held, expired: flag },
      ChangeUnit: { ...ofShop, soldBy: text, was: text, change: text },
      KeepUnit: { ...ofShop, change: text },
    }),
    events: messages<InventoryEvent>({
      StockSet: { ...ofShop, onHand: whole, delta: whole, reason: text, short: whole, levels },
      StockAdjusted: { ...ofShop, delta: whole, reason: text, short: whole, levels },
      SafetyStockSet: { ...ofShop, safety: whole, delta: whole, levels },
      StockReserved: { ...held, lines, expiresAt: optional(text), levels },
      StockShort: { ...held, short: list(record<ShortLine>({ sku: text, quantity: whole, available: whole })) },
      StockCommitted: { ...held, lines, levels },
      StockReleased: { ...held, lines, expired: flag, levels },
      UnitChanged: { ...ofShop, soldBy: unit, was: unit, change: text },
      UnitInUse: { ...ofShop, change: text, onHand: whole, reserved: whole, safety: whole },
      UnitKept: { ...ofShop, soldBy: unit, change: text },
    }),
    records: {
      stock: record<Stock>({ shopId: id, sku: text, ...numbers }),
      hold: record<Hold>({ shopId: id, holder: id, status: word('held', 'committed', 'released'), lines, expiresAt: optional(instant) }),
      unit: record<Unit>({ shopId: id, sku: text, soldBy: unit, was: unit, change: text }),
    },
  },
  given: {},
  // What it wrote of stock had no version.
  older: { '825f9c3': { migratedFrom: '20261128000000_protobuf' } },
  story,
};
