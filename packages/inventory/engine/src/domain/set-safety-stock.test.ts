import { scenarios } from '@noren/testing';
import { describe, it } from 'vitest';
import { inventoryRules } from '../application/rules.ts';
import { level, reserved, setTo } from './events.test-support.ts';

const given = scenarios(inventoryRules);
const keep = (safety: number, sku = 'pen') => ({ type: 'SetSafetyStock', shopId: 'shp_1', sku, safety }) as const;
const safetySet = (safety: number, delta: number, after: ReturnType<typeof level>) =>
  ({ type: 'SafetyStockSet', shopId: 'shp_1', sku: 'pen', safety, delta, levels: [after] }) as const;

describe('SetSafetyStock', () => {
  it('keeps so much back from what is available', () => {
    given(setTo('pen', 5, 5))
      .when(keep(2))
      .then([safetySet(2, 2, level('pen', 5, { safety: 2, version: 2 }))]);
    given(setTo('pen', 5, 5), safetySet(2, 2, level('pen', 5, { safety: 2, version: 2 })))
      .when(keep(1, 'PEN'))
      .then([safetySet(1, -1, level('pen', 5, { safety: 1, version: 3 }))]);
  });
  it('leaves what is reserved already, and makes nothing short', () => {
    given(setTo('pen', 5, 5), reserved('a', 'pen', 4, level('pen', 5, { reserved: 4, version: 2 })))
      .when(keep(9))
      .then([safetySet(9, 9, level('pen', 5, { reserved: 4, safety: 9, version: 3 }))]);
  });
  it('as it is already is nothing', () => {
    given().when(keep(0)).then([]);
  });
  it('refuses what is no quantity of an article', () => {
    given().when(keep(-1)).then({ refused: 'invalid_request', kind: 'invalid', field: 'safety' });
    given().when(keep(1, '')).then({ refused: 'invalid_request' });
  });
});
