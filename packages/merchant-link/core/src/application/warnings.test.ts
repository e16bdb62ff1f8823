import { Unavailable } from '@noren/service-kit';
import { describe, expect, it } from 'vitest';
import type { KnownItems } from './ports.ts';
import type { LineAnswer } from './schemas.ts';
import { warnOfGtins, warnOfSkus } from './warnings.ts';

const catalogue = [
  { sku: 'G1', gtin: '5901234123457' },
  { sku: 'G2', gtin: '05901234123457' },
  { sku: 'PEN', gtin: undefined },
];
const asked: string[][] = [];
const items: KnownItems = {
  getItems: async ({ skus }) => (asked.push(skus), { items: catalogue.filter(({ sku }) => skus.some((one) => one.toUpperCase() === sku)) }),
  getItemsByGtin: async ({ gtins }) => (
    asked.push(gtins),
    { items: catalogue.filter(({ gtin }) => gtin !== undefined && gtins.includes(gtin.padStart(14, '0'))) }
  ),
};
const away: KnownItems = { getItems: () => Promise.reject(new Unavailable('away')), getItemsByGtin: () => Promise.reject(new Unavailable('away')) };
const answersOf = (lines: readonly object[], status: LineAnswer['status'] = 'done'): LineAnswer[] => lines.map((_, at) => ({ line: at + 1, status }));
const codes = (answers: readonly LineAnswer[]): unknown[] => answers.map(({ warning }) => warning?.code);

describe('a GTIN that several items bear', () => {
  const lines = [{ sku: 'g1', gtin: '5901234123457' }, { sku: 'G3', gtin: '4006381333931' }, { sku: 'PEN' }, { sku: 'G4', gtin: null }];

  it('is told at each of their lines, in any of its lengths, with the others', async () => {
    const answers = await warnOfGtins(items, 'mer_1', { lines, answers: answersOf(lines) });
    expect(codes(answers)).toEqual(['gtin_twice', undefined, undefined, undefined]);
    expect(answers[0]).toMatchObject({ status: 'done', warning: { message: 'It stands, but its GTIN is also that of G2', field: 'gtin' } });
  });
  it('is not told of what does not stand, nor where Item is away', async () => {
    expect(codes(await warnOfGtins(items, 'mer_1', { lines, answers: answersOf(lines, 'refused') }))).toEqual([undefined, undefined, undefined, undefined]);
    expect(await warnOfGtins(away, 'mer_1', { lines, answers: answersOf(lines) })).toEqual(answersOf(lines));
  });
});

describe('stock of a SKU that no item has', () => {
  it('stands, and is told', async () => {
    const lines = [{ sku: 'pen' }, { sku: 'PNE' }, { sku: 'pen' }];
    expect(codes(await warnOfSkus(items, 'mer_1', { lines, answers: answersOf(lines) }))).toEqual([undefined, 'unknown_sku', undefined]);
    expect(codes(await warnOfSkus(items, 'mer_1', { lines, answers: answersOf(lines, 'refused') }))).toEqual([undefined, undefined, undefined]);
    expect(await warnOfSkus(away, 'mer_1', { lines, answers: answersOf(lines) })).toEqual(answersOf(lines));
  });
  it('is asked about in calls as large as Item takes, each SKU once', async () => {
    asked.length = 0;
    const lines = Array.from({ length: 2_500 }, (_, at) => ({ sku: `S${at % 1_500}` }));
    await warnOfSkus(items, 'mer_1', { lines, answers: answersOf(lines) });
    expect(asked.map(({ length }) => length)).toEqual([1_000, 500]);
  });
});
