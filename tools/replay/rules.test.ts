import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { bookOf, totalOf } from './book.ts';
import { judged, judgedText, type ShortRow } from './invoices.fixture.ts';
import { readRows, UnreadableFile } from './records.ts';
import { RULES, type Rule } from './rules.ts';

const ruleFor = (row: ShortRow): Rule | undefined => judged(row)[0]?.rule;

describe('a row is judged by the shape of its codes and numbers', () => {
  test.each<[Rule, ShortRow]>([
    ['sale', ['536365', '85123A', 6, '2.55']],
    ['sale', ['536365', '85123a ', '6.0', '2.550']],
    ['sale', ['536365', '１５０５６ＢＬ', 1, '5']],
    ['sale', ['538071', 'DCGS0076', 1, '16.13']],
    ['sale', ['538071', 'DCGSSBOY', 1, '3.29']],
    ['sale', ['538071', 'SP1002', 1, '2.95']],
    ['return', ['C536379', '85123A', -1, '2.55']],
    ['return', ['c536379', '85123A', -1, '2.55']],
    ['postage', ['536370', 'POST', 3, '18.0']],
    ['postage', ['536370', 'dot', 1, '18.0']],
    ['postage', ['C540164', 'C2', -1, '50']],
    ['fee', ['C540117', 'AMAZONFEE', -1, '16888.02']],
    ['fee', ['541505', 'BANK CHARGES', 1, '15']],
    ['discount', ['C536379', 'D', -1, '27.5']],
    ['manual', ['536569', 'm', 1, '1.25']],
    ['sample', ['C537581', 'S', -1, '12.95']],
    ['charity', ['C566899', 'CRUK', -1, '1.68']],
    ['voucher', ['539492', 'gift_0001_40', 1, '34.04']],
    ['test', ['489856', 'TEST001', 5, '4.5']],
    ['adjustment', ['C490943', 'ADJUST2', -1, '300.13']],
    ['bad-debt', ['A563186', 'B', 1, '-11062.06']],
    ['bad-debt', ['563185', 'B', 1, '11062.06']],
    ['other-code', ['561226', 'PADS', 1, '0.001']],
    ['other-code', ['561226', 'SOMETHING NEW', 1, '1']],
    ['unknown-invoice', ['X1', '85123A', 1, '1']],
    ['write-off', ['536589', '21777', -10, '0.0']],
    ['write-off', ['536589', '21777', -10, '1.0']],
    ['zero-quantity', ['536589', '21777', 0, '1.0']],
    ['zero-price', ['536589', '21777', 10, '0.0']],
    ['zero-price', ['C536589', '21777', -10, '0']],
    ['negative-price', ['536589', '21777', 10, '-0.01']],
    ['part-penny', ['536589', '21777', 10, '0.001']],
    ['odd-cancellation', ['C536589', '21777', 10, '1']],
    ['unreadable', ['536589', '21777', '1.5', '1']],
    ['unreadable', ['536589', '21777', 'six', '1']],
    ['unreadable', ['536589', '21777', 1, '£1']],
    ['unreadable', ['536589', '21777', 1, '']],
    ['unreadable', ['536589', '', 1, '1']],
    ['unreadable', ['', '21777', 1, '1']],
    ['unreadable', ['536589', '21777', '99999999999999999999', '1']],
  ])('%s: %j', (rule, row) => {
    expect(ruleFor(row)).toBe(rule);
  });

  test('prices are exact pence and quantities positive, whatever the sign in the file', () => {
    expect(judged(['C1', '85123A ', -3, '8.29', '12583.0', ' TWO  WORDS '])[0]?.line).toEqual({
      line: 2,
      invoice: 'C1',
      sku: '85123A',
      key: '85123a',
      name: 'TWO WORDS',
      quantity: 3,
      price: 829,
      customer: '12583',
    });
  });

  test('a row of another width and a header in the middle are no lines', () => {
    const header = 'Invoice,StockCode,Description,Quantity,InvoiceDate,Price,Customer ID,Country';
    const rows = judgedText(`\uFEFF${header}\r\n1,21777,X,1,,1.0,1,UK\r\n${header}\r\n1,21777,X,1,,1.0,1,UK,more\r\n1,21777\r\n`);
    expect(rows.map(({ rule }) => rule)).toEqual(['sale', 'header', 'unreadable', 'unreadable']);
  });
});

describe('a file', () => {
  test('tells the line of every row, also behind texts of several lines', () => {
    const { rows } = readRows(Buffer.from('InvoiceNo,StockCode,Description,Quantity,UnitPrice,CustomerID\n1,a,"two\nlines",1,1,1\n\n2,b,c,1,1,1\n'));
    expect(rows.map(({ line }) => line)).toEqual([2, 5]);
  });

  test('may be in the coding that the set was first published in', () => {
    const bytes = Buffer.from('InvoiceNo,StockCode,Description,Quantity,UnitPrice,CustomerID\n1,gift_0001_40,Voucher £40,1,34.04,1\n', 'latin1');
    expect(readRows(bytes).rows[0]?.cells[2]).toBe('Voucher £40');
  });

  test('without the columns of invoices is refused by name', () => {
    expect(() => readRows(Buffer.from('sku,price\na,1\n'))).toThrow(UnreadableFile);
    expect(() => readRows(Buffer.from('sku,price\na,1\n'))).toThrow('no column InvoiceNo');
    expect(() => readRows(Buffer.from(''))).toThrow('empty');
  });

  test('is accounted for to the last unit and penny: the rules add up to the whole', () => {
    const total = totalOf(
      bookOf(judged(['1', '21777', 3, '0.55'], ['1', 'POST', 1, '18'], ['C2', '21777', -1, '0.55'], ['3', '21777', -7, '0'], ['4', '21777', 1, '0.001'])),
    );
    expect(total).toEqual({ rows: 5, units: -3, worth: 1_650_000n + 18_000_000n - 550_000n + 1_000n });
  });
});

test('README tells every rule and no other', () => {
  const documented = readFileSync(join(import.meta.dirname, 'README.md'), 'utf8').matchAll(/^\| `([a-z-]+)` \|/gm);
  expect([...documented].map(([, rule]) => rule)).toEqual(RULES.map(({ rule }) => rule));
});
