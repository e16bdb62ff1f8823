import { scenarios } from '@noren/testing';
import { describe, expect, it } from 'vitest';
import { categoryRules } from '../application/rules.ts';
import type { Category, CategoryCommand, CategoryEvent } from './category.ts';
import { created, drinks, food, line, tea, tree } from './sample-tree.ts';

const given = scenarios(categoryRules);
const arrange = (parentId: string, ...categoryIds: readonly string[]): CategoryCommand => ({
  type: 'ArrangeCategories',
  merchantId: drinks.merchantId,
  parentId,
  categoryIds,
});
const moved = (category: Category, position: number, parentId = category.parentId): CategoryEvent => ({
  type: 'CategoryMoved',
  category: { ...category, parentId, position, version: category.version + 1 },
  formerParentId: category.parentId,
});

describe('arranging categories', () => {
  it('puts siblings into an order, and tells of those that stand elsewhere than before', () => {
    given(...tree)
      .when(arrange('', 'cat_food', 'cat_drinks'))
      .then([moved(food, 0)]);
    given(...tree)
      .when(arrange('', 'cat_drinks', 'cat_food'))
      .then([moved(drinks, 0), moved(food, 1)]);
    given(...tree, moved(drinks, 0), moved(food, 1))
      .when(arrange('', 'cat_drinks', 'cat_food'))
      .then([]);
  });
  it('takes in what stood elsewhere, at its place among the others; both parents count anew', () => {
    const when = given(...tree).when(arrange('', 'cat_drinks', 'cat_tea', 'cat_food'));
    when.then([moved(drinks, 0), moved(tea, 1, ''), moved(food, 2)].filter((event) => event.type === 'CategoryMoved' && event.category.position !== 2));
    expect(when.record('contents', 'cat_drinks')).toEqual({ children: 0, items: 0 });
    expect(when.record('tree', drinks.merchantId)).toMatchObject({
      links: [
        { categoryId: 'cat_drinks', parentId: '' },
        { categoryId: 'cat_tea', parentId: '' },
        { categoryId: 'cat_food', parentId: '' },
      ],
    });
  });
  it('is refused where somebody else has put a category there meanwhile', () => {
    given(...tree, created({ ...food, categoryId: 'cat_new' }))
      .when(arrange('', 'cat_food', 'cat_drinks'))
      .then({ refused: 'category_siblings', kind: 'conflict', field: 'categoryIds' });
    given(...tree)
      .when(arrange('cat_drinks', 'cat_food'))
      .then({ refused: 'category_siblings' });
  });
  it('under itself or what is below it is refused, and too deep, naming which', () => {
    given(...tree)
      .when(arrange('cat_tea', 'cat_food', 'cat_drinks'))
      .then({ refused: 'category_cycle', kind: 'conflict', field: 'categoryIds.1' });
    given(...line(20), created({ ...food, parentId: '' }))
      .when(arrange('cat_20', 'cat_food'))
      .then({ refused: 'too_deep', field: 'categoryIds.0' });
  });
  it('of nothing, of one twice, of what is not there, under what is not there, is refused', () => {
    given(...tree)
      .when(arrange(''))
      .then({ refused: 'arrangement', kind: 'invalid', field: 'categoryIds' });
    given(...tree)
      .when(arrange('', 'cat_food', 'cat_drinks', 'cat_food'))
      .then({ refused: 'arrangement', field: 'categoryIds.2' });
    given(...tree)
      .when(arrange('', 'cat_food', 'cat_gone'))
      .then({ refused: 'category_not_found', kind: 'not_found', field: 'categoryIds.1' });
    given(...tree)
      .when(arrange('cat_gone', 'cat_food'))
      .then({ refused: 'parent_not_found' });
    given(...tree, created({ ...food, categoryId: 'cat_theirs', merchantId: 'mer_rival' }))
      .when(arrange('', 'cat_food', 'cat_drinks', 'cat_theirs'))
      .then({ refused: 'category_not_found', field: 'categoryIds.2' });
  });
});
