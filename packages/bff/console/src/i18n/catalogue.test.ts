import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { languages } from '@noren/bff-contract';
import { describe, expect, it } from 'vitest';
import { textsIn } from './catalogue.ts';
import type { Texts } from './texts.ts';
import { en } from './en/index.ts';
import { filled, parametersOf } from './text.ts';

const source = join(import.meta.dirname, '..');
const pages = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.test.ts') && !/^i18n.(en|ja|ko)/.test(path))
  .map((path) => readFileSync(join(source, path), 'utf8'));

/** Keys that stand in the page as they are, and beginnings of those that are put together (`orders.why.${…}`). */
const whole = new Set(pages.flatMap((text) => [...text.matchAll(/'([a-zA-Z]+\.[\w.]+)'/g)].map(([, key = '']) => key)));
const beginnings = [...new Set(pages.flatMap((text) => [...text.matchAll(/`([a-zA-Z]+\.[\w.]*)\$\{/g)].map(([, key = '']) => key)))];
const used = (key: string): boolean =>
  whole.has(key) || beginnings.some((beginning) => key.startsWith(beginning) && !key.slice(beginning.length).includes('.'));

const entries = (texts: Texts) => Object.entries(texts);

it('every text is used somewhere', () => {
  expect(Object.keys(en).filter((key) => !used(key))).toEqual([]);
});

describe.each(languages.filter((language) => language !== 'en'))('%s', (language) => {
  it('has every text, with the same parameters, and none beside', async () => {
    const texts = await textsIn(language);
    expect(Object.keys(texts).sort()).toEqual(Object.keys(en).sort());
    const wrong = entries(texts).filter(([key, entry]) => parametersOf(entry).join() !== parametersOf(en[key as keyof typeof en]).join());
    expect(wrong).toEqual([]);
  });

  it('is translated: what is the same as in English has no words of English in it', async () => {
    const texts = await textsIn(language);
    const same = entries(texts).filter(([key, entry]) => JSON.stringify(entry) === JSON.stringify(en[key as keyof typeof en]));
    expect(same.map(([, entry]) => String(entry).replaceAll(/\{\w+\}|SKU/g, '')).filter((rest) => /[a-z]/i.test(rest))).toEqual([]);
  });
});

it('a text has its form by number, and numbers as the language writes them', () => {
  const entry = { one: '{n} order', other: '{n} orders' };
  expect([filled(entry, { n: 1 }, 'en-GB'), filled(entry, { n: 1_200 }, 'en-GB')]).toEqual(['1 order', '1,200 orders']);
});
