import { readPath, unfitPath, writePath } from '@noren/category-contract/paths';
import { limits as inventory } from '@noren/inventory-contract/limits';
import { isGtin } from '@noren/item-contract/gtin';
import { limits as item } from '@noren/item-contract/limits';
import { isSku } from '@noren/item-contract/sku';
import {
  clearText,
  type Decimal,
  foldText,
  isBlank,
  isCurrency,
  isOneLine,
  keptLine,
  minorDigits,
  type Money,
  readNumber,
  type ReadNumber,
  unitsOf,
} from '@noren/kernel';
import { type Fault, fault } from './faults.ts';
import { isSpreadsheetError, spreadsheetDamage } from './spreadsheet-damage.ts';

/** What a cell says, or why it cannot be taken. */
export type Read<T> = Readonly<{ value: T }> | Fault;

/** An amount as `readNumber` reads it, with no more decimals than the currency has, zeros or not. */
export function readPrice(text: string, currency: string): Read<Money> {
  if (!isCurrency(currency)) return fault('currency', { text: currency });
  const read = readNumber(text);
  if (read.kind === 'malformed') return priceForm(text, minorDigits(currency));
  const digits = minorDigits(currency);
  if (read.kind === 'ambiguous') return ambiguous(text, read, digits);
  const amount = unitsOf(read.value, digits);
  if (amount === 'too_many_decimals') return fault('price_decimals', { currency, digits, text });
  return amount === 'too_large' || amount > item.price ? fault('price_size', { text }) : { value: { amount, currency } };
}

/** What a currency is written with, in front of an amount or behind it. */
const SIGN = /^\s*([\p{Sc}円원元]|[A-Z]{3})\s*|\s*([\p{Sc}円원元]|[A-Z]{3})\s*$/u;

function priceForm(text: string, digits: number): Fault {
  const [sign = ''] = SIGN.exec(text) ?? [];
  const without = text.replace(SIGN, '');
  const read = readNumber(without);
  if (sign === '' || read.kind === 'malformed') return fault('price_form', { text });
  return read.kind === 'ambiguous' ? ambiguous(text, read, digits) : fault('price_sign', { text, sign: sign.trim(), without });
}

type Ambiguous = Extract<ReadNumber, { kind: 'ambiguous' }>;

/** Names both readings, each so that it would be taken where it is a number of that many decimals. */
const ambiguous = (text: string, { grouped, decimal }: Ambiguous, digits: number): Fault =>
  fault('number_ambiguous', { text, one: grouped.whole, other: shortest(decimal, digits) });

function shortest({ whole, decimals }: Decimal, digits: number): string {
  const kept = decimals.replace(/0+$/, '').padEnd(Math.min(digits, 2), '0');
  const shown = kept === '' ? whole : `${whole}.${kept}`;
  return kept.length <= digits ? clearText(shown) : shown;
}

/** GTIN-8, -12, -13 or -14 with a right check digit, in digits of any width. Spreadsheets put an apostrophe before numbers that are texts: it is not part of the code. */
export function readGtin(text: string): Read<string> {
  const typed = text.normalize('NFKC').replace(/^'/, '');
  const damage = spreadsheetDamage(typed);
  if (damage) return damage;
  const digits = typed.replaceAll(/[\s-]/g, '');
  if (/^(\d{7}|\d{9,11})$/.test(digits)) return withoutZeros(text, digits);
  if (!/^(\d{8}|\d{12}|\d{13}|\d{14})$/.test(digits)) return fault('gtin_form', { text });
  return isGtin(digits) ? { value: digits } : fault('gtin_check_digit', { text });
}

/** A spreadsheet takes the zeros in front of a number away. */
function withoutZeros(text: string, digits: string): Fault {
  const meant = digits.padStart(digits.length < 8 ? 8 : 12, '0');
  return isGtin(meant) ? fault('gtin_zeros', { text, meant }) : fault('gtin_form', { text });
}

/** A stock level: a whole number, 0 or more, as `readNumber` reads it. Zeros behind its point (`5.0`, of programs that keep all numbers so) say nothing more. */
export function readQuantity(text: string): Read<number> {
  const read = readNumber(text);
  if (read.kind === 'ambiguous') return ambiguous(text, read, 0);
  const value = read.kind === 'clear' && /^0*$/.test(read.value.decimals) ? Number(read.value.whole) : Number.NaN;
  return value <= inventory.quantity ? { value } : fault('quantity', { text });
}

/** An active ISO 4217 code in capitals. */
export const readCurrency = (text: string): Read<string> => (isCurrency(text) ? { value: text } : fault('currency', { text }));

export function readChoice<Choice extends string>(text: string, choices: readonly Choice[]): Read<Choice> {
  const value = choices.find((choice) => choice === foldText(text));
  return value === undefined ? fault('choice', { text, choices: choices.join(', ') }) : { value };
}

/** 1 to 64 characters that can be seen, that an address can hold, and nothing that a spreadsheet has put in place of a code. */
export function readSku(text: string): Read<string> {
  const value = text.replace(/^'/, '').trim();
  if (value === '') return fault('sku_missing');
  return isSku(value) ? (spreadsheetDamage(value) ?? { value }) : fault('sku_form');
}

/** 1 to 200 characters without control characters, as it is kept; a cell may hold several lines, which become one. */
export function readName(text: string): Read<string> {
  const value = keptLine(text)
    .replaceAll(/\s*[\t\n\v\f\r\u0085\u2028\u2029]\s*/g, ' ')
    .trim();
  if (isBlank(value)) return fault('name_missing');
  if (isSpreadsheetError(value)) return fault('spreadsheet_error', { text: value });
  if (!isOneLine(value, Infinity)) return fault('name_form');
  return isOneLine(value, item.nameCharacters) ? { value } : fault('name_length');
}

/** `Garden > Pots`: names from the root down, each as a category may have it; in the form in which paths are written. */
export function readCategory(text: string): Read<string> {
  const path = readPath(text);
  const error = path.find(({ name }) => isSpreadsheetError(name));
  if (error !== undefined) return fault('spreadsheet_error', { text: error.name });
  return unfitPath(path) === undefined ? { value: writePath(path) } : fault('category_form');
}

/** Up to ten whole http(s) addresses. */
export function readImageUrls(urls: readonly string[]): Read<readonly string[]> {
  const bad = urls.find((url) => !/^https?:$/.test(URL.parse(url)?.protocol ?? ''));
  if (bad !== undefined) return fault('image_address', { text: bad });
  return urls.length > item.images ? fault('image_count', { count: urls.length }) : { value: urls };
}
