import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readTable } from './table.ts';

/** The rows that stand, by their lines, and the lines that do not. */
const read = (text: string): Readonly<{ rows: unknown; refused: readonly (readonly [number, string])[] }> => {
  const { rows, problems, columns } = readTable(Buffer.from(text));
  return { rows: rows.map(({ line, cell }) => [line, ...columns.map(cell)]), refused: problems.map(({ line, code }) => [line, code]) };
};

const HEADER = 'sku,name,price\n';

describe('a quote', () => {
  test.each([
    ['5\' 6" stick', '5\' 6" stick'],
    ['12" pot', '12" pot'],
    ['"Big" pot', '"Big" pot'],
    ['"12"" pot"', '12" pot'],
    ['"Pot, 12"""', 'Pot, 12"'],
    [' "Pot" ', 'Pot'],
    ['"two\nlines"', 'two\nlines'],
    ['""', ''],
  ])('in %s is what was meant', (cell, value) => {
    for (const text of [`${HEADER}a,${cell},1\n`, `${HEADER.replaceAll(',', '\t')}a\t${cell}\t1`])
      expect(read(text)).toEqual({ rows: [[2, 'a', value, '1']], refused: [] });
  });

  test.each(['"12" pot"', '"12 pot', '"a"b"', '""12 pot', '"12 pot"" '])('in %s costs its row, by line', (cell) => {
    expect(read(`${HEADER}a,x,1\nb,${cell},2\nc,"y, z",3\n`)).toEqual({
      rows: [
        [2, 'a', 'x', '1'],
        [4, 'c', 'y, z', '3'],
      ],
      refused: [[3, 'quote']],
    });
  });

  test.each([
    ['that is misplaced two lines on', 'G1,"12 pot,1\nG2,plain,2\nG3,9" lid,3\nG4,a,4\n', [3, 4, 5]],
    ['that never closes', 'G1,"12 pot,1\nG2,plain,2\nG3,b,3\n', [3, 4]],
    ['that closes in front of a quoted cell', 'G1,"12 pot,1\nG2,"plain, blue",2\nG3,",",3\n', [3, 4]],
  ])('%s swallows no row', (_, rows, lines) => {
    const result = read(`${HEADER}${rows}`);
    expect(result).toMatchObject({ rows: lines.map((line) => [line, expect.anything(), expect.anything(), expect.anything()]), refused: [[2, 'quote']] });
  });

  test('around several lines of one cell in which delimiters stand is not believed', () => {
    for (const [rows, next] of [
      ['G1,"12 pot,1\nG2,plain,2\nG3,lid 9",3\n', 5],
      ['G1,"12 pot,1\nG2,lid 9",2\n', 4],
      ['G1,"12 pot,1\nG2,"",2\nG3,lid 9",2\n', 5],
    ] as const)
      expect(read(`${HEADER}${rows}G4,a,4\n`)).toEqual({ rows: [[next, 'G4', 'a', '4']], refused: [[2, 'line_breaks']] });
    expect(read(`${HEADER}a,"Pot, large\nand, round",1\nb,c,2\n`)).toEqual({ rows: [[4, 'b', 'c', '2']], refused: [[2, 'line_breaks']] });
    expect(read('name,sku,price\n"12 pot,x,1\nlid 9",y,2\n')).toEqual({ rows: [], refused: [[2, 'line_breaks']] });
  });
});

const text = fc.string({ unit: fc.constantFrom('a', 'é', ' ', '"', ',', '\n', '\r\n', '9'), maxLength: 6 }).map((value) => value.trim());
const quoted = (value: string): string => `"${value.replaceAll('"', '""')}"`;
/** A cell of a good row: quoted where it must be, and sometimes where it need not be. */
const cell = fc.tuple(text, fc.boolean()).map(([value, always]) => ({
  value,
  written: always || /^"|[,\r\n]/.test(value) ? quoted(value) : value,
}));
/** A SKU of a good row: no one has line breaks or quotes in it. */
const sku = fc.nat().map((of) => ({ value: `S${of}`, written: `S${of}` }));
const good = fc.record({ cells: fc.tuple(sku, cell, cell, cell), damage: fc.constant(undefined) });
/** A row to which something was done: a quote put in or taken away, a cell lost, cut or added. */
const damaged = fc.record({
  cells: fc.tuple(sku, cell, cell, cell),
  damage: fc.tuple(fc.constantFrom('put', 'take', 'cell', 'cut', 'more'), fc.nat()),
});
type Written = Readonly<{ cells: readonly Readonly<{ value: string; written: string }>[]; damage: readonly [string, number] | undefined }>;

function written({ cells, damage }: Written): string {
  const row = cells.map((one) => one.written).join(',');
  if (damage === undefined) return row;
  const [how, place] = damage;
  const at = place % (row.length + 1);
  const quotes = [...row.matchAll(/"/g)].map(({ index }) => index);
  const taken = quotes[place % Math.max(1, quotes.length)];
  if (how === 'put') return `${row.slice(0, at)}"${row.slice(at)}`;
  if (how === 'take') return taken === undefined ? row : `${row.slice(0, taken)}${row.slice(taken + 1)}`;
  if (how === 'cell')
    return cells
      .slice(1)
      .map((one) => one.written)
      .join(',');
  return how === 'cut' ? row.slice(0, at) : `${row},x`;
}

const READ_AS = { kind: '', columns: ['sku', 'a', 'b', 'c'], isLine: (column: string) => column === 'sku' };

describe('the damage of a row', () => {
  test('never changes a good row: it stands as it is written, or is among the lines that are refused', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(good, damaged), { maxLength: 8 }), fc.constantFrom('\n', '\r\n', '\r'), (rows, end) => {
        const lines = rows.map((row) => written(row));
        const { rows: kept, problems } = readTable(Buffer.from(['sku,a,b,c', ...lines].join(end)), 'utf-8', () => READ_AS);
        const standing = kept.map((row) => JSON.stringify(READ_AS.columns.map(row.cell)));
        for (const [at, row] of rows.entries()) {
          // Counted in the text as it is joined: a row that was cut behind a CR and the LF behind it are one line end.
          const line = `${['sku,a,b,c', ...lines.slice(0, at)].join(end)}${end}`.split(/\r\n|\r|\n/).length;
          const isTold = problems.some((one) => one.line <= line && line <= Number(one.values['last'] ?? one.line));
          if (row.damage === undefined && !isTold) expect(standing).toContain(JSON.stringify(row.cells.map(({ value }) => value)));
        }
      }),
      { numRuns: 5_000 },
    );
  });
});
