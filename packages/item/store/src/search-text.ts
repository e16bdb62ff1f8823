import { foldText } from '@noren/kernel';

type Searched = Readonly<{ sku: string; gtin?: string; names: readonly Readonly<{ text: string }>[] }>;

/** What an item is found by: its names in all languages, its SKU and its GTIN, folded, a line each. */
export const searchText = ({ sku, gtin, names }: Searched): string => foldText([...names.map(({ text }) => text), sku, gtin ?? ''].join('\n'));

/** The words that an item must have, as patterns for LIKE: a word may be any part of a name, a SKU or a GTIN, also of a language that has no spaces. */
export const wordsOf = (text: string): readonly string[] =>
  foldText(text)
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) => `%${word.replaceAll(/[\\%_]/g, '\\$&')}%`);
