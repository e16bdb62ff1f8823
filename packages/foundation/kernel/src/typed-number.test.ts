import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { currencyCodes, minorDigits } from './currencies.ts';
import { clearText, decimalText, readNumber, unitsOf } from './typed-number.ts';

/** `1234.50`, `1000 | 1.000` where it is ambiguous, nothing where it is no number. */
function said(text: string): string {
  const read = readNumber(text);
  const written = ({ whole, decimals }: Readonly<{ whole: string; decimals: string }>): string => (decimals === '' ? whole : `${whole}.${decimals}`);
  if (read.kind === 'ambiguous') return `${written(read.grouped)} | ${written(read.decimal)}`;
  return read.kind === 'clear' ? written(read.value) : '';
}

describe('a number that was typed', () => {
  it.each([
    ...(['1,234.50', '1.234,50', '1 234,50', "1'234.50", '1’234.50', '1\u00a0234,50', '1\u202f234,50', '1\u2009234,50'] as const),
    ...(['1234.50', '1234,50', '１，２３４．５０', '１２３４。５０', '1\u3000234、50', ' 1234.50 '] as const),
  ])('is read in any habit: %s is 1234.50', (text) => {
    expect(said(text)).toBe('1234.50');
  });

  it.each([
    ...([['1,50', '1.50'] as const, ['1.50', '1.50'] as const, ['1.5', '1.5'] as const, ['2.', '2'] as const, ['007', '007'] as const] as const),
    ...([['1,234,567', '1234567'] as const, ['1.234.567', '1234567'] as const, ['1.234.567,8', '1234567.8'] as const] as const),
    ...([['1 234', '1234'] as const, ["1'234'567.89", '1234567.89'] as const, ['1,234.500', '1234.500'] as const] as const),
    ...([['1,23,456', '123456'] as const, ['12,34,567.00', '1234567.00'] as const, ['1.0000', '1.0000'] as const] as const),
  ])('is clear where separators say what they are: %s is %s', (text, is) => {
    expect(said(text)).toBe(is);
  });

  it.each([
    ...([['1,000', '1000 | 1.000'] as const, ['1.000', '1000 | 1.000'] as const, ['12.000', '12000 | 12.000'] as const] as const),
    ...([['9.990', '9990 | 9.990'] as const, ['123,456', '123456 | 123.456'] as const, ['１，０００', '1000 | 1.000'] as const] as const),
  ])('is never guessed with one separator before three digits: %s', (text, is) => {
    expect(said(text)).toBe(is);
  });

  it.each([
    ['0,250', '0.250'],
    ['0.250', '0.250'],
    ['01.505', '01.505'],
    ['1234.505', '1234.505'],
  ])('that cannot be grouped is decimal: %s', (text, is) => {
    expect(said(text)).toBe(is);
  });

  it.each([
    ...(['', ' ', 'abc', '1,2,3', '1 5 0', '--5', '-5', '+5', '1e3', '1E3', '0x10', '1²', '①', '٣', '½', '$5', '5 GBP', '5kg', '1_000'] as const),
    ...(['1,,5', '1..5', '1,234.567.8', '1.234,567,8', '1,2345,678', '1234,567.00', '0,123.45', '0,123,456', '1 23', '1. 50', '.5', ',5'] as const),
    ...(['1,234,', '1.5.', '1.23.456', "1'50", '1,234.', 'Infinity', 'NaN', '1\n000', '9'.repeat(41)] as const),
  ])('is refused where it is none: %j', (text) => {
    expect(said(text)).toBe('');
  });

  it('means the same with any grouping and either decimal sign', () => {
    const grouping = fc.constantFrom(
      ...([[',', '.'] as const, ['.', ','] as const, [' ', ','] as const, ["'", '.'] as const, ['\u202f', ','] as const] as const),
    );
    fc.assert(
      fc.property(fc.integer({ min: 1_000, max: 1e12 }), fc.stringMatching(/^\d{1,5}$/), grouping, (whole, decimals, [group, point]) => {
        const grouped = String(whole).replaceAll(/\B(?=(\d{3})+$)/g, group);
        expect(said(`${grouped}${point}${decimals}`)).toBe(`${whole}.${decimals}`);
      }),
    );
  });

  it('has one reading, two that differ by a thousand, or none, whatever was typed', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9.,' ]{1,12}$/), (text) => {
        const read = readNumber(text);
        if (read.kind === 'ambiguous') expect(unitsOf(read.grouped, 3)).toBe(1_000 * Number(unitsOf(read.decimal, 3)));
        if (read.kind === 'clear') expect(`${read.value.whole}${read.value.decimals}`).toBe(text.replaceAll(/\D/g, ''));
      }),
    );
  });
});

describe('an amount in whole units', () => {
  it('refuses more decimals than there are, zeros or not', () => {
    expect(unitsOf({ whole: '1', decimals: '50' }, 2)).toBe(150);
    expect(unitsOf({ whole: '1', decimals: '500' }, 2)).toBe('too_many_decimals');
    expect(unitsOf({ whole: '1', decimals: '0' }, 0)).toBe('too_many_decimals');
    expect(unitsOf({ whole: '9'.repeat(16), decimals: '' }, 0)).toBe('too_large');
  });

  it('of every currency is read as it was written for a field', () => {
    fc.assert(
      fc.property(fc.constantFrom(...currencyCodes), fc.nat({ max: Number.MAX_SAFE_INTEGER }), (currency, amount) => {
        const read = readNumber(clearText(decimalText(amount, minorDigits(currency))));
        expect(read.kind === 'clear' && unitsOf(read.value, minorDigits(currency))).toBe(amount);
      }),
    );
    expect(['1.500', '1.505', '0.505', '15.00', '1234.505'].map(clearText)).toEqual(['1.50', '01.505', '0.505', '15.00', '1234.505']);
  });

  it('is written exactly', () => {
    expect([decimalText(5, 2), decimalText(0, 3), decimalText(980, 0), decimalText(-150, 2)]).toEqual(['0.05', '0.000', '980', '-1.50']);
  });
});
