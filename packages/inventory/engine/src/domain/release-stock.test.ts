import { scenarios } from '@noren/testing';
import { describe, expect, it } from 'vitest';
import { inventoryRules } from '../application/rules.ts';
import { committed, level, released, reserved, setTo } from './events.test-support.ts';

const given = scenarios(inventoryRules);
const release = (holder: string, expired = false) => ({ type: 'ReleaseStock', shopId: 'shp_1', holder, expired }) as const;
const stocked = setTo('pen', 5, 5);
const held = reserved('a', 'pen', 3, level('pen', 5, { reserved: 3, version: 2 }));
const back = released('a', held.lines, level('pen', 5, { version: 3 }));

describe('ReleaseStock', () => {
  it('gives back what was held', () => {
    given(stocked, held).when(release('a')).then([back]);
  });
  it('gives back to a short shelf what is then no longer short', () => {
    given(stocked, held, setTo('pen', 1, -4, level('pen', 1, { reserved: 3, short: 2, version: 3 })))
      .when(release('a'))
      .then([{ ...back, levels: [level('pen', 1, { version: 4 })] }]);
  });
  it('happens once', () => {
    given(stocked, held, back).when(release('a')).then([]);
  });
  it('marks a holder used that never held anything', () => {
    const when = given().when(release('a'));
    when.then([released('a', [])]);
    expect(when.record('hold', 'shp_1/a')).toMatchObject({ status: 'released', lines: [] });
  });
  it('does not bring back what has left the shop', () => {
    given(stocked, held, committed('a', held.lines, level('pen', 2, { version: 3 })))
      .when(release('a'))
      .then({ refused: 'hold_committed', kind: 'conflict', field: 'holder' });
  });
  it('by the timer releases a hold that is held, and does nothing to any other', () => {
    given(stocked, held)
      .when(release('a', true))
      .then([{ ...back, expired: true }]);
    given(stocked, held, back).when(release('a', true)).then([]);
    given(stocked, held, committed('a', held.lines, level('pen', 2, { version: 3 })))
      .when(release('a', true))
      .then([]);
    given().when(release('a', true)).then([]);
  });
  it('refuses what is no holder', () => {
    given().when(release('a b')).then({ refused: 'invalid_request', kind: 'invalid', field: 'holder' });
  });
});
