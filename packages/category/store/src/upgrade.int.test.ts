import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { records } from '@noren/category-contract';
import { engineTypes } from '@noren/engine-kit';
import { migrate, migrationsOf } from '@noren/service-kit/postgres';
import { testDatabase, type TestDatabase } from '@noren/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { categoryQueries } from './queries.ts';
import { type Category, categoryTable, contentsTable, filingTable, treeTable } from './tables.ts';

const root: Category = { categoryId: 'cat_1', merchantId: 'mer_1', parentId: '', names: [{ language: 'en', text: 'Tea' }], position: 0, version: 1 };
const below: Category = {
  categoryId: 'cat_2',
  merchantId: 'mer_1',
  parentId: 'cat_1',
  names: [
    { language: 'ja', text: 'お茶 "特上" \\ 🍵' },
    { language: 'ko', text: '차' },
    { language: 'x-long', text: 'é'.repeat(200) },
  ],
  position: 2_147_483_647,
  version: Number.MAX_SAFE_INTEGER,
};
/** As large as a tree may be. */
const links = Array.from({ length: 10_000 }, (_, at) => ({
  categoryId: `cat_${at + 1}`,
  parentId: at % 7 === 0 ? '' : `cat_${at}`,
  names: ([root, below][at]?.names ?? []).map(({ text }) => text),
}));

/** A database as it was when Category had its first migration, and these records; then upgraded to what it is now. */
const before = mkdtempSync(join(tmpdir(), 'noren-category-'));
for (const name of ['20261124000000_engine', '20261124000100_category'])
  cpSync(join(migrationsOf('category'), name), join(before, name), { recursive: true, dereference: true });
let db: TestDatabase;

beforeAll(async () => {
  db = await testDatabase({ stores: ['log'], migrations: { category: before } });
  const pool = db.pool('category');
  for (const { categoryId, merchantId, parentId, names, position, version } of [root, below])
    await pool.query('INSERT INTO category VALUES ($1, 7, $1, $2, $3, $4, $5, $6)', [
      categoryId,
      merchantId,
      parentId,
      JSON.stringify(names),
      position,
      version,
    ]);
  await pool.query(`INSERT INTO contents VALUES ('cat_1', 7, 1, 0)`);
  await pool.query(`INSERT INTO filing VALUES ('mer_1/tea', 7, 'mer_1', 'Tea', 'tea', 'cat_2')`);
  const rows = JSON.stringify(links.map(({ categoryId, parentId }) => [categoryId, parentId]));
  await pool.query(`INSERT INTO tree VALUES ('mer_1', 7, $1), ('mer_2', 7, '[]')`, [rows]);
  await migrate({ url: db.url('category'), folders: [migrationsOf('category')] });
});
afterAll(async () => {
  await db.close();
  rmSync(before, { recursive: true });
});

const rowsOf = async (table: string) =>
  (await db.pool('category').query<Record<string, unknown>>({ text: `SELECT * FROM ${table} ORDER BY key`, types: engineTypes })).rows;
const bytes = (message: Readonly<{ finish(): Uint8Array }>): Buffer => Buffer.from(message.finish());

it('categories and trees from before records were whole are the same ones, in the bytes that are written now; trees say what their categories are called', async () => {
  const [categories, trees] = [await rowsOf('category'), await rowsOf('tree')];
  expect(categories.map((row) => categoryTable.fromRow(row))).toStrictEqual([root, below]);
  expect(categories.map(({ record }) => record)).toEqual([root, below].map((category) => bytes(records.Category.encode(category))));
  expect(trees.map((row) => treeTable.fromRow(row))).toStrictEqual([{ links }, { links: [] }]);
  expect(trees.map(({ record }) => record)).toEqual([{ links }, { links: [] }].map((tree) => bytes(records.Tree.encode(tree))));
  expect([...categories, ...trees].map(({ version }) => version)).toEqual([7, 7, 7, 7]);
});

it('what counts and files is as it was, and the API reads the same tree', async () => {
  expect((await rowsOf('contents')).map((row) => contentsTable.fromRow(row))).toEqual([{ children: 1, items: 0 }]);
  expect((await rowsOf('filing')).map((row) => filingTable.fromRow(row))).toEqual([{ merchantId: 'mer_1', sku: 'Tea', categoryId: 'cat_2' }]);
  expect(await categoryQueries(db.pool('category')).tree('mer_1')).toEqual({
    categories: [root, below],
    contents: [
      { categoryId: 'cat_1', categories: 1, items: 0 },
      { categoryId: 'cat_2', categories: 0, items: 0 },
    ],
  });
});
