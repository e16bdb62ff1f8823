import { limits } from '@noren/category-contract/limits';
import { refusal } from '@noren/category-contract/refusals';
import { isSku } from '@noren/item-contract/sku';
import type { LocalizedText } from './category.ts';

export const isId = (text: string): boolean => /^[A-Za-z0-9_-]{1,64}$/.test(text);

export function checkId(id: string, field: string): void {
  if (!isId(id)) throw refusal('id', field);
}

export function checkSku(sku: string): void {
  if (!isSku(sku)) throw refusal('sku', 'sku');
}

export function checkPosition(position: number): void {
  if (!Number.isInteger(position) || position < 0 || position > limits.position) throw refusal('position', 'position');
}

/** At least one name, one a language, each on one line. Language tags (BCP 47) come back in their canonical form (`en-gb` → `en-GB`). */
export function checkedNames(names: readonly LocalizedText[]): readonly LocalizedText[] {
  if (names.length === 0 || names.length > limits.names) throw refusal('names', 'names');
  const checked = names.map(({ language, text }, at) => ({ language: checkedLanguage(language, at), text: checkedText(text, at) }));
  for (const [at, { language }] of checked.entries())
    if (checked.findIndex((name) => name.language === language) < at) throw refusal('names', `names.${at}.language`);
  return checked;
}

function checkedLanguage(language: string, at: number): string {
  const canonical = language.length <= limits.languageCharacters ? canonicalLanguage(language) : undefined;
  if (canonical === undefined) throw refusal('language', `names.${at}.language`);
  return canonical;
}

function canonicalLanguage(language: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(language)[0];
  } catch {
    return undefined;
  }
}

function checkedText(text: string, at: number): string {
  if (text.trim() === '' || [...text].length > limits.nameCharacters || /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u.test(text)) throw refusal('names', `names.${at}.text`);
  return text;
}

/** Whether both say the same in the same languages, in the same order. */
export const sameNames = (a: readonly LocalizedText[], b: readonly LocalizedText[]): boolean =>
  a.length === b.length && a.every(({ language, text }, at) => language === b[at]?.language && text === b[at]?.text);
