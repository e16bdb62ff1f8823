/**
 * Currencies that something can be priced in, by the decimal places of their minor unit: ISO 4217 "List One" as SIX published it on 2026-01-01
 * (https://www.six-group.com/en/products-services/financial-information/data-standards.html, list-one.xml), read on 2026-11-28.
 *
 * A table of our own, because stored money means what it says only while this stays as it is. ICU does not promise that: it counts the decimals that people
 * use (none for HUF, IDR and COP in one version, two in another), and a browser's differs from the server's. A new list is taken over by hand.
 *
 * Of List One this leaves out what has no minor unit ("N.A."): metals (XAG, XAU, XPD, XPT), units of account (XBA, XBB, XBC, XBD, XDR, XSU, XUA),
 * the code for tests (XTS) and the one for no currency (XXX). Nothing is priced in them. Funds codes (CLF, UYW…) are in.
 */
const byDigits: ReadonlyMap<number, string> = new Map([
  [0, 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'],
  [
    2,
    'AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ' +
      'ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT ' +
      'MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC ' +
      'SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW ZWG',
  ],
  [3, 'BHD IQD JOD KWD LYD OMR TND'],
  [4, 'CLF UYW'],
]);

const digitsByCode: ReadonlyMap<string, number> = new Map([...byDigits].flatMap(([digits, codes]) => codes.split(' ').map((code) => [code, digits] as const)));

/** All codes of the table, sorted. */
export const currencyCodes: readonly string[] = [...digitsByCode.keys()].sort();

/** Whether something can be priced in it: an active ISO 4217 code, in capitals, that has a minor unit. */
export const isCurrency = (code: string): boolean => digitsByCode.has(code);

/**
 * The decimal places of a currency's minor unit (GBP 2, JPY 0, KWD 3, CLF 4). 2 for a code that is not in the table: money that was kept before its currency
 * was withdrawn (BGN) can still be shown.
 */
export const minorDigits = (currency: string): number => digitsByCode.get(currency) ?? 2;
