import { scenarios } from '@noren/testing';
import { describe, expect, it } from 'vitest';
import { categoryRules } from '../application/rules.ts';
import type { CategoryCommand } from './category.ts';
import { drinks, filed, tree } from './sample-tree.ts';

const given = scenarios(categoryRules);
const file = (sku: string, categoryId: string, merchantId = drinks.merchantId): CategoryCommand => ({ type: 'FileItem', merchantId, sku, categoryId });

describe('filing an item', () => {
  it('puts it under a category, which counts it', () => {
    const when = given(...tree).when(file('Sencha', 'cat_tea'));
    when.then([filed('Sencha', 'cat_tea')]);
    expect(when.record('contents', 'cat_tea')).toEqual({ children: 0, items: 1 });
  });
  it('elsewhere takes it out of where it stood, under any spelling of its SKU', () => {
    const when = given(...tree, filed('Sencha', 'cat_tea')).when(file('ＳＥＮＣＨＡ', 'cat_food'));
    when.then([filed('Sencha', 'cat_food', 'cat_tea')]);
    expect(when.record('contents', 'cat_tea')).toEqual({ children: 0, items: 0 });
    expect(when.record('contents', 'cat_food')).toEqual({ children: 0, items: 1 });
  });
  it('under no category takes it out', () => {
    const when = given(...tree, filed('Sencha', 'cat_tea')).when(file('Sencha', ''));
    when.then([filed('Sencha', '', 'cat_tea')]);
    expect(when.record('filing', 'mer_kissa/sencha')).toBeUndefined();
    expect(when.record('contents', 'cat_tea')).toEqual({ children: 0, items: 0 });
  });
  it('where it stands already changes nothing', () => {
    given(...tree, filed('Sencha', 'cat_tea'))
      .when(file('sencha', 'cat_tea'))
      .then([]);
    given(...tree)
      .when(file('Sencha', ''))
      .then([]);
  });
  it('is refused under a category that the merchant does not have, and for no SKU', () => {
    given(...tree)
      .when(file('Sencha', 'cat_coffee'))
      .then({ refused: 'category_not_found', kind: 'not_found', field: 'categoryId' });
    given(...tree)
      .when(file('Sencha', 'cat_tea', 'mer_other'))
      .then({ refused: 'category_not_found' });
    given(...tree)
      .when(file('\0', 'cat_tea'))
      .then({ refused: 'sku', kind: 'invalid', field: 'sku' });
    given(...tree)
      .when(file('Sencha', 'cat_tea', 'mer/1'))
      .then({ refused: 'id', field: 'merchantId' });
  });
});
