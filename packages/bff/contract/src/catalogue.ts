import { limits as ofCategories } from '@noren/category-contract/limits';
import { limits as ofItems } from '@noren/item-contract/limits';
import { z } from 'zod';
import { call } from './call.ts';
import { cursor, GivenNames, id, LinesAnswer, Money, Names, nextCursor, sku, text, version } from './schemas.ts';

export const taxClasses = ['standard', 'reduced', 'zero', 'exempt'] as const;
export const itemStatuses = ['draft', 'published'] as const;
const Price = z.strictObject({ amount: z.int().min(0).max(ofItems.price), currency: z.string().length(3) });

/** What a person may say of an item. */
const givenFields = {
  gtin: text(14).optional().describe('GTIN-8, -12, -13 or -14'),
  names: GivenNames,
  price: Price.describe('For one piece, or for a kilogram where it is sold by weight'),
  taxClass: z.enum(taxClasses),
  status: z.enum(itemStatuses),
  soldBy: z.enum(['piece', 'weight']),
  imageUrls: z.array(z.string().max(ofItems.imageUrlCharacters)).max(ofItems.images),
};

export const Item = z.strictObject({
  sku: z.string(),
  itemId: id,
  gtin: z.string().optional(),
  names: Names,
  price: Money,
  taxClass: z.enum(taxClasses),
  status: z.enum(itemStatuses),
  soldBy: z.enum(['piece', 'weight']),
  imageUrls: z.array(z.string()),
  categoryId: id.optional(),
  version,
  /** Of the shop that the request names. */
  stock: z.strictObject({ onHand: z.int(), available: z.int() }).optional(),
});
export type Item = z.infer<typeof Item>;

/** An item as it was saved. `sameGtin`: the SKUs of other items that bear its GTIN, in any of its lengths; it stands all the same. */
export const SavedItem = Item.extend({ sameGtin: z.array(z.string()).optional() });
export type SavedItem = z.infer<typeof SavedItem>;

export const ItemPage = z.strictObject({
  items: z.array(Item),
  nextCursor,
  /** How many fit, with the first page; `atLeast`: there are more than that. */
  total: z.strictObject({ count: z.int(), atLeast: z.boolean() }).optional(),
});
export type ItemPage = z.infer<typeof ItemPage>;

export const Category = z.strictObject({
  categoryId: id,
  /** None: a root. */
  parentId: id.optional(),
  names: Names,
  position: z.int().describe('Siblings stand in ascending order'),
  /** What stands directly under it. */
  contents: z.strictObject({ categories: z.int(), items: z.int() }),
  version,
});
export type Category = z.infer<typeof Category>;

const item = z.strictObject({ sku });
const itemProblems = ['item_not_found', 'version_conflict', 'idempotency_key_reused'];
const category = z.strictObject({ categoryId: id });
const position = z.int().min(0).max(ofCategories.position);
const categoryProblems = [
  'category_not_found',
  'parent_not_found',
  'version_conflict',
  'category_cycle',
  'category_has_children',
  'category_has_items',
  'too_deep',
  'too_many_categories',
  'idempotency_key_reused',
];

export const catalogue = {
  /** In SKU order. */
  search: call({
    method: 'GET',
    path: '/api/items',
    summary: 'Items by name in any language, SKU, GTIN or category',
    takes: 'clerk',
    query: z.strictObject({
      q: text(ofItems.searchCharacters).optional().describe('Words that a name in any language, the SKU or the GTIN contains'),
      status: z.enum(itemStatuses).optional(),
      unfiled: z.literal('true').optional().describe('Only items that stand under no category'),
      categoryId: id.optional().describe('Items that stand under it, or below it'),
      shopId: id.optional().describe('The shop whose stock is to be told'),
      cursor: cursor.optional(),
    }),
    answers: { 200: ItemPage },
    problems: ['cursor_invalid', 'category_not_found'],
  }),
  get: call({
    method: 'GET',
    path: '/api/items/{sku}',
    summary: 'An item',
    takes: 'clerk',
    params: item,
    query: z.strictObject({ shopId: id.optional() }),
    answers: { 200: Item },
    problems: ['item_not_found'],
  }),
  /** Changes every field of the form; what an item has besides stays; `version` 0 makes a new one. A conflict has the Item in `now`. */
  save: call({
    method: 'PUT',
    path: '/api/items/{sku}',
    summary: 'Make or change an item',
    takes: 'manager',
    params: item,
    body: z.strictObject({ ...givenFields, version }),
    idempotent: true,
    answers: { 200: SavedItem },
    problems: itemProblems,
  }),
  publish: call({
    method: 'POST',
    path: '/api/items/{sku}/status',
    summary: 'Publish an item, or make it a draft again',
    takes: 'manager',
    params: item,
    body: z.strictObject({ status: z.enum(itemStatuses), version }),
    idempotent: true,
    answers: { 200: Item },
    problems: itemProblems,
  }),
  file: call({
    method: 'POST',
    path: '/api/filings',
    summary: 'File items under categories',
    takes: 'manager',
    body: z.strictObject({
      lines: z
        .array(z.strictObject({ sku, categoryId: id.nullable().describe('null: under none') }))
        .min(1)
        .max(ofCategories.arranged),
    }),
    idempotent: true,
    answers: { 200: LinesAnswer },
    problems: ['idempotency_key_reused'],
  }),
  /** The whole tree, flat: parents before their children, siblings in order. */
  categories: call({
    method: 'GET',
    path: '/api/categories',
    summary: 'The tree of categories',
    takes: 'clerk',
    answers: { 200: z.strictObject({ categories: z.array(Category) }) },
  }),
  createCategory: call({
    method: 'POST',
    path: '/api/categories',
    summary: 'Make a category',
    takes: 'manager',
    body: z.strictObject({ parentId: id.optional(), names: GivenNames, position }),
    idempotent: true,
    answers: { 200: Category },
    problems: categoryProblems,
  }),
  /** A conflict has the Category in `now`. */
  renameCategory: call({
    method: 'POST',
    path: '/api/categories/{categoryId}/names',
    summary: 'Rename a category',
    takes: 'manager',
    params: category,
    body: z.strictObject({ names: GivenNames, version }),
    idempotent: true,
    answers: { 200: Category },
    problems: categoryProblems,
  }),
  /** `position` is the place among its siblings, 0 for the first: those behind it move on. Answers the whole tree, since siblings may have moved too. */
  moveCategory: call({
    method: 'POST',
    path: '/api/categories/{categoryId}/place',
    summary: 'Move a category under another, or among its siblings',
    takes: 'manager',
    params: category,
    body: z.strictObject({ parentId: id.nullable(), position, version }),
    idempotent: true,
    answers: { 200: z.strictObject({ categories: z.array(Category) }) },
    problems: categoryProblems,
  }),
  deleteCategory: call({
    method: 'DELETE',
    path: '/api/categories/{categoryId}',
    summary: 'Delete a category that is empty',
    takes: 'manager',
    params: category,
    query: z.strictObject({
      version: z
        .string()
        .regex(/^\d{1,15}$/)
        .describe('That the page saw'),
    }),
    idempotent: true,
    answers: { 204: null },
    problems: categoryProblems,
  }),
};
