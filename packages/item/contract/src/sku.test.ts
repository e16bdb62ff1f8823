import { expect, it } from 'vitest';
import { isKeptSku, SKU_IN_DOCUMENTS } from './sku.ts';

it('documents say of every character whether a SKU may have it', () => {
  const documented = new RegExp(SKU_IN_DOCUMENTS.pattern, 'u');
  const differ: string[] = [];
  for (let code = 0; code < 0x110000; code += code < 0xffff ? 1 : 0x101) {
    const text = `A${String.fromCodePoint(code)}1`;
    // Halves of characters, and what is beyond U+FFFF, no pattern can name that all languages take.
    const isBeyond = (code >= 0xd800 && code <= 0xdfff) || code > 0xffff;
    if (!isBeyond && documented.test(text) !== isKeptSku(text)) differ.push(code.toString(16));
  }
  expect(differ).toEqual([]);
});

it('documents say it to languages that know characters by halves too', () => {
  const byHalves = new RegExp(SKU_IN_DOCUMENTS.pattern);
  expect(['', 'TEA', '🍵', 'お茶 1', 'T\u200bEA'].map((text) => byHalves.test(text))).toEqual([false, true, true, true, false]);
});

it('documents say that a SKU is not blank', () =>
  expect(['', ' ', '\u3000', ' A', 'A B'].map((text) => [new RegExp(SKU_IN_DOCUMENTS.pattern, 'u').test(text), isKeptSku(text)])).toEqual([
    [false, false],
    [false, false],
    [false, false],
    [true, true],
    [true, true],
  ]));
