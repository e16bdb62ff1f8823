import { scenarios } from '@noren/testing';
import { describe, expect, it } from 'vitest';
import { inventoryRules } from '../application/rules.ts';
import type { StockLine } from './stock.ts';
import { committed, level, released, reserved, setTo } from './events.test-support.ts';

const given = scenarios(inventoryRules, { now: '2026-01-05T09:00:00.000Z' });
const reserve = (holder: string, ...lines: readonly StockLine[]) => ({ type: 'ReserveStock', shopId: 'shp_1', holder, lines }) as const;
const of = (sku: string, quantity: number): StockLine => ({ sku, quantity });
const lacks = (holder: string, ...short: readonly (StockLine & { available: number })[]) => ({ type: 'StockShort', shopId: 'shp_1', holder, short }) as const;

describe('ReserveStock', () => {
  it('holds what is available, to the last unit', () => {
    given(setTo('pen', 2, 2))
      .when(reserve('a', of('pen', 2)))
      .then([reserved('a', 'pen', 2, level('pen', 2, { reserved: 2, version: 2 }))]);
  });
  it('holds all lines or none, and names every article that lacks', () => {
    given(setTo('pen', 5, 5), setTo('ink', 1, 1))
      .when(reserve('a', of('pen', 1), of('ink', 2), of('cap', 3)))
      .then([lacks('a', { ...of('ink', 2), available: 1 }, { ...of('cap', 3), available: 0 })]);
  });
  it('adds up two lines of one article before it looks at the shelf, whatever their case and width', () => {
    given(setTo('Pen-1', 3, 3))
      .when(reserve('a', of('PEN-1', 2), of('ｐｅｎ-1', 2)))
      .then([lacks('a', { ...of('PEN-1', 4), available: 3 })]);
    given(setTo('Pen-1', 4, 4))
      .when(reserve('a', of('PEN-1', 2), of('ｐｅｎ-1', 2)))
      .then([reserved('a', 'Pen-1', 4, level('Pen-1', 4, { reserved: 4, version: 2 }))]);
  });
  it('leaves what others hold and what is kept back', () => {
    const shelf = setTo('pen', 5, 5, level('pen', 5, { reserved: 2, safety: 1, version: 3 }));
    given(shelf)
      .when(reserve('b', of('pen', 3)))
      .then([lacks('b', { ...of('pen', 3), available: 2 })]);
    given(shelf)
      .when(reserve('b', of('pen', 2)))
      .then([reserved('b', 'pen', 2, level('pen', 5, { reserved: 4, safety: 1, version: 4 }))]);
  });
  it('has nothing to give where the shelf is short', () => {
    given(setTo('pen', 1, 1, level('pen', 1, { reserved: 3, short: 2 })))
      .when(reserve('b', of('pen', 1)))
      .then([lacks('b', { ...of('pen', 1), available: 0 })]);
  });
  it('serves a holder once: not while it holds, not after commit, not after release', () => {
    const stocked = setTo('pen', 5, 5);
    const again = { refused: 'holder_used', kind: 'conflict', field: 'holder' } as const;
    const hold = reserved('a', 'pen', 1, level('pen', 5, { reserved: 1, version: 2 }));
    given(stocked, hold)
      .when(reserve('a', of('pen', 1)))
      .then(again);
    given(stocked, hold, committed('a', [of('pen', 1)], level('pen', 4, { version: 3 })))
      .when(reserve('a', of('pen', 1)))
      .then(again);
    given(stocked, released('a', []))
      .when(reserve('a', of('pen', 1)))
      .then(again);
  });
  it('lets a holder that came too short try again', () => {
    given(lacks('a', { ...of('pen', 1), available: 0 }), setTo('pen', 1, 1))
      .when(reserve('a', of('pen', 1)))
      .then([reserved('a', 'pen', 1, level('pen', 1, { reserved: 1, version: 2 }))]);
  });
  it('remembers when the hold runs out, in UTC', () => {
    const held = reserved('a', 'pen', 1, level('pen', 5, { reserved: 1, version: 2 }));
    const when = given(setTo('pen', 5, 5)).when({ ...reserve('a', of('pen', 1)), expiresAt: '2026-01-05T18:30:00+09:00' });
    when.then([{ ...held, expiresAt: '2026-01-05T09:30:00.000Z' }]);
    expect(when.record('hold', 'shp_1/a')).toEqual({
      shopId: 'shp_1',
      holder: 'a',
      status: 'held',
      lines: [of('pen', 1)],
      expiresAt: '2026-01-05T09:30:00.000Z',
    });
  });
  it('takes 600 lines, some of them of one article', () => {
    const skus = Array.from({ length: 400 }, (_, at) => `sku-${at}`);
    const lines = Array.from({ length: 600 }, (_, at) => of(`sku-${at % 400}`, 1));
    const [event] = given(...skus.map((sku) => setTo(sku, 2, 2)))
      .when(reserve('a', ...lines))
      .events();
    if (event?.type !== 'StockReserved') throw new Error('not reserved');
    expect(event.lines).toHaveLength(400);
    expect(event.lines.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(600);
    expect(event.levels.every(({ sku, reserved: held, version }, at) => sku === `sku-${at}` && held === (at < 200 ? 2 : 1) && version === 2)).toBe(true);
  });
  it('refuses what is no reservation, naming the line', () => {
    given().when(reserve('a')).then({ refused: 'invalid_request', kind: 'invalid', field: 'lines' });
    for (const quantity of [0, -1, 0.5, 2 ** 53, Number.NaN])
      given()
        .when(reserve('a', of('pen', 1), of('ink', quantity)))
        .then({ refused: 'invalid_request', field: 'lines.1.quantity' });
    given()
      .when(reserve('a', of('pen', 1), of('', 1)))
      .then({ refused: 'invalid_request', field: 'lines.1.sku' });
    given()
      .when(reserve('a/b', of('pen', 1)))
      .then({ refused: 'invalid_request', field: 'holder' });
    for (const expiresAt of ['2026-01-05T09:00:00Z', 'tomorrow', '2027-01-01', '+012027-01-01T00:00:00Z'])
      given()
        .when({ ...reserve('a', of('pen', 1)), expiresAt })
        .then({ refused: 'expiry', kind: 'invalid', field: 'expiresAt' });
  });
});
