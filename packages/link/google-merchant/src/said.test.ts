import { expect, it } from 'vitest';
import { said } from './said.ts';

const texts = ['ja', 'en', 'en-US', 'zh-Hant', 'pt-BR'].map((language) => ({ language, text: language }));

it.each([
  ['en-GB', 'en'],
  ['EN-us', 'en-US'],
  ['zh-Hant-TW', 'zh-Hant'],
  ['zh-hant-u-co-pinyin', 'zh-Hant'],
  ['en-x-shop', 'en'],
  ['pt', 'pt-BR'],
  ['pt-PT', 'pt-BR'],
  ['fr', 'ja'],
  [undefined, 'ja'],
])('asked for %s it says %s', (asked, language) => expect(said(texts, asked)).toBe(language));

it('says nothing where there is nothing', () => expect(said([], 'en')).toBe(''));
