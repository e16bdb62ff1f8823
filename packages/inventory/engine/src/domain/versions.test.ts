import { refusal } from '@noren/inventory-contract/refusals';
import { scenarios } from '@noren/testing';
import { describe, expect, it } from 'vitest';
import { inventoryRules } from '../application/rules.ts';
import { level, reserved, setTo } from './events.test-support.ts';
import type { InventoryCommand } from './stock.ts';

const given = scenarios(inventoryRules);
const article = { shopId: 'shp_1', sku: 'pen' };
/** Every change of a level by hand, and one that would change nothing of a level of five. */
const changes: readonly Extract<InventoryCommand, { expectedVersion?: number }>[] = [
  { ...article, type: 'SetStock', onHand: 4, reason: 'counted' },
  { ...article, type: 'SetStock', onHand: 5, reason: 'counted' },
  { ...article, type: 'AdjustStock', delta: -1, reason: 'damaged' },
  { ...article, type: 'AdjustStock', delta: 0, reason: 'damaged' },
  { ...article, type: 'SetSafetyStock', safety: 2 },
  { ...article, type: 'SetSafetyStock', safety: 0 },
];
const past = [setTo('pen', 5, 5), reserved('a', 'pen', 3, level('pen', 5, { reserved: 3, version: 2 }))] as const;

describe.each(changes.map((change) => [change.type, change] as const))('%s', (_, change) => {
  it('that names the version that the level has is as one that names none', () => {
    const without = given(...past)
      .when(change)
      .events();
    expect(
      given(...past)
        .when({ ...change, expectedVersion: 2 })
        .events(),
    ).toEqual(without);
  });

  it('that names another is refused, also where only promises were made since, or where it would change nothing', () => {
    for (const expectedVersion of [0, 1, 3])
      given(...past)
        .when({ ...change, expectedVersion })
        .then({ refused: 'version_conflict', kind: 'conflict', field: 'expectedVersion' });
    const late = () =>
      given(...past)
        .when({ ...change, expectedVersion: 1 })
        .events();
    expect(late).toThrow(refusal('version_conflict', 'expectedVersion', 'pen is at version 2 now'));
  });

  it('that names 0 is for an article that the shop has never held', () => {
    expect(() =>
      given()
        .when({ ...change, expectedVersion: 0 })
        .events(),
    ).not.toThrow();
    given()
      .when({ ...change, expectedVersion: 1 })
      .then({ refused: 'version_conflict' });
  });
});
