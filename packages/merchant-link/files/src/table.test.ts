import { describe, expect, test } from 'vitest';
import { readTable, UnreadableFile } from './table.ts';

const cellsOf = (bytes: Uint8Array, encoding?: string): unknown => readTable(bytes, encoding).rows.map(({ line, cell }) => [line, cell('sku'), cell('name')]);

describe('a table', () => {
  test.each([
    ['LF', 'sku,name\na,b\n'],
    ['CRLF, quotes and spaces', ' sku ,"name"\r\n"a", b \r\n'],
    ['a byte order mark', '\uFEFFsku,name\na,b'],
    ['semicolons', 'sku;name\na;b\n'],
    ['tabs', 'sku\tname\na\tb\n'],
  ])('may have %s', (_, text) => expect(cellsOf(Buffer.from(text))).toEqual([[2, 'a', 'b']]));

  test('may be in UTF-16 or in what is said', () => {
    expect(cellsOf(Buffer.from('\uFEFFsku,name\na,暖簾\n', 'utf16le'))).toEqual([[2, 'a', '暖簾']]);
    expect(cellsOf(Buffer.from([...Buffer.from('sku,name\na,'), 0x92, 0x67, 0x97, 0xfa, 10]), 'shift_jis')).toEqual([[2, 'a', '暖簾']]);
    expect(() => readTable(Buffer.from('sku\n'), 'klingon')).toThrow('klingon');
  });

  test('tells lines as an editor shows them, behind texts of several lines and empty lines', () => {
    expect(cellsOf(Buffer.from('sku,name\na,"two\nlines"\n\nb,c\n'))).toEqual([
      [2, 'a', 'two\nlines'],
      [5, 'b', 'c'],
    ]);
  });

  test('loses only the rows that are of another width or no text', () => {
    const { rows, problems } = readTable(Buffer.concat([Buffer.from('sku,name\na\nb,c\nd,e,f\ng,'), Buffer.from([0xff]), Buffer.from('\n')]));
    expect(rows.map(({ line }) => line)).toEqual([3]);
    expect(problems).toMatchObject([
      { line: 2, column: '', reason: 'the row has 1 cells, the header 2' },
      { line: 4, column: '', reason: 'the row has 3 cells, the header 2' },
      { line: 5, column: 'name', reason: 'its bytes are no text in the encoding of the file (see --encoding)' },
    ]);
  });

  test('is refused whole where its rows cannot be told apart', () => {
    expect(() => readTable(Buffer.from('sku,name\n"a,b\n'))).toThrow(UnreadableFile);
    expect(() => readTable(Buffer.from('sku,sku\n'))).toThrow('twice');
    expect(() => readTable(Buffer.from(''))).toThrow('empty');
  });
});
