import { describe, expect, it } from 'vitest';
import { articleReasons, isPricedIn } from './why-not.ts';

const codes = (reasons: readonly Readonly<{ code: string }>[]): readonly string[] => reasons.map(({ code }) => code);

describe('why an article cannot be sold', () => {
  const article = { published: true, available: 3, item: '{"price":{"amount":1,"currency":"GBP"}}' };

  it('is known by its currency', () => expect([isPricedIn(article, 'GBP'), isPricedIn(article, 'EUR')]).toEqual([true, false]));
  it('is nothing while enough is there', () => expect(articleReasons(article, 3, 'GBP')).toEqual([]));
  it('is that there is none such', () => expect(codes(articleReasons(undefined, 1, 'GBP'))).toEqual(['unknown_item']));
  it('is everything that is wrong with it', () =>
    expect(articleReasons({ ...article, published: false }, 4, 'EUR')).toMatchObject([
      { code: 'not_published' },
      { code: 'wrong_currency' },
      { code: 'out_of_stock', requested: 4, available: 3 },
    ]));
});
