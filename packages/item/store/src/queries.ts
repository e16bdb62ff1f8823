import { PrismaPg } from '@prisma/adapter-pg';
import type pg from 'pg';
import { PrismaClient, type Item } from './generated/client.ts';
import { countFound, type Found, search, type SearchOf } from './search.ts';
import type { ItemRecord } from './tables.ts';

/** What Item's API reads. The merchant is an argument of every query. */
export interface ItemQueries {
  /** By folded SKU. */
  item(merchantId: string, skuKey: string): Promise<ItemRecord | undefined>;
  /** A page in the order of folded SKUs, behind one of them. */
  page(merchantId: string, after: string, size: number): Promise<readonly (ItemRecord & { readonly skuKey: string })[]>;
  /** The items of these folded SKUs, in their order; those that are not there are missing. */
  items(merchantId: string, skuKeys: readonly string[]): Promise<readonly ItemRecord[]>;
  /** A page of what fits, in the order of folded SKUs, behind one of them. */
  search(of: SearchOf, behind: string, size: number): Promise<readonly Found[]>;
  /** How many fit, counted no further than to `most`. */
  countFound(of: SearchOf, most: number): Promise<number>;
}

export function itemQueries(db: pg.Pool): ItemQueries {
  const prisma = new PrismaClient({ adapter: new PrismaPg(db, { schema: 'item' }) });
  return {
    async item(merchantId, skuKey) {
      const row = await prisma.item.findUnique({ where: { merchantId_skuKey: { merchantId, skuKey } } });
      return row ? toItem(row) : undefined;
    },
    async page(merchantId, after, size) {
      const rows = await prisma.item.findMany({ where: { merchantId, skuKey: { gt: after } }, orderBy: { skuKey: 'asc' }, take: size });
      return rows.map((row) => ({ ...toItem(row), skuKey: row.skuKey }));
    },
    async items(merchantId, skuKeys) {
      return (await prisma.item.findMany({ where: { merchantId, skuKey: { in: [...skuKeys] } }, orderBy: { skuKey: 'asc' } })).map(toItem);
    },
    search: (of, behind, size) => search(db, of, behind, size),
    countFound: (of, most) => countFound(db, of, most),
  };
}

/** What is stored as JSON was written by the engine from a record. */
type Row = Omit<Item, 'names' | 'imageUrls'> & Readonly<{ names: unknown; imageUrls: unknown }>;

const toItem = (row: Row): ItemRecord => ({
  itemId: row.itemId,
  merchantId: row.merchantId,
  sku: row.sku,
  ...(row.gtin === null ? {} : { gtin: row.gtin }),
  names: row.names as ItemRecord['names'],
  price: { amount: Number(row.priceAmount), currency: row.currency },
  taxClass: row.taxClass as ItemRecord['taxClass'],
  status: row.status as ItemRecord['status'],
  imageUrls: row.imageUrls as ItemRecord['imageUrls'],
  soldBy: row.soldBy as ItemRecord['soldBy'],
  version: Number(row.itemVersion),
});
