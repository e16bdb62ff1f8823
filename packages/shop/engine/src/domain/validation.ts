import { isBlank, isId, isOneLine, keptLine } from '@noren/kernel';
import { limits } from '@noren/shop-contract/limits';
import { refusal } from '@noren/shop-contract/refusals';

const currencies: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

export function checkId(id: string, field: string): void {
  if (!isId(id)) throw refusal('id', field);
}

export function checkedName(name: string): string {
  if (isBlank(name) || !isOneLine(name, limits.nameCharacters)) throw refusal('name', 'name');
  return keptLine(name);
}

export function checkReason(reason: string): void {
  if (!isOneLine(reason, limits.reasonCharacters)) throw refusal('reason', 'reason');
}

/** ISO 4217, in capitals. */
export function checkCurrency(currency: string): void {
  if (!currencies.has(currency)) throw refusal('currency', 'currency');
}
