import { foldText, Refusal } from '@noren/kernel';
import type { LocalizedText } from './category.ts';

const mostCharacters = 200;
const mostNames = 100;
const highestPosition = 2 ** 31 - 1;

export const isId = (text: string): boolean => /^[A-Za-z0-9_-]{1,64}$/.test(text);

/** 1 to 64 characters that can be seen, in the typed form and in the one that is compared. */
export function isSku(sku: string): boolean {
  if (/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u.test(sku) || [...sku].length > 64) return false;
  const folded = foldText(sku);
  return folded !== '' && [...folded].length <= 64;
}

export function checkId(id: string, field: string): void {
  if (!isId(id)) throw new Refusal('invalid', 'id', 'an id is 1 to 64 letters, digits, hyphens and underscores', field);
}

export function checkSku(sku: string): void {
  if (!isSku(sku)) throw new Refusal('invalid', 'sku', 'a SKU is 1 to 64 visible characters', 'sku');
}

export function checkPosition(position: number): void {
  if (!Number.isInteger(position) || position < 0 || position > highestPosition)
    throw new Refusal('invalid', 'position', 'a position is a whole number, 0 or more', 'position');
}

/** At least one name, one a language, each 1 to 200 characters on one line. Language tags (BCP 47) come back in their canonical form (`en-gb` → `en-GB`). */
export function checkedNames(names: readonly LocalizedText[]): readonly LocalizedText[] {
  if (names.length === 0 || names.length > mostNames) throw new Refusal('invalid', 'names', `a category has 1 to ${mostNames} names`, 'names');
  const checked = names.map(({ language, text }, at) => ({ language: checkedLanguage(language, at), text: checkedText(text, at) }));
  for (const [at, { language }] of checked.entries())
    if (checked.findIndex((name) => name.language === language) < at)
      throw new Refusal('invalid', 'names', 'a category has one name a language', `names.${at}.language`);
  return checked;
}

function checkedLanguage(language: string, at: number): string {
  const canonical = language.length <= 64 ? canonicalLanguage(language) : undefined;
  if (canonical === undefined) throw new Refusal('invalid', 'language', 'a language is a BCP 47 tag such as en or ja-JP', `names.${at}.language`);
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
    throw new Refusal('invalid', 'names', `a name is 1 to ${mostCharacters} characters on one line`, `names.${at}.text`);
  return text;
}

/** Whether both say the same in the same languages, in the same order. */
export const sameNames = (a: readonly LocalizedText[], b: readonly LocalizedText[]): boolean =>
  a.length === b.length && a.every(({ language, text }, at) => language === b[at]?.language && text === b[at]?.text);
