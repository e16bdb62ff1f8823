import { scenarios } from '@noren/testing';
import { describe, it } from 'vitest';
import { inventoryRules } from '../application/rules.ts';
import { level, reserved, setTo } from './events.test-support.ts';
import type { InventoryEvent } from './stock.ts';

const given = scenarios(inventoryRules);
const article = { shopId: 'shp_1', sku: 'ham' };
const toWeight = { type: 'ChangeUnit', ...article, soldBy: 'weight', was: 'piece', change: 'mer_1/cmd_1' } as const;
const changed: InventoryEvent = { ...toWeight, type: 'UnitChanged' };
const keep = (change: string) => ({ type: 'KeepUnit', ...article, change }) as const;
const inUse = (there: { onHand: number; reserved: number; safety: number }): InventoryEvent => ({
  type: 'UnitInUse',
  ...article,
  change: 'mer_1/cmd_1',
  ...there,
});

describe('ChangeUnit', () => {
  it('counts an article in another unit where nothing of it lies, whether it was ever stocked or not', () => {
    given().when(toWeight).then([changed]);
    given(setTo('ham', 0, 0))
      .when(toWeight)
      .then([changed]);
  });
  it('is told what is there instead: on hand, promised, kept back, or missing', () => {
    given(setTo('ham', 5, 5))
      .when(toWeight)
      .then([inUse({ onHand: 5, reserved: 0, safety: 0 })]);
    given(setTo('ham', 5, 5), reserved('a', 'ham', 5, level('ham', 5, { reserved: 5 })))
      .when(toWeight)
      .then([inUse({ onHand: 5, reserved: 5, safety: 0 })]);
    given(setTo('ham', 0, 0, level('ham', 0, { safety: 2 })))
      .when(toWeight)
      .then([inUse({ onHand: 0, reserved: 0, safety: 2 })]);
    given(setTo('ham', 0, 0, level('ham', -1)))
      .when(toWeight)
      .then([inUse({ onHand: -1, reserved: 0, safety: 0 })]);
  });
  it('refuses from then on whoever still means the old unit, in whatever spelling, and takes the new one or none', () => {
    const set = { type: 'SetStock', shopId: 'shp_1', sku: 'ＨＡＭ', onHand: 5, reason: 'counted' } as const;
    for (const move of [
      set,
      { type: 'AdjustStock', ...article, delta: 5, reason: 'received' } as const,
      { type: 'SetSafetyStock', ...article, safety: 5 } as const,
    ]) {
      given(changed)
        .when({ ...move, soldBy: 'piece' })
        .then({ refused: 'unit_changed', kind: 'conflict', field: 'soldBy' });
    }
    for (const soldBy of [{ soldBy: 'weight' }, {}])
      given(changed)
        .when({ ...set, ...soldBy })
        .then([setTo('ＨＡＭ', 5, 5)]);
    given()
      .when({ ...set, soldBy: 'piece' })
      .then([setTo('ＨＡＭ', 5, 5)]);
  });
  it('has nothing for an order that was priced by the old unit', () => {
    const order = { type: 'ReserveStock', shopId: 'shp_1', holder: 'ord_1', lines: [{ sku: 'Ham', quantity: 2, soldBy: 'piece' }] } as const;
    given(changed, setTo('ham', 5_000, 5_000))
      .when(order)
      .then([{ type: 'StockShort', shopId: 'shp_1', holder: 'ord_1', short: [{ sku: 'Ham', quantity: 2, available: 0 }] }]);
    given(changed, setTo('ham', 5_000, 5_000))
      .when({ ...order, lines: [{ sku: 'ham', quantity: 250, soldBy: 'weight' }] })
      .then([reserved('ord_1', 'ham', 250, level('ham', 5_000, { reserved: 250, version: 2 }))]);
  });
});

describe('KeepUnit', () => {
  const kept: InventoryEvent = { type: 'UnitKept', ...article, soldBy: 'piece', change: 'mer_1/cmd_1' };
  it('takes a change back, so that the old unit counts again', () => {
    given(changed).when(keep('mer_1/cmd_1')).then([kept]);
    given(changed, kept)
      .when({ type: 'AdjustStock', ...article, delta: 5, reason: 'received', soldBy: 'weight' })
      .then({ refused: 'unit_changed' });
  });
  it('does nothing where the change never was, or is not the last one', () => {
    given().when(keep('mer_1/cmd_1')).then([]);
    given(changed).when(keep('mer_1/cmd_0')).then([]);
  });
});
