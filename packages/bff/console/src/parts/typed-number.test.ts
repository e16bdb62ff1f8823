import { currencyCodes, minorDigits } from '@noren/bff-contract';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { movesTenfold, type Typed, typedNumber, typedText } from './typed-number.ts';

const pounds = (text: string): Typed => typedNumber(text, 2, 1e12);

it('what is clear is understood in any habit', () => {
  for (const text of ['1,50', '1.50', '1.5', '１．５０', '１、５']) expect([text, pounds(text)]).toEqual([text, { kind: 'clear', units: 150 }]);
  for (const text of ['1,234.50', '1.234,50', '1 234,50']) expect([text, pounds(text)]).toEqual([text, { kind: 'clear', units: 123_450 }]);
});

it('what may mean two things is offered as both, as far as they can be', () => {
  expect(pounds('1,000')).toEqual({ kind: 'either', units: [100_000, 100] });
  expect(pounds('9.990')).toEqual({ kind: 'either', units: [999_000, 999] });
  expect(pounds('1,234')).toEqual({ kind: 'either', units: [123_400] });
  expect(typedNumber('12.000', 0, 1e12)).toEqual({ kind: 'either', units: [12_000, 12] });
  expect(typedNumber('1.505', 3, 1e12)).toEqual({ kind: 'either', units: [1_505_000, 1_505] });
});

it('what is no amount is not understood', () => {
  for (const text of ['', 'abc', '-1', '1,2,3', '1 5 0', '--5', '1e3', '0.990', '1.5000', '99999999999.00'])
    expect([text, pounds(text)]).toEqual([text, { kind: 'wrong' }]);
});

it('an amount of every currency survives the field that it is typed over in', () => {
  fc.assert(
    fc.property(fc.constantFrom(...currencyCodes), fc.nat({ max: 1e12 }), (currency, units) => {
      const digits = minorDigits(currency);
      expect(typedNumber(typedText(units, digits), digits, 1e12)).toEqual({ kind: 'clear', units });
    }),
  );
});

it('a point in the wrong place is noticed, up and down', () => {
  expect([movesTenfold(150, 1_500), movesTenfold(150, 15), movesTenfold(150, 0)]).toEqual([true, true, true]);
  expect([movesTenfold(150, 1_499), movesTenfold(150, 16), movesTenfold(0, 150), movesTenfold(150, 150)]).toEqual([false, false, false, false]);
});
