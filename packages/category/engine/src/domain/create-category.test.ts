import { scenarios } from '@noren/testing';
import { describe, expect, it } from 'vitest';
import { categoryRules } from '../application/rules.ts';
import type { Category, CategoryCommand, Link, Tree } from './category.ts';
import { created, drinks, line, tea, tree } from './sample-tree.ts';

const given = scenarios(categoryRules);
const create = ({ version: _version, ...data }: Category, change: Partial<Category> = {}): CategoryCommand => ({ type: 'CreateCategory', ...data, ...change });

describe('creating a category', () => {
  it('makes a root, or a child that its parent counts', () => {
    given()
      .when(create(drinks))
      .then([created(drinks)]);
    const when = given(created(drinks)).when(create(tea));
    when.then([created(tea)]);
    expect(when.record('contents', 'cat_drinks')).toEqual({ children: 1, items: 0 });
    expect(when.record('tree', 'mer_kissa')).toEqual({
      links: [
        { categoryId: 'cat_drinks', parentId: '', names: ['Drinks'] },
        { categoryId: 'cat_tea', parentId: 'cat_drinks', names: ['Tea'] },
      ],
    });
  });
  it('again with the same data changes nothing', () =>
    given(...tree)
      .when(create(tea))
      .then([]));
  it('again with other data, or by another merchant, is refused', () => {
    given(...tree)
      .when(create(tea, { position: 9 }))
      .then({ refused: 'category_exists', kind: 'conflict', field: 'categoryId' });
    given(...tree)
      .when(create(drinks, { merchantId: 'mer_other' }))
      .then({ refused: 'category_exists' });
  });
  it('under a parent that the merchant does not have is refused', () => {
    given().when(create(tea)).then({ refused: 'parent_not_found', kind: 'not_found', field: 'parentId' });
    given(...tree)
      .when(create(tea, { categoryId: 'cat_2', merchantId: 'mer_other' }))
      .then({ refused: 'parent_not_found' });
    given()
      .when(create(drinks, { parentId: drinks.categoryId }))
      .then({ refused: 'parent_not_found' });
    given()
      .when(create(tea, { parentId: 'no\0id' }))
      .then({ refused: 'parent_not_found' });
  });
  it('deeper than twenty levels is refused', () => {
    const under = (levels: number) => given(...line(levels)).when(create(drinks, { parentId: `cat_${levels}` }));
    expect(under(19).events()).toHaveLength(1);
    under(20).then({ refused: 'too_deep', kind: 'conflict' });
  });
  it('refuses what is no id, no position and no name', () => {
    given()
      .when(create(drinks, { categoryId: 'a/b' }))
      .then({ refused: 'id', field: 'categoryId' });
    given()
      .when(create(drinks, { merchantId: '' }))
      .then({ refused: 'id', field: 'merchantId' });
    for (const position of [-1, 0.5, NaN, 2 ** 31]) given().when(create(drinks, { position })).then({ refused: 'position', kind: 'invalid' });
    given()
      .when(create(drinks, { names: [] }))
      .then({ refused: 'names', field: 'names' });
    given()
      .when(create(drinks, { names: [{ language: 'en_GB', text: 'Drinks' }] }))
      .then({ refused: 'language', field: 'names.0.language' });
    given()
      .when(create(drinks, { names: [...drinks.names, { language: 'EN', text: 'Beverages' }] }))
      .then({ refused: 'names', field: 'names.1.language' });
    given()
      .when(create(drinks, { names: [{ language: 'en', text: '\n' }] }))
      .then({ refused: 'names', field: 'names.0.text' });
  });
});

it('a merchant with ten thousand categories gets no more', () => {
  const full: Tree = { links: Array.from({ length: 10_000 }, (_, at): Link => ({ categoryId: `cat_${at}`, parentId: '', names: [] })) };
  const view = { category: () => undefined, contents: () => undefined, filing: () => undefined, tree: () => full };
  expect(() =>
    categoryRules.decide(view, create(drinks), { now: '2026-01-05T09:00:00.000Z', newId: (prefix) => prefix, actor: 'test', commandId: 'cmd' }),
  ).toThrow(expect.objectContaining({ code: 'too_many_categories', kind: 'conflict' }));
});
