import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import { encodingFault } from './fitting-encodings.ts';
import { readItems } from './read-file.ts';

const file = (name: string): string => `sku,name:en,price\nA,"${name}",1.00\n`;
const reading = { currency: 'GBP', language: 'en', encoding: 'utf-8' };

test.each([
  ['windows-1252', 'Kännchen für 5 € – Größe, Café, naïve Öl'],
  ['windows-1252', 'Tea £5, ½ kg'],
  ['shift_jis', 'ガパオライス（大盛り）'],
  ['euc-kr', '김치찌개 한 그릇'],
  ['gbk', '北京烤鸭'],
  ['big5', '臺灣烏龍茶'],
])('bytes in %s are told as such where they are no UTF-8: %s', (encoding, name) => {
  const bytes = iconv.encode(file(name), encoding);
  const [problem] = readItems(bytes, reading).problems;
  expect(problem).toMatchObject({ code: 'encoding_other', values: { encoding: 'utf-8' } });
  expect(String(problem?.values['fits']).split(', ')).toContain(encoding);
  expect(readItems(bytes, { ...reading, encoding }).items).toMatchObject([{ names: { en: name.replaceAll('\u3000', ' ') } }]);
});

test('Western bytes are told as nothing else, and those of Asia not as Western', () => {
  const fits = (encoding: string, name: string) => encodingFault(iconv.encode(file(name), encoding), 'utf-8').values['fits'];
  expect(fits('windows-1252', 'Kännchen für 5 € – Größe')).toBe('windows-1252');
  for (const [encoding, name] of [
    ['shift_jis', 'ガパオライス（大盛り）'],
    ['euc-kr', '김치찌개 한 그릇'],
    ['gbk', '北京烤鸭'],
  ] as const)
    expect(fits(encoding, name)).not.toContain('1252');
});

test('UTF-16 says itself what it is, with its mark and without', () => {
  for (const text of [file('暖簾'), `\uFEFF${file('暖簾')}`])
    for (const bytes of [Buffer.from(text, 'utf16le'), Buffer.from(text, 'utf16le').swap16()])
      expect(readItems(bytes, reading).items).toMatchObject([{ names: { en: '暖簾' } }]);
});
