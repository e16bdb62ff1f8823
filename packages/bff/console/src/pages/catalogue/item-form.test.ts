import { expect, it } from 'vitest';
import { emptyDraft, saidBy } from './item-form.ts';

it('a draft says its price in the minor units of its currency, and nothing while that is not clear', () => {
  const said = (price: string, currency: string): number | undefined => saidBy({ ...emptyDraft, en: 'Tea', price }, currency)?.price.amount;
  expect(['1280', '１２８０', ' 1280 ', '1,234,567'].map((typed) => said(typed, 'JPY'))).toEqual([1_280, 1_280, 1_280, 1_234_567]);
  expect(['2.6', '2,60', '2', '2.', '1,234.50'].map((typed) => said(typed, 'GBP'))).toEqual([260, 260, 200, 200, 123_450]);
  expect(said('199.50', 'HUF')).toBe(19_950);
  expect(['', 'abc', '-1', '0.605', '1e3', '1,000', '1.280', '1,2,3'].map((typed) => said(typed, 'GBP'))).toEqual(Array(8).fill(undefined));
  expect([said('1.5', 'JPY'), said('1,280', 'JPY')]).toEqual([undefined, undefined]);
});

it('names in languages that the form does not show stay as they are', () => {
  expect(saidBy({ ...emptyDraft, en: 'Tea', price: '1' }, 'GBP', { fr: 'Thé', en: 'Old' })?.names).toEqual({ fr: 'Thé', en: 'Tea' });
});
