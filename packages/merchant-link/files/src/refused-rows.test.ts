import { expect, test } from 'vitest';
import { readItems } from './read-file.ts';
import { refusedRows } from './refused-rows.ts';
import { TEMPLATE } from './template.ts';

const reading = { currency: 'GBP', language: 'en', encoding: 'utf-8' };
const again = (text: string) => readItems(Buffer.from(text), reading);

const FILE = 'SKU,name:en,price,image_urls\nA,Pot,1.00,\nB,"12 pot,2.00,\nC,Pan,x,\nD,"Lid, red",3.00\nE,"Cup, ""tea""",y,\n';

test('refused rows are given back as they were, with line, column and reason in front', () => {
  const text = refusedRows(Buffer.from(FILE), reading, [{ line: 2, column: 'sku', reason: 'refused by the platform' }]);
  expect(text.split('\r\n')).toEqual([
    '\uFEFFline,column,reason,SKU,name:en,price,image_urls',
    '2,sku,refused by the platform,A,Pot,1.00,',
    expect.stringMatching(/^3,name:en,"a quote is misplaced.*",B,"""12 pot",2\.00,$/),
    '4,price,x is no price such as 9.99,C,Pan,x,',
    '5,,"the row has 3 cells, the header 4",D,"Lid, red",3.00',
    expect.stringMatching(/^6,price,.*,E,"Cup, ""tea""",y,$/),
    '',
  ]);
});

test('what was not mended is refused again, and what was stands', () => {
  const text = refusedRows(Buffer.from(FILE), reading, []);
  expect(again(text).items).toEqual([]);
  expect(new Set(again(text).problems.map(({ line }) => line))).toEqual(new Set([2, 3, 4, 5]));
  const mended = text.replace('"""12 pot"', '"12"" pot"').replace('Pan,x', 'Pan,2.50').replace('"Lid, red",3.00', '"Lid, red",3.00,').replace(',y,', ',4.00,');
  expect(again(mended).problems).toEqual([]);
  expect(again(mended).items.map(({ sku, names }) => [sku, names?.['en']])).toEqual([
    ['B', '12" pot'],
    ['C', 'Pan'],
    ['D', 'Lid, red'],
    ['E', 'Cup, "tea"'],
  ]);
});

test('a file that was given back and refused again has its columns once', () => {
  const once = refusedRows(Buffer.from(FILE), reading, []);
  const twice = refusedRows(Buffer.from(once), reading, []);
  expect(twice.split('\r\n')[0]).toBe('\uFEFFline,column,reason,SKU,name:en,price,image_urls');
  expect(again(twice).problems).toHaveLength(4);
});

test('Shopify’s rows are given back under its own columns, and are refused until they are mended', () => {
  const file = 'Handle;Title;Price;Tags\nh;"12 pot;1;x\ni;Pot;y;x\n';
  const text = refusedRows(Buffer.from(file), reading, []);
  expect(text).toMatch(/^\uFEFFline;column;reason;Handle;Title;Price;Tags\r\n2;Title;[^\r]*;h;"""12 pot";1;x\r\n3;Price;[^\r]*;i;Pot;y;x\r\n$/);
  expect(again(text)).toMatchObject({ items: [], problems: [{ line: 2 }, { line: 3 }] });
});

test('the template is a file that can be brought', () => {
  expect(again(TEMPLATE)).toMatchObject({ items: [{ sku: 'POT-L' }, { sku: 'TEA-G' }], problems: [] });
});
