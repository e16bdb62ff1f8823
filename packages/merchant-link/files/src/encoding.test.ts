import { expect, test } from 'vitest';
import { decode } from './encoding.ts';

test.each(['euc-kr', 'windows-949', 'ks_c_5601-1987', 'CP949', 'uhc', 'ms949'])('%s has every syllable of windows-949', (label) => {
  expect(decode(Buffer.from([0x8c, 0x63, 0xbe, 0xe4, 0xb2, 0xe1, 0x2c, 0x98, 0xde]), label)).toBe('똠얌꿍,샾');
});

test.each(['shift_jis', 'cp932', 'MS932', 'windows-31j', 'sjis'])('%s has what Windows added to it', (label) => {
  expect(decode(Buffer.from([0x87, 0x40, 0xfb, 0xfc, 0x81, 0x60, 0x5c, 0x7e]), label)).toBe('①髙～\\~');
});

test.each([
  ['big5', [0x87, 0x40, 0xa4, 0xa4], '䏰中'],
  ['gb18030', [0xd6, 0xd0], '中'],
  ['windows-1252', [0x80], '€'],
])('%s is what the encodings standard says', (label, bytes, text) => expect(decode(Buffer.from(bytes), label)).toBe(text));

test('a byte order mark says more than what was said', () => {
  for (const label of ['utf-8', 'shift_jis', 'klingon']) expect(decode(Buffer.from('\uFEFF暖簾'), label)).toBe('暖簾');
  expect(decode(Buffer.from('\uFEFF暖簾', 'utf16le'), 'euc-kr')).toBe('暖簾');
});

test('bytes that are no text are marked, and take no delimiter with them', () => {
  expect(decode(Buffer.from([0x61, 0xff, 0x2c, 0x8c, 0x2c, 0x62]), 'euc-kr')).toBe('a\uFFFD,\uFFFD,b');
});

test('a label that is not known is refused', () => expect(() => decode(Buffer.from('a'), 'klingon')).toThrow('klingon is no encoding'));
