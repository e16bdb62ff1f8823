import { expect, it } from 'vitest';
import type { Item } from '@noren/bff-contract';
import { behindOwn, expectOwn, rememberOwn, settleOwn, withOwn } from './own-changes.ts';

it('goes from change to change of the page itself, and no further', () => {
  rememberOwn('itm_1', 3, 4);
  rememberOwn('itm_1', 4, 5);
  rememberOwn('itm_2', 5, 6);
  expect(behindOwn('itm_1', 3)).toBe(5);
  expect(behindOwn('itm_1', 5)).toBe(5);
  expect(behindOwn('itm_1', 2)).toBe(2);
});

it('takes a change that made no new version for none', () => {
  rememberOwn('itm_3', 7, 7);
  expect(behindOwn('itm_3', 7)).toBe(7);
});

const item = (version: number, change: Partial<Item> = {}): Item => ({
  ...{ sku: 'TEA', itemId: 'itm_tea', names: { en: 'Tea' }, price: { amount: 500, currency: 'GBP' }, taxClass: 'standard', status: 'published' },
  ...{ soldBy: 'piece', imageUrls: [], version, ...change },
});

it('what was read before a change of one’s own is answered does not take it back', () => {
  expectOwn('TEA', { status: 'draft' });
  expect(withOwn(item(1))).toMatchObject({ status: 'draft', version: 1 });
  settleOwn('TEA', item(2, { status: 'draft' }));
  expect(withOwn(item(1, { stock: { onHand: 3, available: 2 } }))).toMatchObject({ status: 'draft', version: 2, stock: { available: 2 } });
});

it('what others made since is shown, and what was refused is as it was read', () => {
  expectOwn('TEA', { status: 'draft' });
  settleOwn('TEA', undefined);
  expect(withOwn(item(3))).toMatchObject({ status: 'published', version: 3 });
  settleOwn('TEA', item(4, { status: 'draft' }));
  expect(withOwn(item(5))).toMatchObject({ status: 'published', version: 5 });
  expect(withOwn(item(1))).toMatchObject({ status: 'published', version: 1 });
});
