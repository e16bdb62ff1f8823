import { expect, it } from 'vitest';
import { isWorldWide } from './gtin.ts';

it.each(['4006381333931', '036000291452', '73513537', '10036000291459', '9780306406157', '9771234567003', '0036000291452', '00036000291452', '95012346'])(
  '%s names an article the world over',
  (gtin) => expect(isWorldWide(gtin)).toBe(true),
);

it.each([
  ['2000000000008', 'in store'],
  ['02345673', 'in store, of eight digits'],
  ['20123451', 'in store, of eight digits'],
  ['0000020123451', 'the same, of thirteen'],
  ['00000020123451', 'the same, of fourteen'],
  ['212345678992', 'UPC for what is weighed: 02'],
  ['0212345678992', 'the same, of thirteen'],
  ['412345678903', 'UPC for use in a shop: 04'],
  ['512345678900', 'UPC of a coupon: 05'],
  ['12000000000005', 'a case of what is in store'],
  ['9812345678902', 'a coupon in euros'],
  ['9801234567892', 'a refund'],
  ['9912345678909', 'a coupon'],
  ['90036000291455', 'variable measure'],
])('%s never leaves the shop: %s', (gtin) => expect(isWorldWide(gtin)).toBe(false));
