import { expect, it } from 'vitest';
import { compare } from './compare.ts';
import { gtinsTwice } from './gtins-twice.ts';

const GTIN = '5901234123457';
const price = { amount: 1, currency: 'GBP' };
/** A new item, compared. */
function row(line: number, gtin?: string) {
  const compared = compare({ line, sku: `SKU ${line}`, names: { en: 'Pot' }, price, ...(gtin === undefined ? {} : { gtin }) }, undefined);
  if (!('kind' in compared)) throw new Error('it is a good row');
  return compared;
}
const target = {
  bearersOf: async () => [
    { sku: 'OTHER', gtin: GTIN },
    { sku: 'SKU 2', gtin: GTIN },
  ],
};

it('a row whose GTIN another item bears, in any length, stands and is told before anything is applied', async () => {
  expect(await gtinsTwice(target, 'mer_1', [row(1, `0${GTIN}`), row(3)])).toMatchObject([
    { line: 1, column: 'gtin', code: 'gtin_twice', values: { skus: 'OTHER, SKU 2' }, stands: true },
  ]);
});

it('what the file says of an item counts, and not what the item was: two rows of one GTIN are told, one that gives it up is not', async () => {
  const none = { bearersOf: async () => [] };
  expect(await gtinsTwice(none, 'mer_1', [row(1, GTIN), row(3, GTIN)])).toMatchObject([
    { line: 1, values: { skus: 'SKU 3' } },
    { line: 3, values: { skus: 'SKU 1' } },
  ]);
  expect(await gtinsTwice(target, 'mer_1', [row(1, GTIN), row(2)])).toMatchObject([{ line: 1, values: { skus: 'OTHER' } }]);
});
