import { clearText, currencyCodes, decimalText, minorDigits } from '@noren/kernel';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Read, readGtin, readPrice, readQuantity, readSku } from './cells.ts';

/** The value, or what is wrong. */
const said = <T>(read: Read<T>): unknown => ('code' in read ? read.code : read.value);
const price = (text: string, currency = 'GBP'): unknown => {
  const read = readPrice(text, currency);
  return 'code' in read ? read.code : read.value.amount;
};

describe('a price in a cell', () => {
  it.each([
    ...([['1.50', 150] as const, ['1,50', 150] as const, ['1,234.50', 123_450] as const, ['1.234,50', 123_450] as const] as const),
    ...([['1 234,50', 123_450] as const, ["1'234.50", 123_450] as const, ['１，２３４．５０', 123_450] as const] as const),
    ...([['1,23,456.00', 12_345_600] as const, ['1,234,567', 123_456_700] as const, ['0.5', 50] as const] as const),
  ])('is read in any habit: %s is %i pence', (text, amount) => {
    expect(price(text)).toBe(amount);
  });

  it.each([
    ...([['1.000', 'GBP'] as const, ['1,000', 'GBP'] as const, ['9.990', 'GBP'] as const, ['1.200', 'GBP'] as const] as const),
    ...([['12.000', 'JPY'] as const, ['1.500', 'JPY'] as const, ['1.500', 'KWD'] as const, ['1.234', 'CLF'] as const] as const),
  ])('is never guessed: %s %s', (text, currency) => {
    expect(price(text, currency)).toBe('number_ambiguous');
  });

  it('that is ambiguous names both readings, each in a form that is taken', () => {
    const readings = (text: string, currency = 'KWD'): unknown => {
      const read = readPrice(text, currency);
      return 'code' in read ? read.values : undefined;
    };
    expect(readings('1.000')).toEqual({ text: '1.000', one: '1000', other: '1.00' });
    expect(readings('1,505')).toEqual({ text: '1,505', one: '1505', other: '01.505' });
    expect([readings('1.005', 'GBP'), readings('12.000', 'JPY')]).toMatchObject([
      { one: '1005', other: '1.005' },
      { one: '12000', other: '12' },
    ]);
    expect([price('1505', 'KWD'), price('01.505', 'KWD')]).toEqual([1_505_000, 1_505]);
    expect(readPrice('1.000', 'GBP')).toMatchObject({ reason: '1.000 may mean 1000 or 1.00: write it so that only one of these can be meant' });
  });

  it('has no more decimals than its currency, zeros or not', () => {
    expect([price('1.5000'), price('0.990'), price('1234.500'), price('1.0', 'JPY'), price('1.50', 'JPY')]).toEqual(Array(5).fill('price_decimals'));
    expect([price('199.50', 'HUF'), price('199', 'HUF'), price('15.5', 'IDR'), price('1,500.250', 'IQD')]).toEqual([19_950, 19_900, 1_550, 1_500_250]);
  });

  it('that is none is refused', () => {
    expect(['1,2,3', '1 5 0', '--5', '-1', '1e3', '', 'free'].map((text) => price(text))).toEqual(Array(7).fill('price_form'));
    expect(['£1', '12.99 €', 'GBP 5', '1280円'].map((text) => price(text))).toEqual(Array(4).fill('price_sign'));
    expect(price('£1,000')).toBe('number_ambiguous');
    expect([price('99999999999.00'), price('9'.repeat(20))]).toEqual(['price_size', 'price_size']);
    expect([price('1', 'XAU'), price('1', 'gbp'), price('1', 'BGN')]).toEqual(['currency', 'currency', 'currency']);
  });

  it('of every currency is the amount that was written', () => {
    fc.assert(
      fc.property(fc.constantFrom(...currencyCodes), fc.nat({ max: 1e12 }), (currency, amount) => {
        expect(price(clearText(decimalText(amount, minorDigits(currency))), currency)).toBe(amount);
      }),
    );
  });
});

it('a quantity in a cell is whole, and never guessed', () => {
  const quantity = (text: string): unknown => said(readQuantity(text));
  expect(['12', '1,234,567', '1 000', '５', '5.0', '5,00', '1.0000'].map(quantity)).toEqual([12, 1_234_567, 1_000, 5, 5, 5, 1]);
  expect(['1.000', '1,000', '2.500', '12,000'].map(quantity)).toEqual(Array(4).fill('number_ambiguous'));
  expect(['1.5', '-1', '1,2,3', '0.250', '1e3', '', '9999999999999'].map(quantity)).toEqual(Array(7).fill('quantity'));
});

describe('what a spreadsheet has made of a code is named', () => {
  const damaged = [
    ...([
      ['4.00638E+12', 'spreadsheet_number'] as const,
      ["'4,00638E+12", 'spreadsheet_number'] as const,
      ['2.00E+05', 'spreadsheet_number'] as const,
    ] as const),
    ...([['4E+12', 'spreadsheet_number'] as const, ['="00123"', 'spreadsheet_formula'] as const, ['=A1', 'spreadsheet_formula'] as const] as const),
    ...([['#N/A', 'spreadsheet_error'] as const, ['#REF!', 'spreadsheet_error'] as const, ['####', 'spreadsheet_error'] as const] as const),
  ] as const;

  it.each(damaged)('%s as a SKU and as a bar code', (text, code) => {
    expect([said(readSku(text)), said(readGtin(text))]).toEqual([code, code]);
  });

  it('zeros that a bar code has lost are named with the code that is meant', () => {
    expect(readGtin('36000291452')).toMatchObject({ code: 'gtin_zeros', values: { meant: '036000291452' } });
    expect(readGtin('36000291453')).toMatchObject({ code: 'gtin_form' });
    expect(said(readGtin('4006381333931'))).toBe('4006381333931');
  });

  it('and a SKU that only resembles it stands', () => {
    const skus = ['1E5', '5E-10', '2E5', 'E+12', '00123', '#1', '#12-REF', 'A=1', '1.5E', '4.00638'];
    expect(skus.map((sku) => said(readSku(sku)))).toEqual(skus);
    expect(said(readSku("'00123"))).toBe('00123');
  });
});
