import { limits } from '@noren/shop-contract/limits';
import { refusal } from '@noren/shop-contract/refusals';

/** An id that somebody may give: it stands in record keys and addresses. */
export const isId = (text: string): boolean => /^[A-Za-z0-9_-]{1,64}$/.test(text);

/** Text that shows as one line: no control characters, no halves of characters, at most `max` characters. */
const isOneLine = (text: string, max: number): boolean => !/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u.test(text) && [...text].length <= max;

const currencies: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

export function checkId(id: string, field: string): void {
  if (!isId(id)) throw refusal('id', field);
}

export function checkName(name: string): void {
  if (name.trim() === '' || !isOneLine(name, limits.nameCharacters)) throw refusal('name', 'name');
}

export function checkReason(reason: string): void {
  if (!isOneLine(reason, limits.reasonCharacters)) throw refusal('reason', 'reason');
}

/** ISO 4217, in capitals. */
export function checkCurrency(currency: string): void {
  if (!currencies.has(currency)) throw refusal('currency', 'currency');
}
