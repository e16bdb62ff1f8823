import type { DecisionContext, View } from '@noren/kernel';
import { describe, expect, it } from 'vitest';
import type { Hold, InventoryEvent, InventoryRecords } from '../domain/stock.ts';
import { committed, level, released, reserved, setTo } from '../domain/events.test-support.ts';
import { inventoryEffects } from './effects.ts';

const facts: DecisionContext = { now: '2026-01-05T09:00:00.000Z', newId: (prefix) => prefix, actor: 'staff:1', commandId: 'cmd_1' };
const row = { shopId: 'shp_1', sku: 'pen', at: facts.now, onHandDelta: 0, reservedDelta: 0, safetyDelta: 0, reason: '', actor: 'staff:1' };
const effects = (event: InventoryEvent, hold?: Partial<Hold>) => {
  const found: Hold | undefined = hold && { shopId: 'shp_1', holder: 'a', status: 'held', lines: [], ...hold };
  const view: View<InventoryRecords> = { stock: () => undefined, hold: () => found, unit: () => undefined };
  return inventoryEffects(event, view, facts);
};
const line = { sku: 'pen', quantity: 3 };
const expiresAt = '2026-01-05T09:30:00.000Z';

describe('what an event brings along', () => {
  it('of a count is its difference in the ledger, and for the caller the level reached', () => {
    expect(effects(setTo('pen', 1, -4, level('pen', 1, { reserved: 3, short: 2 })))).toEqual({
      ledger: [{ ...row, onHandDelta: -4, reason: 'counted' }],
      result: { levels: [{ sku: 'pen', onHand: 1, available: 0, short: 2, version: 1 }] },
    });
  });
  it('of safety stock is a row of its own kind', () => {
    expect(effects({ type: 'SafetyStockSet', shopId: 'shp_1', sku: 'pen', safety: 2, delta: -1, levels: [level('pen', 5, { safety: 2 })] })).toEqual({
      ledger: [{ ...row, safetyDelta: -1, reason: 'safety' }],
      result: { levels: [{ sku: 'pen', onHand: 5, available: 3, short: 0, version: 1 }] },
    });
  });
  it('of a reservation is a row a line for its holder, and a timer where it runs out', () => {
    const event = reserved('a', 'pen', 3, level('pen', 5, { reserved: 3 }));
    const expected = { ledger: [{ ...row, reservedDelta: 3, reason: 'reserved', holder: 'a' }], result: { hold: 'held' } };
    expect(effects(event)).toEqual(expected);
    expect(effects({ ...event, expiresAt })).toEqual({
      ...expected,
      setTimers: [{ key: 'hold/shp_1/a', due: expiresAt, command: { type: 'ReleaseStock', shopId: 'shp_1', holder: 'a', expired: true } }],
    });
  });
  it('of a shortage is only the answer', () => {
    const short = [{ sku: 'pen', quantity: 3, available: 1 }];
    expect(effects({ type: 'StockShort', shopId: 'shp_1', holder: 'a', short })).toEqual({ result: { hold: 'short', short } });
  });
  it('of a commit takes both down, and stops the timer where there is one', () => {
    const expected = { ledger: [{ ...row, onHandDelta: -3, reservedDelta: -3, reason: 'committed', holder: 'a' }], result: { hold: 'committed' } };
    expect(effects(committed('a', [line], level('pen', 2)), {})).toEqual(expected);
    expect(effects(committed('a', [line], level('pen', 2)), { expiresAt })).toEqual({ ...expected, cancelTimers: ['hold/shp_1/a'] });
  });
  it('of a release says whether it ran out', () => {
    const expected = { ledger: [{ ...row, reservedDelta: -3, reason: 'released', holder: 'a' }], result: { hold: 'released' } };
    expect(effects(released('a', [line], level('pen', 5)), {})).toEqual(expected);
    expect(effects({ ...released('a', [line], level('pen', 5)), expired: true }, { expiresAt })).toEqual({
      ...expected,
      ledger: [{ ...row, reservedDelta: -3, reason: 'expired', holder: 'a' }],
      cancelTimers: ['hold/shp_1/a'],
    });
  });
});
