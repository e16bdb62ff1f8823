import { type Present, readMessage } from '@noren/engine-kit';
import { records } from '@noren/shop-contract';
import type { Db } from './prisma.ts';

/** A merchant and a shop, as Shop's last event has them. */
export type MerchantReadModel = Present<records.Merchant>;
export type ShopReadModel = Present<records.Shop>;

export interface KnownShops {
  merchant(merchantId: string): Promise<MerchantReadModel | undefined>;
  /** Of a merchant, by name. */
  ofMerchant(merchantId: string): Promise<readonly ShopReadModel[]>;
}

export const knownShops = (prisma: Db): KnownShops => ({
  async merchant(merchantId) {
    const row = await prisma.merchant.findUnique({ where: { merchantId } });
    return row ? readMessage(records.Merchant, row.record) : undefined;
  },
  async ofMerchant(merchantId) {
    const rows = await prisma.shop.findMany({ where: { merchantId }, orderBy: [{ name: 'asc' }, { shopId: 'asc' }] });
    return rows.map(({ record }) => readMessage(records.Shop, record));
  },
});
