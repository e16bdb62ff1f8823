import { scenarios } from '@noren/testing';
import { describe, it } from 'vitest';
import { inventoryRules } from '../application/rules.ts';
import { committed, level, reserved, setTo } from './events.test-support.ts';

const given = scenarios(inventoryRules);
const set = (sku: string, onHand: number, reason = 'counted') => ({ type: 'SetStock', shopId: 'shp_1', sku, onHand, reason }) as const;

describe('SetStock', () => {
  it('takes the first count of an article, and keeps its SKU as typed', () => {
    given()
      .when(set('Pen-1', 5))
      .then([setTo('Pen-1', 5, 5)]);
  });
  it('knows the article in another spelling', () => {
    given(setTo('Pen-1', 5, 5))
      .when(set('ＰＥＮ-1', 7))
      .then([setTo('Pen-1', 7, 2, level('Pen-1', 7, { version: 2 }))]);
  });
  it('takes no SKU that no address can hold, unless the shop holds it from before', () => {
    given().when(set('..', 1)).then({ refused: 'invalid_request', field: 'sku' });
    given(setTo('..', 5, 5))
      .when(set('..', 7))
      .then([setTo('..', 7, 2, level('..', 7, { version: 2 }))]);
  });
  it('applies below what was promised, and tells what is short', () => {
    given(setTo('pen', 5, 5), reserved('a', 'pen', 3, level('pen', 5, { reserved: 3, version: 2 })))
      .when(set('pen', 1))
      .then([setTo('pen', 1, -4, level('pen', 1, { reserved: 3, short: 2, version: 3 }))]);
  });
  it('changes nothing where the count finds what is known', () => {
    given(setTo('pen', 5, 5))
      .when(set('pen', 5))
      .then([]);
    given()
      .when(set('pen', 0))
      .then([setTo('pen', 0, 0)]);
  });
  it('tells again what is short where the same count still does not do', () => {
    const short = level('pen', 1, { reserved: 3, short: 2 });
    given(setTo('pen', 1, 1, short))
      .when(set('pen', 1))
      .then([setTo('pen', 1, 0, { ...short, version: 2 })]);
  });
  it('that began with another number on hand is refused, and says what is there now', () => {
    const counted = (onHand: number, expectedOnHand: number) => ({ ...set('pen', onHand), expectedOnHand });
    const sold = committed('a', [{ sku: 'pen', quantity: 2 }], level('pen', 3, { version: 2 }));
    given(setTo('pen', 5, 5), sold)
      .when(counted(5, 5))
      .then({ refused: 'stock_moved', kind: 'conflict', field: 'expectedOnHand' });
    given(setTo('pen', 5, 5), sold)
      .when(counted(4, 3))
      .then([setTo('pen', 4, 1, level('pen', 4, { version: 3 }))]);
    given().when(counted(4, 1)).then({ refused: 'stock_moved' });
    given()
      .when(counted(4, 0))
      .then([setTo('pen', 4, 4)]);
  });
  it('is not troubled by what was only promised since', () => {
    given(setTo('pen', 5, 5), reserved('a', 'pen', 3, level('pen', 5, { reserved: 3, version: 2 })))
      .when({ ...set('pen', 4), expectedOnHand: 5 })
      .then([setTo('pen', 4, -1, level('pen', 4, { reserved: 3, version: 3 }))]);
  });
  it('for another reason than a count goes the way of that reason', () => {
    given(setTo('pen', 5, 5))
      .when(set('pen', 6, 'damaged'))
      .then({ refused: 'reason_direction', field: 'onHand' });
    given(setTo('pen', 5, 5))
      .when(set('pen', 4, 'received'))
      .then({ refused: 'reason_direction', field: 'onHand' });
    given(setTo('pen', 5, 5))
      .when(set('pen', 4, 'damaged'))
      .then([{ ...setTo('pen', 4, -1, level('pen', 4, { version: 2 })), reason: 'damaged' }]);
  });
  it('refuses what cannot be counted', () => {
    given().when(set('pen', -1)).then({ refused: 'invalid_request', kind: 'invalid', field: 'onHand' });
    given().when(set('pen', 1.5)).then({ refused: 'invalid_request' });
    given()
      .when(set('pen', 2 ** 53))
      .then({ refused: 'invalid_request' });
    given()
      .when(set('pen', 1, 'stolen'))
      .then({ refused: 'invalid_request', kind: 'invalid', field: 'reason' });
    given().when(set(' ', 1)).then({ refused: 'invalid_request', kind: 'invalid', field: 'sku' });
    given().when(set('p\u0000n', 1)).then({ refused: 'invalid_request' });
    given()
      .when({ ...set('pen', 1), shopId: 'shp/1' })
      .then({ refused: 'invalid_request', field: 'shopId' });
  });
});
