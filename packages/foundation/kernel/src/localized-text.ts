import type { Refusal } from './refusal.ts';
import { isBlank, isOneLine, keptLine } from './text.ts';

/** A text in one language, by its tag (BCP 47). */
export type LocalizedText = Readonly<{ language: string; text: string }>;

type Limits = Readonly<{ names: number; nameCharacters: number; languageCharacters: number }>;
/** What a context says of names, or of a language, that it does not take. */
type Refusals = Readonly<Record<'names' | 'language', (field: string) => Refusal>>;

/**
 * A record's names, at `field` of its command: at least one, one a language, each on one line. They come back as they are kept, language tags in their
 * canonical form (`en-gb` → `en-GB`). Throws the context's own refusal.
 */
export function checkedNames(names: readonly LocalizedText[], field: string, limits: Limits, refuse: Refusals): readonly LocalizedText[] {
  if (names.length === 0 || names.length > limits.names) throw refuse.names(field);
  const checked = names.map(({ language, text }, at) => {
    const canonical = language.length <= limits.languageCharacters ? canonicalLanguage(language) : undefined;
    if (canonical === undefined) throw refuse.language(`${field}.${at}.language`);
    if (isBlank(text) || !isOneLine(text, limits.nameCharacters)) throw refuse.names(`${field}.${at}.text`);
    return { language: canonical, text: keptLine(text) };
  });
  for (const [at, { language }] of checked.entries())
    if (checked.findIndex((name) => name.language === language) < at) throw refuse.names(`${field}.${at}.language`);
  return checked;
}

/** `en-gb` → `en-GB`; `undefined` where it is no language tag. */
export function canonicalLanguage(language: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(language)[0];
  } catch {
    return undefined;
  }
}

/** Whether both say the same in the same languages, in the same order. */
export const sameNames = (a: readonly LocalizedText[], b: readonly LocalizedText[]): boolean =>
  a.length === b.length && a.every(({ language, text }, at) => language === b[at]?.language && text === b[at]?.text);
