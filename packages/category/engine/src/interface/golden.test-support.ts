import type { LocalizedText } from '@noren/kernel';
import { join } from 'node:path';
import { topics } from '@noren/category-contract';
import { type Golden, id, int32, list, messages, optional, record, text, whole } from '@noren/testing/golden';
import { categoryEffects } from '../application/effects.ts';
import { categoryRules } from '../application/rules.ts';
import type { Category, CategoryCommand, CategoryEvent, CategoryRecords, Contents, Filing, Link, Tree } from '../domain/category.ts';
import { tables } from '../infrastructure/tables.ts';
import { commandCodec, eventCodec } from './codec.ts';

const expectedVersion = optional(whole);
const names = list(record<LocalizedText>({ language: text, text }));
const category = record<Category>({ categoryId: id, merchantId: id, parentId: text, names, position: int32, version: whole });
const filing = record<Filing>({ merchantId: id, sku: text, categoryId: text });

const merchantId = 'mer_kissa';
const named = (name: string) => [{ language: 'en', text: name }];
const create = (categoryId: string, parentId: string, position: number): CategoryCommand => ({
  ...{ type: 'CreateCategory', categoryId, merchantId, parentId, names: named(categoryId), position },
});
const story: readonly CategoryCommand[] = [
  create('cat_drinks', '', 0),
  create('cat_tea', 'cat_drinks', 0),
  create('cat_coffee', 'cat_drinks', 1),
  create('cat_gone', '', 1),
  create('cat_lost', 'cat_nowhere', 0),
  { type: 'RenameCategory', categoryId: 'cat_tea', merchantId, names: [{ language: 'ja', text: 'お茶' }], expectedVersion: 1 },
  { type: 'RenameCategory', categoryId: 'cat_tea', merchantId, names: named('Late'), expectedVersion: 1 },
  { type: 'MoveCategory', categoryId: 'cat_coffee', merchantId, parentId: '', position: 5 },
  { type: 'MoveCategory', categoryId: 'cat_drinks', merchantId, parentId: 'cat_tea', position: 0 },
  { type: 'ArrangeCategories', merchantId, parentId: '', categoryIds: ['cat_coffee', 'cat_gone', 'cat_drinks'] },
  { type: 'FileItem', merchantId, sku: 'Tea-1', categoryId: 'cat_gone' },
  { type: 'FileItem', merchantId, sku: 'tea-1', categoryId: 'cat_tea' },
  { type: 'FileItem', merchantId, sku: 'beans', categoryId: 'cat_coffee' },
  { type: 'FileItem', merchantId, sku: 'beans', categoryId: '' },
  { type: 'FileItemByPath', merchantId, sku: 'sencha', path: 'cat_coffee > Leaves > Green' },
  { type: 'FileItemByPath', merchantId, sku: 'gone', path: String.raw`Leaves \#cat_nowhere` },
  { type: 'DeleteCategory', categoryId: 'cat_gone', merchantId },
  { type: 'DeleteCategory', categoryId: 'cat_tea', merchantId },
];

const linkOf = ([categoryId, parentId]: readonly [string, string]) => ({ categoryId, parentId });

/** What Category writes, in samples and in a story. */
export const golden: Golden<CategoryRecords, CategoryCommand, CategoryEvent> = {
  ...{ context: 'category', folder: join(import.meta.dirname, '../../golden'), topics, decider: categoryRules, effects: categoryEffects, tables },
  ...{ commands: commandCodec, events: eventCodec },
  keyOf: (command) => command.merchantId,
  samples: {
    commands: messages<CategoryCommand>({
      CreateCategory: { categoryId: text, merchantId: text, parentId: text, names, position: int32 },
      RenameCategory: { categoryId: text, merchantId: text, names, expectedVersion, updateMask: optional(list(text)) },
      MoveCategory: { categoryId: text, merchantId: text, parentId: text, position: int32, expectedVersion },
      ArrangeCategories: { merchantId: text, parentId: text, categoryIds: list(text) },
      DeleteCategory: { categoryId: text, merchantId: text, expectedVersion },
      FileItem: { merchantId: text, sku: text, categoryId: text },
      FileItemByPath: { merchantId: text, sku: text, path: text },
    }),
    events: messages<CategoryEvent>({
      CategoryCreated: { category },
      CategoryRenamed: { category },
      CategoryMoved: { category, formerParentId: text },
      CategoryDeleted: { categoryId: text, merchantId: text, formerParentId: text, version: whole },
      ItemFiled: { filing, formerCategoryId: text },
    }),
    records: {
      category,
      contents: record<Contents>({ children: int32, items: int32 }),
      filing,
      tree: record<Tree>({ links: list(record<Link>({ categoryId: id, parentId: text, names: list(text) })) }),
    },
  },
  given: {},
  older: {
    '0.2.0': { migratedFrom: '20261129000000_names_in_trees' },
    '825f9c3': {
      migratedFrom: '20261128000000_protobuf',
      // A link of a tree was a pair, `[categoryId, parentId]`.
      renamed: (meant) => JSON.parse(JSON.stringify(meant), (name, value: unknown) => (name === 'links' && Array.isArray(value) ? value.map(linkOf) : value)),
    },
  },
  story,
};
