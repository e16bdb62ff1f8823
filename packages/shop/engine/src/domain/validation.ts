import { isBlank, isCurrency, isId, isOneLine, keptLine } from '@noren/kernel';
import { limits } from '@noren/shop-contract/limits';
import { refusal } from '@noren/shop-contract/refusals';

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

/** An active ISO 4217 code with a minor unit, in capitals. */
export function checkCurrency(currency: string): void {
  if (!isCurrency(currency)) throw refusal('currency', 'currency');
}
