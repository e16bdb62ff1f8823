import { expect, it } from 'vitest';
import fc from 'fast-check';
import { foldText, isBlank, isOneLine, isSeen, keptLine } from './text.ts';

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

const SPELLING = [
  'می‌خواهم',
  'ක්‍ෂ',
  '葛\u{e0100}城',
  '👨‍🍳',
  '👨‍👩‍👧',
  '🏳️‍🌈',
  '❤️',
  '1️⃣',
  '👍🏽',
  '\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}',
  'שָׁלוֹם',
  'شاي أخضر',
  'ชาเขียว',
  'q\u0323\u0307',
  '\u1112\u1161\u11ab\u1112\u1160'.normalize('NFC'),
];
const DAMAGE = [
  ...['\u200b', '\u2060', '\ufeff', '\u00ad', '\u200e', '\u200f', '\u061c', '\u202a', '\u202b', '\u202c', '\u202d', '\u202e', '\u2066', '\u2067'],
  ...['\u2068', '\u2069', '\u2061', '\u206a', '\u3164', '\uffa0', '\u{e0001}', '\u{e0067}', '\u{e007f}', '\ufff9', '\u{1d173}'],
];

it('keeps what is spelling: joiners, selectors, emoji of any form, marks, scripts of either direction', () => {
  expect(SPELLING.map(keptLine)).toEqual(SPELLING);
  expect(SPELLING.filter((text) => !isOneLine(text, 20) || isBlank(text))).toEqual([]);
});

it('keeps a text without its invisible damage, in NFC', () => {
  expect(DAMAGE.map((character) => keptLine(`Green${character}tea`))).toEqual(DAMAGE.map(() => 'Greentea'));
  expect(keptLine('Cafe\u0301')).toBe('Café');
  expect(keptLine('Cafe\u200b\u0301')).toBe('Café');
  expect(keptLine('\u{1f3f4}\u{e0068}\u{e0069}\u{e0020}\u{e0068}\u{e007f}')).toBe('🏴');
});

it('keeps a text without the spaces around it, whichever they are', () => {
  for (const text of [' a  b ', '\u3000a  b\u00a0', '\u200b a  b\u2003\u200b', ' \u200b \u3000a  b']) expect(keptLine(text)).toBe('a  b');
  expect(keptLine(' é ')).toBe('é');
  expect([keptLine('\ta'), keptLine('é\n')]).toEqual(['\ta', 'é\n']);
  expect(keptLine(`é${' '.repeat(1_000_000)}é`)).toHaveLength(1_000_002);
});

it('counts the characters of what is kept', () => {
  expect(isOneLine('a\u200b'.repeat(20), 20)).toBe(true);
  expect(isOneLine('e\u0301'.repeat(20), 20)).toBe(true);
  expect(isOneLine('e\u0301'.repeat(21), 20)).toBe(false);
});

it('has one form of what is kept, which is no longer damaged', () => {
  const pieces = fc.constantFrom(...SPELLING, ...DAMAGE, 'e', '\u0301', ' ', '\ud83d');
  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: 'grapheme' }),
    fc.array(pieces).map((all) => all.join('')),
  );
  fc.assert(
    fc.property(texts, fc.nat(40), (text, max) => {
      const kept = keptLine(text);
      expect(keptLine(kept)).toBe(kept);
      expect(kept.isWellFormed()).toBe(kept.normalize('NFC').isWellFormed());
      expect(isOneLine(kept, max)).toBe(isOneLine(text, max));
      expect(isBlank(kept)).toBe(isBlank(text));
    }),
  );
});

it('sees nothing in a text of spaces, joiners and damage', () => {
  for (const text of ['', '  ', '\u3000', '\u200d', '\ufe0f', ...DAMAGE]) expect(isBlank(text)).toBe(true);
  expect(isBlank(' a ')).toBe(false);
});

it('lets ids and keys be of nothing but what is seen', () => {
  for (const one of [...DAMAGE, '\u200c', '\u200d', '\ufe0f', '\0', '\t', '\u0007', '\u2028', '\ud800']) expect(isSeen(`A${one}1`)).toBe(false);
  for (const text of ['', 'A-1', '鉛筆 B', 'é', '🖊']) expect(isSeen(text)).toBe(true);
});
