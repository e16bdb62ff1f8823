import { type calls, records } from '@noren/category-contract';
import { type Present, readMessage } from '@noren/engine-kit';
import { PrismaPg } from '@prisma/adapter-pg';
import type pg from 'pg';
import { PrismaClient } from './generated/client.ts';
import type { Filing } from './tables.ts';

/** All categories of a merchant, and in the same order how much stands directly under each. */
type CategoryTree = Present<calls.GetTreeResponse>;

/** What Category's API reads. The merchant is an argument of every query. */
export interface CategoryQueries {
  /** Parents in any order, siblings by position, then id. */
  tree(merchantId: string): Promise<CategoryTree>;
  /** Where these items stand, by folded SKU; those that stand nowhere are missing. */
  filings(merchantId: string, skuKeys: readonly string[]): Promise<readonly Filing[]>;
}

export function categoryQueries(db: pg.Pool): CategoryQueries {
  const prisma = new PrismaClient({ adapter: new PrismaPg(db, { schema: 'category' }) });
  return {
    async tree(merchantId) {
      const rows = await prisma.category.findMany({
        where: { merchantId },
        include: { contents: true },
        orderBy: [{ parentId: 'asc' }, { position: 'asc' }, { key: 'asc' }],
      });
      return {
        categories: rows.map(({ record }) => readMessage(records.Category, record)),
        contents: rows.map(({ key, contents }) => ({ categoryId: key, categories: contents?.children ?? 0, items: contents?.items ?? 0 })),
      };
    },
    filings: (merchantId, skuKeys) =>
      prisma.filing.findMany({
        where: { merchantId, skuKey: { in: [...skuKeys] } },
        orderBy: { skuKey: 'asc' },
        select: { merchantId: true, sku: true, categoryId: true },
      }),
  };
}
