import { records } from '@noren/category-contract';
import { columnRecords, type Present, wholeRecords } from '@noren/engine-kit';
import { foldText } from '@noren/kernel';

export type Category = Present<records.Category>;
export type Filing = records.Filing;

/** Beside the record, under its category's id: whose tree it stands in, and the order of siblings. */
export const categoryTable = wholeRecords('category', records.Category, {
  merchant_id: ['text', ({ merchantId }) => merchantId],
  parent_id: ['text', ({ parentId }) => parentId],
  position: ['integer', ({ position }) => position],
});

/** In columns: two counters, written with every item that is filed, that the database keeps from falling below nothing. */
export const contentsTable = columnRecords<Readonly<{ children: number; items: number }>>('contents', { children: 'integer', items: 'integer' });

/** In columns: a row of its columns is no longer than its message, and an import files every item. */
export const filingTable = columnRecords<Filing>(
  'filing',
  { merchantId: 'text', sku: 'text', categoryId: 'text' },
  { sku_key: ['text', ({ sku }) => foldText(sku)] },
);

export const treeTable = wholeRecords('tree', records.Tree);
