import { expect, it } from 'vitest';
import fc from 'fast-check';
import { foldText } from './text.ts';

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
