import { expect, it } from 'vitest';
import fc from 'fast-check';
import { foldText, isOneLine } from './text.ts';

const byUnicode = (text: string): string => text.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC').trim();

it('folds plain letters as Unicode does, by the short way', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme-ascii' }), (text) => {
      expect(foldText(text)).toBe(byUnicode(text));
    }),
  );
});

it('folds whatever else is written', () => {
  expect(foldText(' Ｔｅａ ')).toBe('tea');
  expect(foldText('STRAßE')).toBe(foldText('strasse'));
});

it('is one line: whatever breaks a line or is half a character is not, and code points are counted', () => {
  for (const text of ['two\nlines', 'nul\0', '\ud83d', 'a\u2028b', 'a\u2029b']) expect(isOneLine(text, 20)).toBe(false);
  expect(isOneLine('𠮷'.repeat(20), 20)).toBe(true);
  expect(isOneLine('𠮷'.repeat(21), 20)).toBe(false);
});
