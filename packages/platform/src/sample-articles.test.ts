import { describe, expect, it } from 'vitest';
import { articles, categories } from './sample-articles.ts';

const checkDigit = (gtin: string): number =>
  (10 - (Array.from(gtin.slice(0, 12)).reduce((sum, digit, at) => sum + Number(digit) * (at % 2 === 1 ? 3 : 1), 0) % 10)) % 10;

describe('the sample’s articles', () => {
  it('have SKUs and GTINs of their own, with right check digits', () => {
    expect(new Set(articles.map(([sku]) => sku)).size).toBe(articles.length);
    expect(new Set(articles.map(([, gtin]) => gtin)).size).toBe(articles.length);
    for (const [, gtin] of articles) expect(`${gtin}: ${checkDigit(gtin)}`).toBe(`${gtin}: ${gtin[12]}`);
  });
  it('stand under categories that there are, whose parents come first', () => {
    const known = new Set(['']);
    for (const [key, parent] of categories) {
      expect(known).toContain(parent);
      known.add(key);
    }
    for (const [, , , , , , category] of articles) expect(known).toContain(category);
  });
});
