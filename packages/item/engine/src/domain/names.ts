import { Refusal } from '@noren/kernel';
import type { LocalizedText } from './item.ts';

const mostCharacters = 200;
const mostNames = 100;

/** At least one name, one a language, each 1 to 200 characters on one line. Language tags (BCP 47) come back in their canonical form (`en-gb` → `en-GB`). */
export function checkedNames(names: readonly LocalizedText[]): readonly LocalizedText[] {
  if (names.length === 0 || names.length > mostNames) throw new Refusal('invalid', 'names', `an item has 1 to ${mostNames} names`, 'item.names');
  const checked = names.map(({ language, text }, at) => ({ language: checkedLanguage(language, at), text: checkedText(text, at) }));
  for (const [at, { language }] of checked.entries())
    if (checked.findIndex((name) => name.language === language) < at)
      throw new Refusal('invalid', 'names', 'an item has one name a language', `item.names.${at}.language`);
  return checked;
}

function checkedLanguage(language: string, at: number): string {
  const canonical = language.length <= 64 ? canonicalLanguage(language) : undefined;
  if (canonical === undefined) throw new Refusal('invalid', 'language', 'a language is a BCP 47 tag such as en or ja-JP', `item.names.${at}.language`);
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
  if (text.trim() === '' || [...text].length > mostCharacters || /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u.test(text))
    throw new Refusal('invalid', 'names', `a name is 1 to ${mostCharacters} characters on one line`, `item.names.${at}.text`);
  return text;
}

/** Whether both say the same in the same languages, in the same order. */
export const sameNames = (a: readonly LocalizedText[], b: readonly LocalizedText[]): boolean =>
  a.length === b.length && a.every(({ language, text }, at) => language === b[at]?.language && text === b[at]?.text);
