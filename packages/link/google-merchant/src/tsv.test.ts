import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { tsv } from './tsv.ts';

it.each([
  ['12" pan', '"12"" pan"'],
  ['"Starts with a quote', '"""Starts with a quote"'],
  ['Tea, green', '"Tea, green"'],
  ['plain', 'plain'],
  ['tab\tand\r\nbreak', 'tab and break'],
])('a cell %j goes out as %j', (text, cell) => expect(tsv(['a', 'b'], [{ a: text, b: 'x' }])).toBe(`a\tb\n${cell}\tx\n`));

it('values of a list are parted by commas that are not quoted', () =>
  expect(tsv(['a'], [{ a: 'https://a.example/1,https://a.example/2' }], ['a'])).toBe('a\nhttps://a.example/1,https://a.example/2\n'));

it('whatever text stands in a cell, a strict parser reads it back, and every row has its cells', () => {
  const text = fc.string({ unit: fc.constantFrom('"', ',', '\t', '\n', '\r', ' ', 'a', '茶', '🍵', '\\', "'") });
  fc.assert(
    fc.property(fc.array(fc.tuple(text, text), { minLength: 1 }), (rows) => {
      const read = parse(
        tsv(
          ['one', 'two'],
          rows.map(([one, two]) => ({ one, two })),
        ),
        { delimiter: '\t', quote: '"', escape: '"', from_line: 2 },
      );
      const spaced = (cell: string) => cell.replaceAll(/[\t\r\n]+/g, ' ');
      expect(read).toEqual(rows.map((row) => row.map(spaced)));
    }),
  );
});
