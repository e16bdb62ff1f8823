import { describe, expect, it } from 'vitest';
import { created, pen } from '../domain/sample-item.ts';
import type { Item } from '../domain/item.ts';
import { react } from './unit-process-manager.ts';

const byWeight: Item = { ...pen, soldBy: 'weight' };
const change = 'mer_kissa/cmd_7';
const shopIds = ['shp_1', 'shp_2'];

describe('a change of the unit of sale', () => {
  it('asks each shop, in the log of shops', () => {
    const command = { type: 'ChangeUnit', sku: 'PEN-1', soldBy: 'weight', was: 'piece', change };
    expect(react({ type: 'UnitChangeAsked', change: { item: byWeight, changeId: 'cmd_7', shopIds, waitingFor: shopIds } })).toEqual(
      shopIds.map((shopId) => ({ to: 'inventory', key: shopId, command: { ...command, shopId } })),
    );
  });
  it('brings each answer to the item, in the log of its merchant', () => {
    const settle = { type: 'SettleUnit', merchantId: 'mer_kissa', sku: 'PEN-1', changeId: 'cmd_7', shopId: 'shp_1' };
    expect(react({ type: 'UnitChanged', shopId: 'shp_1', sku: 'PEN-1', change })).toEqual([{ to: 'item', key: 'mer_kissa', command: settle }]);
    const there = { onHand: 5, reserved: 1, safety: 0 };
    expect(react({ type: 'UnitInUse', shopId: 'shp_1', sku: 'PEN-1', change, ...there })).toEqual([
      { to: 'item', key: 'mer_kissa', command: { ...settle, inUse: { shopId: 'shp_1', ...there } } },
    ]);
  });
  it('that is not to be is taken back in every shop; one that is made asks nothing more', () => {
    const settled = { type: 'UnitChangeSettled', item: pen, changeId: 'cmd_7', shopIds } as const;
    expect(react(settled)).toEqual([]);
    expect(react(created)).toEqual([]);
    expect(react({ ...settled, inUse: { shopId: 'shp_2', onHand: 1, reserved: 0, safety: 0 } })).toEqual(
      shopIds.map((shopId) => ({ to: 'inventory', key: shopId, command: { type: 'KeepUnit', shopId, sku: 'PEN-1', change } })),
    );
  });
});
