import { describe, expect, it } from 'vitest';
import { created, drinks, filed } from '../domain/sample-tree.ts';
import { categoryEffects } from './effects.ts';

describe('a category’s event', () => {
  it('tells callers the category and the version that it has now', () =>
    expect(categoryEffects(created(drinks))).toEqual({ result: { categoryId: 'cat_drinks', version: 1 } }));
  it('of a deletion tells what went', () =>
    expect(categoryEffects({ type: 'CategoryDeleted', categoryId: 'cat_tea', merchantId: 'mer_kissa', formerParentId: '', version: 2 })).toEqual({
      result: { categoryId: 'cat_tea' },
    }));
  it('of a filing tells where the item stands now', () =>
    expect(categoryEffects(filed('SENCHA', 'cat_tea'))).toEqual({ result: { sku: 'SENCHA', categoryId: 'cat_tea' } }));
});
