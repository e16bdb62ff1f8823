import { type Present, readMessage } from '@noren/engine-kit';
import { records } from '@noren/shop-contract';
import type pg from 'pg';
import { prismaOver } from './prisma.ts';

/** A shop, as Shop's last event has it. */
export type ShopReadModel = Present<records.Shop>;
/** A merchant, likewise. One that versions before 0.3.0 registered is not there until it changes. */
export type MerchantReadModel = Present<records.Merchant>;

/** What Link reads of shops. */
export interface ShopQueries {
  /** These merchants' shops, and single ones besides, in the order of their ids, from behind `after`. */
  page(of: Readonly<{ merchantIds: readonly string[]; shopIds?: readonly string[] }>, after: string, limit: number): Promise<readonly ShopReadModel[]>;
  /** Of these shops those that are not known to be the merchant's. */
  notOf(merchantId: string, shopIds: readonly string[]): Promise<readonly string[]>;
  shop(shopId: string): Promise<ShopReadModel | undefined>;
  /** Those of these merchants that are known. */
  merchants(merchantIds: readonly string[]): Promise<readonly MerchantReadModel[]>;
}

export function shopQueries(db: pg.Pool): ShopQueries {
  const prisma = prismaOver(db);
  return {
    async page({ merchantIds, shopIds = [] }, after, limit) {
      const rows = await prisma.shop.findMany({
        where: { OR: [{ merchantId: { in: [...merchantIds] } }, { shopId: { in: [...shopIds] } }], shopId: { gt: after } },
        orderBy: { shopId: 'asc' },
        take: limit,
      });
      return rows.map(({ record }) => readMessage(records.Shop, record));
    },
    async notOf(merchantId, shopIds) {
      const own = await prisma.shop.findMany({ where: { merchantId, shopId: { in: [...shopIds] } }, select: { shopId: true } });
      const ids = new Set(own.map(({ shopId }) => shopId));
      return shopIds.filter((shopId) => !ids.has(shopId));
    },
    async shop(shopId) {
      const row = await prisma.shop.findUnique({ where: { shopId } });
      return row === null ? undefined : readMessage(records.Shop, row.record);
    },
    async merchants(merchantIds) {
      const rows = await prisma.merchant.findMany({ where: { merchantId: { in: [...merchantIds] } } });
      return rows.map(({ record }) => readMessage(records.Merchant, record));
    },
  };
}
