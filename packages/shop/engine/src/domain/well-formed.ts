import { Refusal } from '@noren/kernel';

/** An id that somebody may give: it stands in record keys and addresses. */
export const isId = (text: string): boolean => /^[A-Za-z0-9_-]{1,64}$/.test(text);

/** Text that shows as one line: no control characters, no halves of characters, at most `max` characters. */
export const isOneLine = (text: string, max: number): boolean => !/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u.test(text) && [...text].length <= max;

const currencies: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

export function checkId(id: string, field: string): void {
  if (!isId(id)) throw new Refusal('invalid', 'id', 'an id is 1 to 64 letters, digits, hyphens and underscores', field);
}

export function checkName(name: string): void {
  if (name.trim() === '' || !isOneLine(name, 200)) throw new Refusal('invalid', 'name', 'a name is 1 to 200 characters on one line', 'name');
}

export function checkReason(reason: string): void {
  if (!isOneLine(reason, 500)) throw new Refusal('invalid', 'reason', 'a reason is at most 500 characters on one line', 'reason');
}

/** ISO 4217, in capitals. */
export function checkCurrency(currency: string): void {
  if (!currencies.has(currency)) throw new Refusal('invalid', 'currency', 'a currency is an ISO 4217 code such as GBP', 'currency');
}
