import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Imported } from './item.ts';
import { readOwn } from './own-csv.ts';
import { headingOf } from './headings.ts';
import { readTable } from './table.ts';

const read = (text: string, currency = 'GBP'): Imported => readOwn(readTable(Buffer.from(text), 'utf-8', headingOf), currency);

describe('our own CSV', () => {
  test('gives items with what it says, and leaves out what it does not', () => {
    const { items, problems } = read(
      'sku,gtin,name:en,name:ja,price,currency,tax_class,status,sold_by,category,on_hand,image_urls\n' +
        'POT-L,4006381333931,Clay pot,素焼き鉢,15.9,,reduced,Draft,weight,Garden > Pots,3,https://a.example/1.jpg https://a.example/2.jpg\n' +
        'BOX,,,箱,980,JPY,,,,,,\n',
    );
    expect(problems).toEqual([]);
    expect(items).toEqual([
      {
        line: 2,
        sku: 'POT-L',
        gtin: '4006381333931',
        names: { en: 'Clay pot', ja: '素焼き鉢' },
        price: { amount: 1590, currency: 'GBP' },
        taxClass: 'reduced',
        status: 'draft',
        soldBy: 'weight',
        category: 'Garden > Pots',
        onHand: 3,
        imageUrls: ['https://a.example/1.jpg', 'https://a.example/2.jpg'],
      },
      { line: 3, sku: 'BOX', names: { ja: '箱' }, price: { amount: 980, currency: 'JPY' } },
    ]);
  });

  test.each([
    ['sku', ',Pot,1,,', 'a SKU is missing'],
    ['sku', `${'x'.repeat(65)},Pot,1,,`, 'a SKU is 1 to 64 visible characters, and neither . nor ..'],
    ['sku', '..,Pot,1,,', 'a SKU is 1 to 64 visible characters, and neither . nor ..'],
    ['sku', 'A\u200b1,Pot,1,,', 'a SKU is 1 to 64 visible characters, and neither . nor ..'],
    ['name:en', 'a,bell\u0007,1,,', 'a name has no control characters'],
    ['name:en', 'a,\u200b\u200d,1,,', 'a name is missing'],
    ['price', 'a,Pot,[clear],,', 'price cannot be cleared'],
    ['on_hand', 'a,Pot,1,,[clear]', 'on_hand cannot be cleared'],
    ['price', 'a,Pot,"1,000",,', '1,000 may mean 1000 or 1.00: write it so that only one of these can be meant'],
    ['price', 'a,Pot,"1,2,3",,', '1,2,3 is no price such as 9.99'],
    ['sku', '4.00638E+12,Pot,1,,', '4.00638E+12 is a number that a spreadsheet has shortened: give the column the format Text and enter the code again'],
    ['sku', '"=""00123""",Pot,1,,', '="00123" is a formula: write the code itself'],
    ['gtin', 'a,Pot,1,4.00638E+12,', '4.00638E+12 is a number that a spreadsheet has shortened: give the column the format Text and enter the code again'],
    ['on_hand', 'a,Pot,1,,1.000', '1.000 may mean 1000 or 1: write it so that only one of these can be meant'],
    ['price', 'a,Pot,-1,,', '-1 is no price such as 9.99'],
    ['price', 'a,Pot,0.990,,', 'GBP has 2 decimals, 0.990 has more'],
    ['gtin', 'a,Pot,1,4006381333932,', '4006381333932 is no GTIN: its check digit is wrong'],
    ['gtin', 'a,Pot,1,123,', '123 is no GTIN of 8, 12, 13 or 14 digits'],
    ['on_hand', 'a,Pot,1,,-1', '-1 is no whole number of 0 or more'],
    ['on_hand', 'a,Pot,1,,1.5', '1.5 is no whole number of 0 or more'],
  ])('a row with a bad %s is refused whole: %s', (column, row, reason) => {
    expect(read(`sku,name:en,price,gtin,on_hand\nok,Ok,1,,\n${row}\n`)).toMatchObject({ items: [{ sku: 'ok' }], problems: [{ line: 3, column, reason }] });
  });

  test('a text is read as it is kept: without invisible damage, in NFC, and with its emoji whole', () => {
    const names = (text: string): unknown => read(`sku,name:en,price,category\na,${text},1,Gar\u200bden > Po\u00adts\n`).items[0];
    expect(names('Green\u200btea')).toMatchObject({ names: { en: 'Greentea' }, category: 'Garden > Pots' });
    expect(names('Cafe\u0301 👨‍👩‍👧')).toMatchObject({ names: { en: 'Café 👨‍👩‍👧' } });
  });

  test('a category that cannot be is refused with its row', () => {
    const category = (text: string): unknown => read(`sku,name:en,price,category\nok,Ok,1,\na,Pot,1,"${text}"\n`).problems;
    for (const text of ['x'.repeat(201), 'two\nlines', 'bell\u0007', Array.from({ length: 21 }, (_, at) => `c${at}`).join('>')])
      expect(category(text)).toMatchObject([{ line: 3, column: 'category', code: 'category_form' }]);
  });

  test('a language that is none is a column that is not known', () => {
    for (const language of ['__proto__', 'constructor', 'english language']) expect(() => read(`sku,name:${language},price\na,Pot,1\n`)).toThrow('not known');
  });

  test('all that is wrong with a row is told at once', () => {
    expect(read('sku,name:en,price,on_hand\n,,x,-1\n').problems.map(({ column }) => column)).toEqual(['sku', 'price', 'on_hand']);
  });

  test('of one SKU, however typed, the first row is taken', () => {
    const { items, problems } = read('sku,name:en,price\n85123A,Heart,1\n８５１２３a,Heart,2\n');
    expect(items).toHaveLength(1);
    expect(problems).toEqual([
      { line: 3, column: 'sku', code: 'sku_twice', values: { text: '８５１２３a', line: 2 }, reason: '８５１２３a is the SKU of line 2 already' },
    ]);
  });

  test('a further row of a SKU is refused whatever became of the first, and stands no more once that is mended', () => {
    for (const first of ['TW-1,Right,"1,000",', 'TW-1,"Right,9.00,', 'TW-1,Right', 'TW-1,Right,9.00,-1', 'TW-1,R\uFFFD,9.00,']) {
      const { items, problems } = read(`sku,name:en,price,on_hand\n${first}\ntw-1,Wrong,5.00,1\nTW-1,Worse,x,1\n`);
      expect([first, items]).toEqual([first, []]);
      const twins = problems.filter(({ code }) => code === 'sku_twice');
      expect(twins.map(({ line, values }) => [line, values['line']])).toEqual([
        [3, 2],
        [4, 2],
      ]);
    }
  });

  test('with a column that is not known is refused whole', () => {
    expect(() => read('sku,name:en,price,onhand\n')).toThrow('columns that are not known: onhand');
  });

  test('says nothing of columns that it has not, and of empty cells; [clear] takes away', () => {
    expect(read('sku,price\na,1\n').items).toEqual([{ line: 2, sku: 'a', price: { amount: 100, currency: 'GBP' } }]);
    expect(read('sku,on_hand\na,5\n').items).toEqual([{ line: 2, sku: 'a', onHand: 5 }]);
    const cleared = 'sku,gtin,name:ja,name:en,tax_class,status,sold_by,category,image_urls\na,[clear],[clear],,[CLEAR],[clear],[clear],[clear],[clear]\n';
    expect(read(cleared).items).toEqual([
      { ...{ line: 2, sku: 'a', gtin: null, names: { ja: null } }, ...{ taxClass: null, status: null, soldBy: null, category: null, imageUrls: null } },
    ]);
  });

  test('a price is exactly what is written, in the decimals of its currency', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 10_000_000 }),
        fc.constantFrom(['GBP', 2] as const, ['JPY', 0] as const, ['HUF', 2] as const),
        (amount, [currency, digits]) => {
          const text = String(amount).padStart(digits + 1, '0');
          const written = digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
          expect(read(`sku,name:en,price,currency\na,A,${written},${currency}\n`).items[0]?.price).toEqual({ amount, currency });
        },
      ),
    );
  });
});
