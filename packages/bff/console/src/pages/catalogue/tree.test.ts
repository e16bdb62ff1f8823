import type { Category } from '@noren/bff-contract';
import { expect, it } from 'vitest';
import { branchesOf, flat, moved, placeAt, stepFrom } from './tree.ts';

const category = (categoryId: string, position: number, parentId?: string): Category => ({
  ...{ categoryId, position, names: { en: categoryId }, version: 1, contents: { categories: 0, items: 0 } },
  ...(parentId === undefined ? {} : { parentId }),
});
const all = [category('food', 0), category('tea', 0, 'food'), category('coffee', 1, 'food'), category('home', 1)];
const [food, tea] = all;
const read = (tree: readonly Category[]) =>
  flat(branchesOf(tree))
    .map(({ category: { categoryId }, depth }) => `${'-'.repeat(depth)}${categoryId}`)
    .join(' ');

it('places count the siblings without what is moved', () => {
  expect(placeAt(all, 'tea', 'coffee', 'after')).toEqual({ parentId: 'food', position: 1 });
  expect(placeAt(all, 'home', 'food', 'on')).toEqual({ parentId: 'food', position: 2 });
});

it('nothing is moved below itself', () => {
  expect([placeAt(all, 'food', 'tea', 'on'), placeAt(all, 'food', 'food', 'on')]).toEqual([undefined, undefined]);
});

it('one step moves down, in and out; where there is no such step, nothing', () => {
  const by = (one: Category | undefined, step: 'up' | 'down' | 'in' | 'out') => {
    const place = one && stepFrom(all, one, step);
    return one && place && read(moved(all, one.categoryId, place));
  };
  expect(by(tea, 'down')).toBe('food -coffee -tea home');
  expect(by(tea, 'out')).toBe('food -coffee tea home');
  expect([by(food, 'up'), by(food, 'in')]).toEqual([undefined, undefined]);
});
