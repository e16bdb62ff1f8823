import type { Language } from '@noren/bff-contract';
import { en } from './en/index.ts';
import type { Texts } from './texts.ts';

/** English comes with the page, the others when somebody reads them. */
export async function textsIn(language: Language): Promise<Texts> {
  if (language === 'ja') return (await import('./ja/index.ts')).ja;
  if (language === 'ko') return (await import('./ko/index.ts')).ko;
  return en;
}

export const locales: Readonly<Record<Language, string>> = { en: 'en-GB', ja: 'ja-JP', ko: 'ko-KR' };
/** As their speakers call them. */
export const languageNames: Readonly<Record<Language, string>> = { en: 'English', ja: '日本語', ko: '한국어' };
