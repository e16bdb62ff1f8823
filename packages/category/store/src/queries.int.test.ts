import { engineTypes, type RecordTable } from '@noren/engine-kit';
import { storeRecord } from '@noren/engine-kit/test-support';
import { testDatabase, type TestDatabase } from '@noren/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { categoryQueries, type CategoryQueries } from './queries.ts';
import { type Category, categoryTable, contentsTable, filingTable, treeTable } from './tables.ts';

let database: TestDatabase;
let queries: CategoryQueries;

const store = <T>(table: RecordTable<T>, key: string, record: T): Promise<void> => storeRecord(database.pool('category'), table, key, record);

/** What a table gives back of a key. */
async function stored<T>(table: RecordTable<T>, key: string): Promise<T | undefined> {
  const { rows } = await database.pool('category').query({ text: `SELECT * FROM ${table.name} WHERE key = $1`, values: [key], types: engineTypes });
  return rows.map((row: Record<string, unknown>) => table.fromRow(row))[0];
}

const category = (categoryId: string, parentId: string, position: number, merchantId = 'mer_a'): Category => ({
  categoryId,
  merchantId,
  parentId,
  names: [{ language: 'en', text: categoryId }],
  position,
  version: 2,
});
const tree = {
  links: [
    { categoryId: 'cat_b', parentId: '', names: ['N'] },
    { categoryId: 'cat_a', parentId: 'cat_b', names: ['N'] },
  ],
};
const filing = { merchantId: 'mer_a', sku: 'Sencha', categoryId: 'cat_a' };

beforeAll(async () => {
  database = await testDatabase({ stores: ['log', 'category'] });
  queries = categoryQueries(database.pool('category'));
  for (const one of [
    category('cat_d', '', 2),
    category('cat_a', 'cat_b', 5),
    category('cat_c', '', 1),
    category('cat_b', '', 1),
    category('cat_x', '', 0, 'mer_b'),
  ])
    await store(categoryTable, one.categoryId, one);
  await store(contentsTable, 'cat_a', { children: 1, items: 7 });
  await store(treeTable, 'mer_a', tree);
  await store(filingTable, 'mer_a/sencha', filing);
  await store(filingTable, 'mer_b/sencha', { ...filing, merchantId: 'mer_b', categoryId: 'cat_x' });
});
afterAll(() => database.close());

describe('what Category’s API reads', () => {
  it('is a merchant’s whole tree with how much stands under each, siblings by position and then id, and nobody else’s', async () => {
    expect(await queries.tree('mer_a')).toEqual({
      categories: [category('cat_b', '', 1), category('cat_c', '', 1), category('cat_d', '', 2), category('cat_a', 'cat_b', 5)],
      contents: [
        { categoryId: 'cat_b', categories: 0, items: 0 },
        { categoryId: 'cat_c', categories: 0, items: 0 },
        { categoryId: 'cat_d', categories: 0, items: 0 },
        { categoryId: 'cat_a', categories: 1, items: 7 },
      ],
    });
    expect(await queries.tree('mer_c')).toEqual({ categories: [], contents: [] });
  });
  it('is where items stand, by folded SKU', async () => {
    expect(await queries.filings('mer_a', ['sencha', 'coffee'])).toEqual([filing]);
    expect(await queries.filings('mer_a', [])).toEqual([]);
  });
});

describe('what Category’s engine keeps', () => {
  it('comes back as it was', async () => {
    expect(await stored(categoryTable, 'cat_a')).toEqual(category('cat_a', 'cat_b', 5));
    expect(await stored(contentsTable, 'cat_a')).toEqual({ children: 1, items: 7 });
    expect(await stored(filingTable, 'mer_a/sencha')).toEqual(filing);
    expect(await stored(treeTable, 'mer_a')).toEqual(tree);
  });
  it('never counts below nothing', async () => expect(store(contentsTable, 'cat_b', { children: 0, items: -1 })).rejects.toThrow('check constraint'));
  it('never puts a category under itself, nor before the first place', async () => {
    await expect(store(categoryTable, 'cat_e', category('cat_e', 'cat_e', 0))).rejects.toThrow('check constraint');
    await expect(store(categoryTable, 'cat_e', category('cat_e', '', -1))).rejects.toThrow('category_position_check');
  });
  it('files an item under one category at most', async () =>
    expect(store(filingTable, 'mer_a/twin', { ...filing, sku: 'SENCHA' })).rejects.toThrow('filings_of_merchant'));
});
