import { describe, expect, test } from 'vitest';
import { limits } from './limits.ts';
import { readTable } from './table.ts';
import { UnreadableFile } from './unreadable.ts';

const cellsOf = (bytes: Uint8Array, encoding?: string): unknown => readTable(bytes, encoding).rows.map(({ line, cell }) => [line, cell('sku'), cell('name')]);

describe('a table', () => {
  test.each([
    ['LF', 'sku,name\na,b\n'],
    ['CRLF, quotes and spaces', ' sku ,"name"\r\n"a", b \r\n'],
    ['a byte order mark', '\uFEFFsku,name\na,b'],
    ['semicolons', 'sku;name\na;b\n'],
    ['tabs', 'sku\tname\na\tb\n'],
    ['bars', 'sku|name\na|b\n'],
    ['CR alone', 'sku,name\ra,b\r'],
    ['a header in CRLF and rows in LF', 'sku,name\r\na,b\n'],
    ['columns without names at the end', 'sku,name,,\na,b,,\n'],
    ['a column without a name and text', 'sku,,name\na,,b\n'],
    ['rows of empty cells', 'sku,name\na,b\n,,\n , \n,\n'],
  ])('may have %s', (_, text) => expect(cellsOf(Buffer.from(text))).toEqual([[2, 'a', 'b']]));

  test('says its delimiter in a first line', () => {
    expect(cellsOf(Buffer.from('sep=;\r\nsku;name\r\na;"b, c"\r\n'))).toEqual([[3, 'a', 'b, c']]);
    expect(cellsOf(Buffer.from('\uFEFFSEP=^\nsku^name\na^b\n'))).toEqual([[3, 'a', 'b']]);
    expect(cellsOf(Buffer.from('"sep=\t"\nsku\tname\na\tb\n'))).toEqual([[3, 'a', 'b']]);
    expect(cellsOf(Buffer.from('sep=;;;\nsku;name\na;b\n'))).toEqual([[3, 'a', 'b']]);
    for (const odd of ['', 'a', '0', '_', "'"]) expect(() => cellsOf(Buffer.from(`sep=${odd}\nsku,name\n`))).toThrow('names no delimiter');
  });

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
      { line: 5, column: 'name', reason: 'its bytes are no text in utf-8, but in windows-1252: import the file in the encoding in which it was saved' },
    ]);
  });

  test('is refused whole where its rows cannot be told apart', () => {
    expect(() => readTable(Buffer.from('"sku,name\na,b\n'))).toThrow(UnreadableFile);
    expect(() => readTable(Buffer.from('sku,sku\n'))).toThrow('twice');
    expect(() => readTable(Buffer.from(''))).toThrow('empty');
  });

  test('tells of text in a column without a name', () => {
    expect(readTable(Buffer.from('sku,,name\na,x,b\nc,,d\n'))).toMatchObject({ rows: [{ line: 3 }], problems: [{ line: 2, code: 'no_heading' }] });
  });

  test.each([
    ['rows', `sku,name\n${'a\n'.repeat(limits.rows + 1)}`, 'more than 50000 rows'],
    ['columns', 'x'.concat(',x'.repeat(limits.columns)), 'more than 500 columns'],
    ['bytes', ' '.repeat(limits.bytes + 1), 'larger than 16 MiB'],
  ])('is refused in a sentence where it has too many %s', (_, text, sentence) => {
    expect(() => readTable(Buffer.from(text))).toThrow(sentence);
  });

  test('costs one row where a cell is too long or a row has too many cells', () => {
    const text = `sku,name\na,${'x'.repeat(limits.cell + 1)}\nb,${','.repeat(limits.columns)}"x\nc,d\ne,"${'y'.repeat(limits.cell + 1)}"\nf,g\n`;
    expect(readTable(Buffer.from(text))).toMatchObject({
      rows: [{ line: 4 }, { line: 6 }],
      problems: [
        { line: 2, code: 'cell_length' },
        { line: 3, code: 'cells' },
        { line: 5, code: 'cell_length' },
      ],
    });
  });

  test.each([['UTF-32', Buffer.from([0xff, 0xfe, 0, 0, ...Buffer.from('s\0\0\0k\0\0\0\n\0\0\0')]), 'no text in this encoding']])(
    'says of %s what it is',
    (_, bytes, said) => {
      const error = thrownBy(() => readTable(bytes));
      expect(error).toBeInstanceOf(UnreadableFile);
      expect(String(error)).toContain(said);
    },
  );

  test('is refused for its header in a short sentence, however long the header is', () => {
    const long = 'x'.repeat(1_000_000);
    for (const header of [`${long},${long}`, `"${long}`]) {
      const error = thrownBy(() => readTable(Buffer.from(header)));
      expect(error).toBeInstanceOf(UnreadableFile);
      expect(String(error).length).toBeLessThan(300);
    }
  });
});

function thrownBy(act: () => unknown): unknown {
  try {
    return act();
  } catch (error) {
    return error;
  }
}
