import { expect, it } from 'vitest';
import { scannedCode } from './scanned-code.ts';

const gtins = (typed: string): readonly string[] => scannedCode(typed).gtins;
const EAN = '04006381333931';

it.each([
  ['as it is', '4006381333931'],
  ['as a GTIN-14', '04006381333931'],
  ['in full-width digits', '４００６３８１３３３９３１'],
  ['with blanks around and between', ' 4 006381 333931\u3000'],
  ['with hyphens', '4-006381-333931'],
  ['with its symbology', ']E04006381333931'],
  ['as an element string in brackets', '(01)04006381333931(17)261231(10)LOT7'],
  ['behind another element', '(10)LOT7 (01) 04006381333931'],
  ['as GS1-128', ']C10104006381333931' + '17261231'],
  ['as GS1 DataMatrix with FNC1', ']d2\u001D010400638133393110LOT7\u001D17261231'],
  ['as an element string without anything', '0104006381333931'],
  ['behind a bare FNC1', '\u001D0104006381333931'],
])('a GTIN is read %s', (_how, typed) => expect(gtins(typed)).toEqual([EAN]));

it.each([
  ['01278907', '00012000007897'],
  ['04252614', '00042100005264'],
  ['01234531', '00012300000451'],
  ['01234543', '00012340000053'],
  ['01234565', '00012345000065'],
])('UPC-E %s is the UPC-A that it is short for', (typed, meant) => expect(gtins(typed)).toContain(meant));

it('what may be a GTIN-8 and a UPC-E is both', () => {
  const both = Array.from({ length: 10_000_000 / 1_000 }, (_, at) => String(at).padStart(8, '0')).find((typed) => gtins(typed).length === 2);
  expect(both).toBeDefined();
});

it('what is no GTIN is a text, without what a scanner puts around it', () => {
  expect(scannedCode(']C1PEN-1 ')).toEqual({ text: 'pen-1', gtins: [] });
  expect(scannedCode(' ＰＥＮ-1')).toEqual({ text: 'pen-1', gtins: [] });
  expect(scannedCode('4006381333932')).toEqual({ text: '4006381333932', gtins: [] });
  expect(scannedCode('(01)04006381333932').gtins).toEqual([]);
  expect(scannedCode('')).toEqual({ text: '', gtins: [] });
});
