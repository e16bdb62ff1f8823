import { PrismaPg } from '@prisma/adapter-pg';
import type pg from 'pg';
import { type Category, PrismaClient } from './generated/client.ts';
import type { CategoryRecord, ContentsRecord, FilingRecord } from './tables.ts';

/** What Category's API reads. The merchant is an argument of every query. */
export interface CategoryQueries {
  /** All categories of a merchant, with how much stands directly under each: parents in any order, siblings by position, then id. */
  tree(merchantId: string): Promise<readonly (CategoryRecord & { readonly contents: ContentsRecord })[]>;
  /** Where these items stand, by folded SKU; those that stand nowhere are missing. */
  filings(merchantId: string, skuKeys: readonly string[]): Promise<readonly FilingRecord[]>;
}

export function categoryQueries(db: pg.Pool): CategoryQueries {
  const prisma = new PrismaClient({ adapter: new PrismaPg(db, { schema: 'category' }) });
  return {
    async tree(merchantId) {
      const rows = await prisma.category.findMany({
        where: { merchantId },
        include: { contents: true },
        orderBy: [{ parentId: 'asc' }, { position: 'asc' }, { categoryId: 'asc' }],
      });
      return rows.map(({ contents, ...row }) => ({ ...toCategory(row), contents: { children: contents?.children ?? 0, items: contents?.items ?? 0 } }));
    },
    async filings(merchantId, skuKeys) {
      const rows = await prisma.filing.findMany({ where: { merchantId, skuKey: { in: [...skuKeys] } }, orderBy: { skuKey: 'asc' } });
      return rows.map(({ sku, categoryId }) => ({ merchantId, sku, categoryId }));
    },
  };
}

/** What is stored as JSON was written by the engine from a record. */
type Row = Omit<Category, 'names'> & Readonly<{ names: unknown }>;

const toCategory = (row: Row): CategoryRecord => ({
  categoryId: row.categoryId,
  merchantId: row.merchantId,
  parentId: row.parentId,
  names: row.names as CategoryRecord['names'],
  position: row.position,
  version: Number(row.categoryVersion),
});
