import fc from 'fast-check';
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

test('a row with a name that begins with a quote stands once what it was refused for is mended', () => {
  const text = refusedRows(Buffer.from('sku,name:en,price\nA,"""Big pot",x\n'), reading, []);
  expect(again(text)).toMatchObject({ items: [], problems: [{ line: 2, code: 'price_form' }] });
  expect(again(text.replace(',x\r', ',1.50\r')).items).toMatchObject([{ sku: 'A', names: { en: '"Big pot' } }]);
});

test('whatever delimiter a file has said, its refused rows are read with it again', () => {
  const text = refusedRows(Buffer.from('sep=^\nsku^name:en^price\nA^Pot, red^x\n'), reading, []);
  expect(again(text)).toMatchObject({ items: [], problems: [{ code: 'price_form' }] });
  expect(again(text.replace('^x\r', '^1.50\r')).items).toMatchObject([{ sku: 'A', names: { en: 'Pot, red' }, price: { amount: 150 } }]);
});

/** Products with a variant a row and an image a row; all that is the product's stands in its first row. */
const products = fc.array(
  fc.record({
    variants: fc.array(fc.record({ option: fc.constantFrom('S', 'M', 'L', 'XL'), isBad: fc.boolean(), hasImage: fc.boolean() }), {
      minLength: 1,
      maxLength: 4,
    }),
    images: fc.nat(3),
    isImageBad: fc.boolean(),
    isDraft: fc.boolean(),
  }),
  { minLength: 1, maxLength: 4 },
);
const BAD_PRICE = 'x';
const BAD_IMAGE = 'img:bad';

type Product = typeof products extends fc.Arbitrary<(infer One)[]> ? One : never;

function shopify(of: readonly Product[]): string {
  const rows = of.flatMap(({ variants, images, isImageBad, isDraft }, p) => [
    ...variants.map(({ option, isBad, hasImage }, v) => {
      const [title, published, type] = v === 0 ? [`Shirt ${p}`, isDraft ? 'FALSE' : 'TRUE', `Tops > ${p}`] : ['', '', ''];
      return [
        `p${p}`,
        title,
        published,
        type,
        `${option}${v}`,
        isBad ? BAD_PRICE : `${p}.${v}0`,
        hasImage ? `https://a.example/${p}-${v}.jpg` : '',
        hasImage ? `${v + 1}` : '',
      ];
    }),
    ...Array.from({ length: images }, (_, i) => [
      `p${p}`,
      '',
      '',
      '',
      '',
      '',
      i === 0 && isImageBad ? BAD_IMAGE : `https://a.example/${p}-i${i}.jpg`,
      `${10 + i}`,
    ]),
  ]);
  return [['Handle', 'Title', 'Published', 'Type', 'Option1 Value', 'Variant Price', 'Image Src', 'Image Position'], ...rows]
    .map((row) => row.join(','))
    .join('\n');
}

test('variants that are refused and mended come to what they had come to at once', () => {
  fc.assert(
    fc.property(products, (of) => {
      const file = shopify(of);
      const mend = (text: string): string => text.replaceAll(`,${BAD_PRICE},`, ',7.70,').replaceAll(BAD_IMAGE, 'https://a.example/mended.jpg');
      const first = again(file);
      const rest = refusedRows(Buffer.from(file), reading, []);
      expect(again(rest).items).toEqual([]);
      const bySku = (items: ReturnType<typeof again>['items']) => new Map(items.map((item) => [item.sku, { ...item, line: 0 }]));
      const mended = again(mend(rest));
      expect(mended.problems).toEqual([]);
      expect(new Map([...bySku(first.items), ...bySku(mended.items)])).toEqual(bySku(again(mend(file)).items));
    }),
  );
});

test('what is told of a cell is no formula to a spreadsheet, whatever the cell begins with', () => {
  const text = refusedRows(Buffer.from('sku,name:en,price\n=1+1,Pot,1.00\nB,Pan,-5\n'), reading, []);
  for (const line of text.split('\r\n').slice(1, 3)) expect(line).toMatch(/^\d,(sku|price),"?cell: /);
});

test('the template is a file that can be brought', () => {
  expect(again(TEMPLATE)).toMatchObject({ items: [{ sku: 'POT-L' }, { sku: 'TEA-G' }], problems: [] });
});
