import { scenarios } from '@noren/testing';
import { describe, expect, it } from 'vitest';
import { categoryRules } from '../application/rules.ts';
import type { CategoryCommand, CategoryEvent } from './category.ts';
import { drinks, filed, tea, tree } from './sample-tree.ts';

const given = scenarios(categoryRules);
const remove = (categoryId: string, merchantId = drinks.merchantId): CategoryCommand => ({ type: 'DeleteCategory', merchantId, categoryId });
const teaGone = { type: 'CategoryDeleted' as const, categoryId: 'cat_tea', merchantId: drinks.merchantId, formerParentId: 'cat_drinks', version: 2 };

describe('deleting a category', () => {
  it('takes an empty one out of the tree, and its parent counts anew', () => {
    const when = given(...tree).when(remove('cat_tea'));
    when.then([teaGone]);
    expect(when.record('category', 'cat_tea')).toBeUndefined();
    expect(when.record('contents', 'cat_drinks')).toMatchObject({ children: 0, items: 0 });
    expect(when.record('tree', drinks.merchantId)).toMatchObject({
      links: [
        { categoryId: 'cat_drinks', parentId: '' },
        { categoryId: 'cat_food', parentId: '' },
      ],
    });
  });
  it('is told under the version after the last one', () => {
    const renamed: CategoryEvent = { type: 'CategoryRenamed', category: { ...tea, names: drinks.names, version: 2 } };
    given(...tree, renamed)
      .when(remove('cat_tea'))
      .then([{ ...teaGone, version: 3 }]);
  });
  it('from before deletions had versions took it away all the same', () => {
    const when = given(...tree, { ...teaGone, version: 0 }).when(remove('cat_drinks'));
    when.then([{ type: 'CategoryDeleted', categoryId: 'cat_drinks', merchantId: drinks.merchantId, formerParentId: '', version: 2 }]);
    expect(when.record('tree', drinks.merchantId)).toEqual({ links: [{ categoryId: 'cat_food', parentId: '', names: ['Food'] }] });
  });
  it('is refused for another version than its caller saw', () => {
    given(...tree)
      .when({ type: 'DeleteCategory', merchantId: drinks.merchantId, categoryId: 'cat_tea', expectedVersion: 2 })
      .then({ refused: 'version_conflict', kind: 'conflict', field: 'expectedVersion' });
    given(...tree)
      .when({ type: 'DeleteCategory', merchantId: drinks.merchantId, categoryId: 'cat_tea', expectedVersion: 1 })
      .then([teaGone]);
  });
  it('is refused while categories or items stand under it, and not afterwards', () => {
    given(...tree)
      .when(remove('cat_drinks'))
      .then({ refused: 'category_has_children', kind: 'conflict' });
    given(...tree, filed('SENCHA', 'cat_tea'))
      .when(remove('cat_tea'))
      .then({ refused: 'category_has_items', kind: 'conflict' });
    given(...tree, filed('SENCHA', 'cat_tea'), filed('SENCHA', '', 'cat_tea'))
      .when(remove('cat_tea'))
      .then([teaGone]);
    expect(
      given(...tree, teaGone)
        .when(remove('cat_drinks'))
        .events(),
    ).toHaveLength(1);
  });
  it('of one that the merchant does not have is refused', () => {
    given().when(remove('cat_tea')).then({ refused: 'category_not_found', kind: 'not_found' });
    given(...tree)
      .when(remove('cat_tea', 'mer_other'))
      .then({ refused: 'category_not_found' });
  });
});
