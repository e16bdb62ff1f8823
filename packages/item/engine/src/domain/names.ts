import { limits } from '@noren/item-contract/limits';
import { refusal } from '@noren/item-contract/refusals';
import type { LocalizedText } from './item.ts';

/** At least one name, one a language, each on one line. Language tags (BCP 47) come back in their canonical form (`en-gb` → `en-GB`). */
export function checkedNames(names: readonly LocalizedText[]): readonly LocalizedText[] {
  if (names.length === 0 || names.length > limits.names) throw refusal('names', 'item.names');
  const checked = names.map(({ language, text }, at) => ({ language: checkedLanguage(language, at), text: checkedText(text, at) }));
  for (const [at, { language }] of checked.entries())
    if (checked.findIndex((name) => name.language === language) < at) throw refusal('names', `item.names.${at}.language`);
  return checked;
}

function checkedLanguage(language: string, at: number): string {
  const canonical = language.length <= limits.languageCharacters ? canonicalLanguage(language) : undefined;
  if (canonical === undefined) throw refusal('language', `item.names.${at}.language`);
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
  if (text.trim() === '' || [...text].length > limits.nameCharacters || /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u.test(text))
    throw refusal('names', `item.names.${at}.text`);
  return text;
}

/** Whether both say the same in the same languages, in the same order. */
export const sameNames = (a: readonly LocalizedText[], b: readonly LocalizedText[]): boolean =>
  a.length === b.length && a.every(({ language, text }, at) => language === b[at]?.language && text === b[at]?.text);
