import { scenarios } from '@noren/testing';
import { describe, it } from 'vitest';
import { inventoryRules } from '../application/rules.ts';
import { committed, level, released, reserved, setTo } from './events.test-support.ts';

const given = scenarios(inventoryRules);
const commit = (holder: string) => ({ type: 'CommitStock', shopId: 'shp_1', holder }) as const;
const held = reserved('a', 'pen', 3, level('pen', 5, { reserved: 3, version: 2 }));
const gone = committed('a', [{ sku: 'pen', quantity: 3 }], level('pen', 2, { version: 3 }));

describe('CommitStock', () => {
  it('takes on hand and reserved down together', () => {
    given(setTo('pen', 5, 5), held)
      .when(commit('a'))
      .then([gone]);
  });
  it('applies where the shelf is short, below zero too', () => {
    given(setTo('pen', 5, 5), held, setTo('pen', 1, -4, level('pen', 1, { reserved: 3, short: 2, version: 3 })))
      .when(commit('a'))
      .then([{ ...gone, levels: [level('pen', -2, { short: 2, version: 4 })] }]);
  });
  it('happens once', () => {
    given(setTo('pen', 5, 5), held, gone)
      .when(commit('a'))
      .then([]);
  });
  it('refuses a holder that has nothing', () => {
    given().when(commit('a')).then({ refused: 'hold_not_found', kind: 'not_found', field: 'holder' });
    given(setTo('pen', 5, 5), held, released('a', held.lines, level('pen', 5, { version: 3 })))
      .when(commit('a'))
      .then({ refused: 'hold_released', kind: 'conflict' });
    given().when(commit('')).then({ refused: 'invalid_request' });
  });
});
