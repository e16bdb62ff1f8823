import { expect, test } from 'vitest';
import { headingOf } from './headings.ts';
import { readItems } from './read-file.ts';

const reading = { currency: 'GBP', language: 'en', encoding: 'utf-8' };
const zip = (...names: readonly string[]): Buffer => Buffer.from(`PK\u0003\u0004\u0014\0\u0006\0${names.join('\0')}`, 'latin1');

test.each([
  ['an Excel workbook (.xlsx): save the sheet there as "CSV UTF-8"', zip('[Content_Types].xml', 'xl/workbook.xml')],
  ['an Excel workbook (.xls)', Buffer.from('d0cf11e0a1b11ae10000', 'hex')],
  ['an OpenDocument spreadsheet (.ods)', zip('mimetypeapplication/vnd.oasis.opendocument.spreadsheet')],
  ['a zip archive: unpack it', zip('items.csv')],
  ['a PDF', Buffer.from('%PDF-1.7\n')],
  ['a gzip archive', Buffer.from([0x1f, 0x8b, 8, 0])],
])('%s is told what it is, and what to do', (what, bytes) => {
  for (const encoding of ['utf-8', 'shift_jis']) expect(() => readItems(bytes, { ...reading, encoding })).toThrow(`this is ${what}`);
});

test('what cannot be printed is not told', () => {
  expect(() => headingOf(['a\u0003\u001B[31m', 'b\u202E'])).toThrow(/: a·\[31m, b·$/);
});
