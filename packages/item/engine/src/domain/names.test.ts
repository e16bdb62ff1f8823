import { Refusal } from '@noren/kernel';
import { describe, expect, it } from 'vitest';
import { checkedNames } from './names.ts';

const name = (language: string, text = 'Pen') => ({ language, text });
const refused = (names: Parameters<typeof checkedNames>[0], code: string, field: string): void =>
  expect(() => checkedNames(names)).toThrow(expect.objectContaining({ constructor: Refusal, kind: 'invalid', code, field }));

describe('an item’s names', () => {
  it('are in languages by their canonical tags', () =>
    expect(checkedNames([name('en-gb'), name('JA'), name('zh-hant-tw'), name('iw')]).map(({ language }) => language)).toEqual([
      'en-GB',
      'ja',
      'zh-Hant-TW',
      'he',
    ]));
  it('are at least one, and one a language however it is spelled', () => {
    refused([], 'names', 'item.names');
    refused([name('en-GB'), name('ja'), name('EN-gb')], 'names', 'item.names.2.language');
  });
  it('in what is no language are refused', () => {
    for (const none of ['', 'e', 'english language', 'en_GB', '-', 'en-', `en-${'x'.repeat(70)}`, 'en\0'])
      refused([name('ja'), name(none)], 'language', 'item.names.1.language');
  });
  it('are kept without invisible damage and in NFC, whatever was sent', () =>
    expect(checkedNames([name('en', 'Green\u200btea'), name('fr', 'Cafe\u0301'), name('ja', '👨‍🍳')]).map(({ text }) => text)).toEqual([
      'Greentea',
      'Café',
      '👨‍🍳',
    ]));
  it('are 1 to 200 characters on one line', () => {
    for (const text of ['', '  ', '\u200b\u200d', 'bell\u0007', 'x'.repeat(201), 'two\nlines', 'nul\0', '\ud83d'])
      refused([name('en', text)], 'names', 'item.names.0.text');
    expect(checkedNames([name('ja', '𠮷'.repeat(200))])).toHaveLength(1);
  });
});
