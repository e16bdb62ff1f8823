import { expect, it } from 'vitest';
import { currencyCodes, isCurrency, minorDigits } from './currencies.ts';

it('a currency has the decimals that ISO 4217 gives it, whatever people or ICU make of them', () => {
  const told = { GBP: 2, HUF: 2, IDR: 2, COP: 2, PKR: 2, RSD: 2, MGA: 2, MRU: 2, JPY: 0, KRW: 0, ISK: 0, IQD: 3, KWD: 3, CLF: 4, UYW: 4 };
  expect(Object.fromEntries(Object.keys(told).map((code) => [code, minorDigits(code)]))).toEqual(told);
});

it('the table has the 165 codes of List One that have a minor unit, each once', () => {
  expect(currencyCodes).toHaveLength(165);
  expect(new Set(currencyCodes).size).toBe(165);
  expect(currencyCodes.filter((code) => !/^[A-Z]{3}$/.test(code))).toEqual([]);
});

it('nothing is priced in gold, in test money, in a withdrawn currency, or in small letters', () => {
  expect(['XAU', 'XDR', 'XTS', 'XXX', 'BGN', 'DEM', 'gbp', '', 'toString'].filter(isCurrency)).toEqual([]);
});

it('money of a currency that was withdrawn can still be shown', () => {
  expect(minorDigits('BGN')).toBe(2);
});
