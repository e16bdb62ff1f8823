import { recordTable } from '@noren/engine-kit';
import { foldText } from '@noren/kernel';

export type CategoryRecord = Readonly<{
  categoryId: string;
  merchantId: string;
  parentId: string;
  names: readonly Readonly<{ language: string; text: string }>[];
  position: number;
  version: number;
}>;
export type ContentsRecord = Readonly<{ children: number; items: number }>;
export type FilingRecord = Readonly<{ merchantId: string; sku: string; categoryId: string }>;
export type TreeRecord = Readonly<{ links: readonly (readonly [categoryId: string, parentId: string])[] }>;

export const categoryTable = recordTable<CategoryRecord>()({
  name: 'category',
  columns: { category_id: 'text', merchant_id: 'text', parent_id: 'text', names: 'jsonb', position: 'integer', category_version: 'bigint' },
  toRow: ({ categoryId, merchantId, parentId, names, position, version }) => ({
    category_id: categoryId,
    merchant_id: merchantId,
    parent_id: parentId,
    names,
    position,
    category_version: version,
  }),
  fromRow: (row) => ({
    categoryId: row.category_id,
    merchantId: row.merchant_id,
    parentId: row.parent_id,
    names: row.names as CategoryRecord['names'],
    position: row.position,
    version: row.category_version,
  }),
});

export const contentsTable = recordTable<ContentsRecord>()({
  name: 'contents',
  columns: { children: 'integer', items: 'integer' },
  toRow: ({ children, items }) => ({ children, items }),
  fromRow: ({ children, items }) => ({ children, items }),
});

export const filingTable = recordTable<FilingRecord>()({
  name: 'filing',
  columns: { merchant_id: 'text', sku: 'text', sku_key: 'text', category_id: 'text' },
  toRow: ({ merchantId, sku, categoryId }) => ({ merchant_id: merchantId, sku, sku_key: foldText(sku), category_id: categoryId }),
  fromRow: (row) => ({ merchantId: row.merchant_id, sku: row.sku, categoryId: row.category_id }),
});

export const treeTable = recordTable<TreeRecord>()({
  name: 'tree',
  columns: { links: 'jsonb' },
  toRow: ({ links }) => ({ links }),
  fromRow: ({ links }) => ({ links: links as TreeRecord['links'] }),
});
