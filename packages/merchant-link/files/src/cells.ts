import { foldText, isBlank, isOneLine, isSeen, keptLine, minorDigits, type Money } from '@noren/kernel';
import { pathOf, unfitPath } from './category-paths.ts';
import { type Fault, fault } from './faults.ts';

/** What a cell says, or why it cannot be taken. */
export type Read<T> = Readonly<{ value: T }> | Fault;

/** An amount in the currency's usual form (`9.99` pounds, `980` yen): no thousands separators, no more decimals than the currency has. */
export function readPrice(text: string, currency: string): Read<Money> {
  if (!/^[A-Z]{3}$/.test(currency) || !Intl.supportedValuesOf('currency').includes(currency)) return fault('currency', { text: currency });
  const [, whole, decimals = ''] = /^(\d{1,12})(?:\.(\d+))?$/.exec(text) ?? [];
  if (whole === undefined) return fault('price_form', { text });
  const digits = minorDigits(currency);
  const kept = decimals.replace(/0+$/, '');
  if (kept.length > digits) return fault('price_decimals', { currency, digits, text });
  const amount = Number(`${whole}${kept.padEnd(digits, '0')}`);
  return Number.isSafeInteger(amount) ? { value: { amount, currency } } : fault('price_size', { text });
}

/** GTIN-8, -12, -13 or -14 with a right check digit. Spreadsheets put an apostrophe before numbers that are texts: it is not part of the code. */
export function readGtin(text: string): Read<string> {
  const digits = text.replace(/^'/, '').replaceAll(/[\s-]/g, '');
  if (!/^(\d{8}|\d{12}|\d{13}|\d{14})$/.test(digits)) return fault('gtin_form', { text });
  const sum = [...digits].reverse().reduce((total, digit, at) => total + Number(digit) * (at % 2 === 0 ? 1 : 3), 0);
  return sum % 10 === 0 ? { value: digits } : fault('gtin_check_digit', { text });
}

/** A stock level: a whole number, 0 or more. */
export function readQuantity(text: string): Read<number> {
  const value = /^\d{1,12}(\.0+)?$/.test(text) ? Number(text) : Number.NaN;
  return Number.isSafeInteger(value) ? { value } : fault('quantity', { text });
}

export function readChoice<Choice extends string>(text: string, choices: readonly Choice[]): Read<Choice> {
  const value = choices.find((choice) => choice === foldText(text));
  return value === undefined ? fault('choice', { text, choices: choices.join(', ') }) : { value };
}

/** 1 to 64 characters that can be seen, and that an address can hold. */
export function readSku(text: string): Read<string> {
  const value = text.replace(/^'/, '');
  if (value === '') return fault('sku_missing');
  const isSku = isSeen(value) && isOneLine(value, 64) && value !== '.' && value !== '..';
  return isSku ? { value } : fault('sku_form');
}

/** 1 to 200 characters without control characters, as it is kept; line breaks and runs of spaces become one space. */
export function readName(text: string): Read<string> {
  const value = keptLine(text).replaceAll(/\s+/g, ' ').trim();
  if (isBlank(value)) return fault('name_missing');
  if (!isOneLine(value, Infinity)) return fault('name_form');
  return isOneLine(value, 200) ? { value } : fault('name_length');
}

/** `Garden > Pots`: names from the root down, each as a category may have it. */
export function readCategory(text: string): Read<string> {
  const path = pathOf(text);
  return unfitPath(path) === undefined ? { value: path.join(' > ') } : fault('category_form');
}

/** Up to ten whole http(s) addresses. */
export function readImageUrls(urls: readonly string[]): Read<readonly string[]> {
  const bad = urls.find((url) => !/^https?:$/.test(URL.parse(url)?.protocol ?? ''));
  if (bad !== undefined) return fault('image_address', { text: bad });
  return urls.length > 10 ? fault('image_count', { count: urls.length }) : { value: urls };
}
