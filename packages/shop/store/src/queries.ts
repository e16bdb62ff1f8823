import { type Present, readMessage } from '@noren/engine-kit';
import { records } from '@noren/shop-contract';
import { PrismaPg } from '@prisma/adapter-pg';
import type pg from 'pg';
import { PrismaClient } from './generated/client.ts';

export type Merchant = Present<records.Merchant>;
export type Shop = Present<records.Shop>;

/** Whose shops a reader may see; `*` is Noren itself. */
type Merchants = readonly string[] | '*';

/** What Shop's API reads. Whose shops may be seen is an argument of every query. */
export interface ShopQueries {
  merchant(merchantId: string): Promise<Merchant | undefined>;
  /** A page of all merchants in id order, behind an id. */
  merchants(after: string, size: number): Promise<readonly Merchant[]>;
  /** A shop of one of these merchants. */
  shop(merchants: Merchants, shopId: string): Promise<Shop | undefined>;
  /** A page of a merchant's shops in id order, behind an id. */
  page(merchantId: string, after: string, size: number): Promise<readonly Shop[]>;
}

export function shopQueries(db: pg.Pool): ShopQueries {
  const prisma = new PrismaClient({ adapter: new PrismaPg(db, { schema: 'shop' }) });
  return {
    async merchant(merchantId) {
      const row = await prisma.merchant.findUnique({ where: { key: merchantId } });
      return row ? readMessage(records.Merchant, row.record) : undefined;
    },
    async merchants(after, size) {
      const rows = await prisma.merchant.findMany({ where: { key: { gt: after } }, orderBy: { key: 'asc' }, take: size });
      return rows.map((row) => readMessage(records.Merchant, row.record));
    },
    async shop(merchants, shopId) {
      const row = await prisma.shop.findUnique({ where: { key: shopId, ...(merchants === '*' ? {} : { merchantId: { in: [...merchants] } }) } });
      return row ? readMessage(records.Shop, row.record) : undefined;
    },
    async page(merchantId, after, size) {
      const rows = await prisma.shop.findMany({ where: { merchantId, shopId: { gt: after } }, orderBy: { shopId: 'asc' }, take: size });
      return rows.map((row) => readMessage(records.Shop, row.record));
    },
  };
}
