import { expect, it } from 'vitest';
import { emptyDraft, parsedPrice, saidBy } from './item-form.ts';

it('prices are read in the minor units of their currency, as people type them', () => {
  expect(['1,280', '１２８０', ' 1280 '].map((typed) => parsedPrice(typed, 'JPY'))).toEqual([1_280, 1_280, 1_280]);
  expect(['2.6', '2.60', '2', '2.'].map((typed) => parsedPrice(typed, 'GBP'))).toEqual([260, 260, 200, 200]);
  expect(['', 'abc', '-1', '2.605', '1e3'].map((typed) => parsedPrice(typed, 'GBP'))).toEqual([undefined, undefined, undefined, undefined, undefined]);
  expect(parsedPrice('1.5', 'JPY')).toBeUndefined();
});

it('names in languages that the form does not show stay as they are', () => {
  expect(saidBy({ ...emptyDraft, en: 'Tea', price: '1' }, 'GBP', { fr: 'Thé', en: 'Old' })?.names).toEqual({ fr: 'Thé', en: 'Tea' });
});
