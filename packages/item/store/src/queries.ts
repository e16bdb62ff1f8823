import { readMessage } from '@noren/engine-kit';
import { records } from '@noren/item-contract';
import { PrismaPg } from '@prisma/adapter-pg';
import type pg from 'pg';
import { PrismaClient } from './generated/client.ts';
import { countFound, type Found, GTIN14, search, type SearchOf } from './search.ts';
import type { Item } from './tables.ts';

/** What Item's API reads. The merchant is an argument of every query. */
export interface ItemQueries {
  /** By folded SKU. */
  item(merchantId: string, skuKey: string): Promise<Item | undefined>;
  /** A page in the order of folded SKUs, behind one of them. */
  page(merchantId: string, after: string, size: number): Promise<readonly Item[]>;
  /** The items of these folded SKUs, in their order; those that are not there are missing. */
  items(merchantId: string, skuKeys: readonly string[]): Promise<readonly Item[]>;
  /** The items with one of these GTINs, each in 14 digits, in the order of folded SKUs; of one GTIN ten at most. */
  itemsByGtin(merchantId: string, gtins: readonly string[]): Promise<readonly Item[]>;
  /** A page of what fits, in the order of folded SKUs, behind one of them. */
  search(of: SearchOf, behind: string, size: number): Promise<readonly Found[]>;
  /** How many fit, counted no further than to `most`. */
  countFound(of: SearchOf, most: number): Promise<number>;
}

/** Of more articles with one GTIN nobody is told by name: it is no code of any of them. */
const MOST_OF_A_GTIN = 10;

export function itemQueries(db: pg.Pool): ItemQueries {
  const prisma = new PrismaClient({ adapter: new PrismaPg(db, { schema: 'item' }) });
  const inOrder = { orderBy: { skuKey: 'asc' }, select: { record: true } } as const;
  return {
    async item(merchantId, skuKey) {
      const row = await prisma.item.findUnique({ where: { merchantId_skuKey: { merchantId, skuKey } }, select: { record: true } });
      return row ? toItem(row) : undefined;
    },
    async page(merchantId, after, size) {
      return (await prisma.item.findMany({ where: { merchantId, skuKey: { gt: after } }, take: size, ...inOrder })).map(toItem);
    },
    async items(merchantId, skuKeys) {
      return (await prisma.item.findMany({ where: { merchantId, skuKey: { in: [...skuKeys] } }, ...inOrder })).map(toItem);
    },
    async itemsByGtin(merchantId, gtins) {
      const { rows } = await db.query<{ record: Buffer }>(
        `SELECT found.record FROM unnest($2::text[]) AS wanted (gtin)
          CROSS JOIN LATERAL (SELECT i.sku_key, i.record FROM item AS i
            WHERE i.merchant_id = $1 AND i.gtin IS NOT NULL AND ${GTIN14} = wanted.gtin ORDER BY i.sku_key LIMIT ${MOST_OF_A_GTIN}) AS found
          ORDER BY found.sku_key`,
        [merchantId, [...new Set(gtins)]],
      );
      return rows.map(toItem);
    },
    search: (of, behind, size) => search(db, of, behind, size),
    countFound: (of, most) => countFound(db, of, most),
  };
}

const toItem = ({ record }: Readonly<{ record: Uint8Array }>): Item => readMessage(records.Item, record);
