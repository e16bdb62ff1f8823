import { expect, it } from 'vitest';
import { checkMask, isNamed, isPartNamed, namedParts, patchedNames } from './field-mask.ts';
import { Refusal } from './refusal.ts';

const refuse = (detail: string): Refusal => new Refusal('invalid', 'update_mask', detail);
const check =
  (...mask: string[]) =>
  () =>
    checkMask(mask, ['gtin', 'price.amount'], ['names'], refuse);
const en = { language: 'en', text: 'Pen' };
const ja = { language: 'ja', text: 'ペン' };

it('a mask names a field, a part of one, or all of them', () => {
  expect([isNamed(['gtin'], 'gtin'), isNamed(['*'], 'gtin'), isNamed(['gtin.x'], 'gtin')]).toEqual([true, true, false]);
  expect([isPartNamed(['price'], 'price', 'amount'), isPartNamed(['price.amount'], 'price', 'amount'), isPartNamed([], 'price', 'amount')]).toEqual([
    true,
    true,
    false,
  ]);
  expect(namedParts(['names.en', 'names.zh-Hant', 'names', 'namesake.x'], 'names')).toEqual(['en', 'zh-Hant']);
});

it('a path that is no field is refused, those of every object’s own among them', () => {
  for (const path of ['', 'sku', 'gtin.x', 'names.', 'price.tax', '__proto__.x', 'constructor', 'toString.x', 'price'])
    expect(check(path)).toThrow(`“${path}”`);
  expect(check('gtin', 'names.en', 'names.anything', 'price.amount', '*')).not.toThrow();
});

it('names are changed language by language, in whatever spelling of the tag, and keep their places', () => {
  expect(patchedNames([en, ja], [{ language: 'EN', text: 'Biro' }], ['names.EN'])).toEqual([{ language: 'EN', text: 'Biro' }, ja]);
  expect(patchedNames([en, ja], [], ['names.En'])).toEqual([ja]);
  expect(patchedNames([en], [ja, en], ['names.ja'])).toEqual([en, ja]);
  expect(patchedNames([en, ja], [ja], ['names'])).toEqual([ja]);
});
