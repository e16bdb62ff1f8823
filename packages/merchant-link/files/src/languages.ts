import { UnreadableFile } from './unreadable.ts';

/** Countries that stand for their languages where people write one. */
const MEANT: Readonly<Record<string, string>> = { jp: 'ja', kr: 'ko', cn: 'zh', tw: 'zh-Hant', cz: 'cs', dk: 'da', us: 'en', gb: 'en' };

/** The language that somebody means who writes a country; nothing where it is none that we know. */
export const meantBy = (tag: string): string | undefined => MEANT[tag.toLowerCase()];

/** As BCP 47 writes it; nothing where no language is called so (`jp`). `kr` is Kanuri, but whoever writes it means Korean. */
export function languageOf(tag: string): string | undefined {
  if (/^kr$/i.test(tag)) return undefined;
  try {
    const { language, baseName } = new Intl.Locale(tag);
    return new Intl.DisplayNames('en', { type: 'language', fallback: 'none' }).of(language) === undefined ? undefined : baseName;
  } catch {
    return undefined;
  }
}

/** The language in which titles are, as BCP 47 writes it. Throws `UnreadableFile` where it is none. */
export function languageOfTitles(tag: string): string {
  const language = languageOf(tag);
  if (language !== undefined) return language;
  const meant = meantBy(tag);
  throw new UnreadableFile(`${tag.slice(0, 60)} is no language${meant === undefined ? ' such as en or ja' : ` (did you mean ${meant}?)`}`);
}
