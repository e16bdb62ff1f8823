import type { LocalizedText } from '@noren/kernel';
import { scenarios } from '@noren/testing';
import { describe, expect, it } from 'vitest';
import { categoryRules } from '../application/rules.ts';
import type { CategoryCommand } from './category.ts';
import { drinks, tree } from './sample-tree.ts';

const given = scenarios(categoryRules);
const names: readonly LocalizedText[] = [{ language: 'ja', text: '飲み物' }];
type RenameCategory = Extract<CategoryCommand, { type: 'RenameCategory' }>;
const rename = (change: Partial<RenameCategory> = {}): CategoryCommand => ({
  type: 'RenameCategory',
  merchantId: drinks.merchantId,
  categoryId: drinks.categoryId,
  names,
  ...change,
});
const renamed = [{ type: 'CategoryRenamed' as const, category: { ...drinks, names, version: 2 } }];

describe('renaming a category', () => {
  it('replaces its names in all languages', () =>
    given(...tree)
      .when(rename())
      .then(renamed));
  it('is what paths find it by', () =>
    expect(
      given(...tree)
        .when(rename())
        .record('tree', drinks.merchantId),
    ).toMatchObject({ links: [{ names: ['飲み物'] }, {}, {}] }));
  it('changes the names in the languages that a mask names, and leaves the others', () => {
    const ja = { language: 'ja', text: '飲み物' };
    given(...tree)
      .when(rename({ names: [ja], updateMask: ['names.ja'] }))
      .then([{ type: 'CategoryRenamed', category: { ...drinks, names: [...drinks.names, ja], version: 2 } }]);
    given(...tree)
      .when(rename({ names: [], updateMask: ['names.en'] }))
      .then({ refused: 'names' });
    given(...tree)
      .when(rename({ updateMask: ['position'] }))
      .then({ refused: 'update_mask', kind: 'invalid', field: 'updateMask' });
  });
  it('to what it is called changes nothing', () =>
    given(...tree)
      .when(rename({ names: drinks.names }))
      .then([]));
  it('is refused for another version than the one expected', () => {
    given(...tree)
      .when(rename({ expectedVersion: 2 }))
      .then({ refused: 'version_conflict', kind: 'conflict', field: 'expectedVersion' });
    given(...tree)
      .when(rename({ expectedVersion: 1 }))
      .then(renamed);
  });
  it('is refused for a category that the merchant does not have, and without a name', () => {
    given().when(rename()).then({ refused: 'category_not_found', kind: 'not_found' });
    given(...tree)
      .when(rename({ merchantId: 'mer_other' }))
      .then({ refused: 'category_not_found' });
    given(...tree)
      .when(rename({ names: [] }))
      .then({ refused: 'names' });
  });
});
