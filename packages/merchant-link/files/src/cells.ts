import { foldText, minorDigits, type Money } from '@noren/kernel';

/** What a cell says, or why it cannot be taken. */
export type Read<T> = Readonly<{ value: T } | { reason: string }>;

const wrong = (reason: string): Read<never> => ({ reason });

/** An amount in the currency's usual form (`9.99` pounds, `980` yen): no thousands separators, no more decimals than the currency has. */
export function readPrice(text: string, currency: string): Read<Money> {
  if (!/^[A-Z]{3}$/.test(currency) || !Intl.supportedValuesOf('currency').includes(currency)) return wrong(`${currency} is no ISO 4217 currency`);
  const [, whole, decimals = ''] = /^(\d{1,12})(?:\.(\d+))?$/.exec(text) ?? [];
  if (whole === undefined) return wrong(text === '' ? 'a price is missing' : `${text} is no price such as 9.99`);
  const digits = minorDigits(currency);
  const kept = decimals.replace(/0+$/, '');
  if (kept.length > digits) return wrong(`${currency} has ${digits} decimals, ${text} has more`);
  const amount = Number(`${whole}${kept.padEnd(digits, '0')}`);
  return Number.isSafeInteger(amount) ? { value: { amount, currency } } : wrong(`${text} is too large`);
}

/** GTIN-8, -12, -13 or -14 with a right check digit. Spreadsheets put an apostrophe before numbers that are texts: it is not part of the code. */
export function readGtin(text: string): Read<string> {
  const digits = text.replace(/^'/, '').replaceAll(/[\s-]/g, '');
  if (!/^(\d{8}|\d{12}|\d{13}|\d{14})$/.test(digits)) return wrong(`${text} is no GTIN of 8, 12, 13 or 14 digits`);
  const sum = [...digits].reverse().reduce((total, digit, at) => total + Number(digit) * (at % 2 === 0 ? 1 : 3), 0);
  return sum % 10 === 0 ? { value: digits } : wrong(`${text} is no GTIN: its check digit is wrong`);
}

/** A stock level: a whole number, 0 or more. */
export function readQuantity(text: string): Read<number> {
  const value = /^\d{1,12}(\.0+)?$/.test(text) ? Number(text) : Number.NaN;
  return Number.isSafeInteger(value) ? { value } : wrong(`${text} is no whole number of 0 or more`);
}

export function readChoice<Choice extends string>(text: string, choices: readonly Choice[]): Read<Choice> {
  const value = choices.find((choice) => choice === foldText(text));
  return value === undefined ? wrong(`${text} is none of ${choices.join(', ')}`) : { value };
}

/** 1 to 64 characters that can be seen. */
export function readSku(text: string): Read<string> {
  const value = text.replace(/^'/, '');
  if (value === '') return wrong('a SKU is missing');
  if ([...value].length > 64 || /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(value)) return wrong('a SKU is 1 to 64 visible characters');
  return { value };
}

/** 1 to 200 characters; line breaks and runs of spaces become one space. */
export function readName(text: string): Read<string> {
  const value = text.replaceAll(/\s+/g, ' ').trim();
  if (value === '') return wrong('a name is missing');
  return [...value].length > 200 ? wrong('a name is at most 200 characters') : { value };
}

/** Up to ten whole http(s) addresses. */
export function readImageUrls(urls: readonly string[]): Read<readonly string[]> {
  const bad = urls.find((url) => !/^https?:$/.test(URL.parse(url)?.protocol ?? ''));
  if (bad !== undefined) return wrong(`${bad} is no http or https address`);
  return urls.length > 10 ? wrong(`an item has at most ten images, not ${urls.length}`) : { value: urls };
}
