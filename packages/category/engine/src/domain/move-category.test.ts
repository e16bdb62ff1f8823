import { scenarios } from '@noren/testing';
import { describe, expect, it } from 'vitest';
import { categoryRules } from '../application/rules.ts';
import type { CategoryCommand, CategoryEvent } from './category.ts';
import { created, drinks, food, line, tea, tree } from './sample-tree.ts';

const given = scenarios(categoryRules);
type MoveCategory = Extract<CategoryCommand, { type: 'MoveCategory' }>;
const move = (categoryId: string, parentId: string, change: Partial<MoveCategory> = {}): CategoryCommand => ({
  type: 'MoveCategory',
  merchantId: drinks.merchantId,
  categoryId,
  parentId,
  position: 1,
  ...change,
});
const teaUnderFood: CategoryEvent = { type: 'CategoryMoved', category: { ...tea, parentId: 'cat_food', version: 2 }, formerParentId: 'cat_drinks' };

describe('moving a category', () => {
  it('puts it under another parent; both count anew', () => {
    const when = given(...tree).when(move('cat_tea', 'cat_food'));
    when.then([teaUnderFood]);
    expect(when.record('contents', 'cat_drinks')).toEqual({ children: 0, items: 0 });
    expect(when.record('contents', 'cat_food')).toEqual({ children: 1, items: 0 });
  });
  it('makes a root of it, or puts it elsewhere among its siblings', () => {
    given(...tree)
      .when(move('cat_tea', ''))
      .then([{ type: 'CategoryMoved', category: { ...tea, parentId: '', version: 2 }, formerParentId: 'cat_drinks' }]);
    const when = given(...tree).when(move('cat_tea', 'cat_drinks', { position: 7 }));
    when.then([{ type: 'CategoryMoved', category: { ...tea, position: 7, version: 2 }, formerParentId: 'cat_drinks' }]);
    expect(when.record('contents', 'cat_drinks')).toEqual({ children: 1, items: 0 });
  });
  it('to where it stands changes nothing', () =>
    given(...tree)
      .when(move('cat_tea', 'cat_drinks'))
      .then([]));
  it('under itself or under what is below it is refused', () => {
    given(...tree)
      .when(move('cat_drinks', 'cat_drinks'))
      .then({ refused: 'category_cycle', kind: 'conflict', field: 'parentId' });
    given(...tree)
      .when(move('cat_drinks', 'cat_tea'))
      .then({ refused: 'category_cycle' });
  });
  it('is refused where an earlier move has made it a circle', () => {
    const foodUnderTea: CategoryEvent = { type: 'CategoryMoved', category: { ...food, parentId: 'cat_tea', version: 2 }, formerParentId: '' };
    given(...tree, foodUnderTea)
      .when(move('cat_drinks', 'cat_food'))
      .then({ refused: 'category_cycle' });
  });
  it('is refused where what is below it would come to stand too deep', () => {
    const branch = [created({ ...drinks, categoryId: 'cat_top' }), created({ ...drinks, categoryId: 'cat_sub', parentId: 'cat_top' })];
    expect(
      given(...line(18), ...branch)
        .when(move('cat_top', 'cat_18'))
        .events(),
    ).toHaveLength(1);
    given(...line(19), ...branch)
      .when(move('cat_top', 'cat_19'))
      .then({ refused: 'too_deep', kind: 'conflict', field: 'parentId' });
  });
  it('is refused for another version, an unknown category, an unknown parent and no position', () => {
    given(...tree)
      .when(move('cat_tea', 'cat_food', { expectedVersion: 3 }))
      .then({ refused: 'version_conflict' });
    given(...tree)
      .when(move('cat_coffee', 'cat_food'))
      .then({ refused: 'category_not_found' });
    given(...tree)
      .when(move('cat_tea', 'cat_coffee'))
      .then({ refused: 'parent_not_found' });
    given(...tree)
      .when(move('cat_tea', 'cat_food', { merchantId: 'mer_other' }))
      .then({ refused: 'category_not_found' });
    given(...tree)
      .when(move('cat_tea', 'cat_food', { position: -1 }))
      .then({ refused: 'position' });
  });
});
