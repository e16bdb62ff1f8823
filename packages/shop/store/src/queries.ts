import { PrismaPg } from '@prisma/adapter-pg';
import type pg from 'pg';
import { PrismaClient, type Shop } from './generated/client.ts';
import type { MerchantRecord, ShopRecord } from './tables.ts';

/** Whose shops a reader may see; `*` is Noren itself. */
export type Merchants = readonly string[] | '*';

/** What Shop's API reads. Whose shops may be seen is an argument of every query. */
export interface ShopQueries {
  merchant(merchantId: string): Promise<MerchantRecord | undefined>;
  /** A shop of one of these merchants. */
  shop(merchants: Merchants, shopId: string): Promise<ShopRecord | undefined>;
  /** A page of a merchant's shops in id order, behind an id. */
  page(merchantId: string, after: string, size: number): Promise<readonly ShopRecord[]>;
}

export function shopQueries(db: pg.Pool): ShopQueries {
  const prisma = new PrismaClient({ adapter: new PrismaPg(db, { schema: 'shop' }) });
  return {
    async merchant(merchantId) {
      const row = await prisma.merchant.findUnique({ where: { key: merchantId } });
      return row ? { merchantId, name: row.name, currency: row.currency } : undefined;
    },
    async shop(merchants, shopId) {
      const row = await prisma.shop.findUnique({ where: { key: shopId, ...(merchants === '*' ? {} : { merchantId: { in: [...merchants] } }) } });
      return row ? toShop(row) : undefined;
    },
    async page(merchantId, after, size) {
      return (await prisma.shop.findMany({ where: { merchantId, shopId: { gt: after } }, orderBy: { shopId: 'asc' }, take: size })).map(toShop);
    },
  };
}

/** What is stored as JSON was written by the engine from a record. */
type Row = Omit<Shop, 'weeklyHours'> & Readonly<{ weeklyHours: unknown }>;

const toShop = (row: Row): ShopRecord => ({
  shopId: row.shopId,
  merchantId: row.merchantId,
  name: row.name,
  timeZone: row.timeZone,
  currency: row.currency,
  status: row.status as ShopRecord['status'],
  ...(row.pausedUntil === null ? {} : { pausedUntil: row.pausedUntil.toISOString() }),
  reason: row.reason,
  weeklyHours: row.weeklyHours as ShopRecord['weeklyHours'],
  version: Number(row.shopVersion),
});
