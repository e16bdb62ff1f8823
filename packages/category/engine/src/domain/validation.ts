import { limits } from '@noren/category-contract/limits';
import { refusal } from '@noren/category-contract/refusals';
import { isKeptSku } from '@noren/item-contract/sku';
import { checkedNames as checkedLocalizedNames, isId, type LocalizedText } from '@noren/kernel';

export function checkId(id: string, field: string): void {
  if (!isId(id)) throw refusal('id', field);
}

export function checkSku(sku: string): void {
  if (!isKeptSku(sku)) throw refusal('sku', 'sku');
}

export function checkPosition(position: number): void {
  if (!Number.isInteger(position) || position < 0 || position > limits.position) throw refusal('position', 'position');
}

const refuse = { names: (field: string) => refusal('names', field), language: (field: string) => refusal('language', field) };

export const checkedNames = (names: readonly LocalizedText[]): readonly LocalizedText[] => checkedLocalizedNames(names, 'names', limits, refuse);
