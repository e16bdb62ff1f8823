import { limits } from '@noren/item-contract/limits';
import { refusal } from '@noren/item-contract/refusals';
import { checkedNames as checkedLocalizedNames, type LocalizedText } from '@noren/kernel';

const refuse = { names: (field: string) => refusal('names', field), language: (field: string) => refusal('language', field) };

export const checkedNames = (names: readonly LocalizedText[]): readonly LocalizedText[] => checkedLocalizedNames(names, 'item.names', limits, refuse);
