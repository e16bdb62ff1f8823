import { currencyCodes, languages, minorDigits } from '@noren/bff-contract';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { formatIn, typedPrice } from './format.ts';

it('money of every currency is shown exactly, in the decimals of ISO 4217, in every language', () => {
  fc.assert(
    fc.property(fc.constantFrom(...currencyCodes), fc.nat({ max: 1e12 }), fc.constantFrom(...languages), (currency, amount, language) => {
      const shown = formatIn(language, 'UTC').money({ amount, currency });
      expect(Number(shown.replaceAll(/\D/g, ''))).toBe(amount);
      expect(/\.(\d+)\D*$/.exec(shown)?.[1]?.length ?? 0).toBe(minorDigits(currency));
    }),
    { numRuns: 300 },
  );
});

it('forints have their two decimals, whatever the browser thinks, and yen none', () => {
  const { money } = formatIn('en', 'UTC');
  expect([money({ amount: 19_950, currency: 'HUF' }), money({ amount: 1_500_250, currency: 'IQD' })].map((text) => text.replaceAll(/[^\d.,]/g, ''))).toEqual([
    '199.50',
    '1,500.250',
  ]);
  expect(money({ amount: 980, currency: 'JPY' })).toBe('¥980');
});

it('a price that is typed over stands as a person would type it, and is never ambiguous', () => {
  const typed = (amount: number, currency: string): string => typedPrice({ amount, currency });
  expect([typed(260, 'GBP'), typed(980, 'JPY'), typed(1_500, 'KWD'), typed(1_505, 'KWD'), typed(5, 'CLF')]).toEqual([
    '2.60',
    '980',
    '1.50',
    '01.505',
    '0.0005',
  ]);
});
