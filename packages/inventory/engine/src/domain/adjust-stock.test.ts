import { scenarios } from '@noren/testing';
import { describe, it } from 'vitest';
import { inventoryRules } from '../application/rules.ts';
import { level, reserved, setTo } from './events.test-support.ts';

const given = scenarios(inventoryRules);
const adjust = (sku: string, delta: number, reason = 'received') => ({ type: 'AdjustStock', shopId: 'shp_1', sku, delta, reason }) as const;
const adjusted = (sku: string, delta: number, short: number, after: ReturnType<typeof level>, reason = 'received') =>
  ({ type: 'StockAdjusted', shopId: 'shp_1', sku, delta, reason, short, levels: [after] }) as const;

describe('AdjustStock', () => {
  it('adds to what is there, under the SKU as it was typed first', () => {
    given(setTo('Pen', 5, 5))
      .when(adjust('PEN', 3))
      .then([adjusted('Pen', 3, 0, level('Pen', 8, { version: 2 }))]);
    given()
      .when(adjust('Pen', 3))
      .then([adjusted('Pen', 3, 0, level('Pen', 3))]);
  });
  it('takes away even what is promised or not there, and tells what is short', () => {
    given(setTo('pen', 5, 5), reserved('a', 'pen', 3, level('pen', 5, { reserved: 3, version: 2 })))
      .when(adjust('pen', -4, 'damaged'))
      .then([adjusted('pen', -4, 2, level('pen', 1, { reserved: 3, short: 2, version: 3 }), 'damaged')]);
    given(setTo('pen', 1, 1))
      .when(adjust('pen', -2, 'sold_elsewhere'))
      .then([adjusted('pen', -2, 1, level('pen', -1, { short: 1, version: 2 }), 'sold_elsewhere')]);
  });
  it('is refused where it goes the other way than its reason says', () => {
    for (const [delta, reason] of [
      [5, 'damaged'],
      [1, 'sold_elsewhere'],
      [-1, 'received'],
      [-5, 'return'],
    ] as const)
      given(setTo('pen', 5, 5))
        .when(adjust('pen', delta, reason))
        .then({ refused: 'reason_direction', kind: 'invalid', field: 'delta' });
  });
  it('is short no longer once what was missing is found', () => {
    given(setTo('pen', 1, 1, level('pen', 1, { reserved: 3, short: 2 })))
      .when(adjust('pen', 4))
      .then([adjusted('pen', 4, 0, level('pen', 5, { reserved: 3, version: 2 }))]);
  });
  it('by nothing is nothing', () => {
    given().when(adjust('pen', 0)).then([]);
  });
  it('refuses what is no quantity, no reason, or would leave the range of exact integers', () => {
    given().when(adjust('pen', 0.5)).then({ refused: 'invalid_request', kind: 'invalid', field: 'delta' });
    given().when(adjust('pen', Number.NaN)).then({ refused: 'invalid_request' });
    given()
      .when(adjust('pen', -(2 ** 53)))
      .then({ refused: 'invalid_request' });
    given()
      .when(adjust('pen', 1, ''))
      .then({ refused: 'invalid_request' });
    given().when(adjust('', 1)).then({ refused: 'invalid_request' });
    given(setTo('pen', Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER))
      .when(adjust('pen', 1))
      .then({ refused: 'quantity' });
  });
});
