import type { Db } from './prisma.ts';
import type { KeptMerchant, KeptShop } from './tables.ts';

/** Merchants and shops, as Shop's events told them. */
export interface KnownShops {
  merchant(merchantId: string): Promise<KeptMerchant | undefined>;
  /** Of a merchant, by name. */
  ofMerchant(merchantId: string): Promise<readonly (KeptShop & Readonly<{ shopId: string }>)[]>;
}

export const knownShops = (prisma: Db): KnownShops => ({
  merchant: async (merchantId) => (await prisma.merchant.findUnique({ where: { merchantId }, select: { name: true, currency: true } })) ?? undefined,
  ofMerchant: (merchantId) =>
    prisma.shop.findMany({
      where: { merchantId },
      select: { shopId: true, merchantId: true, name: true, timeZone: true, currency: true, status: true },
      orderBy: [{ name: 'asc' }, { shopId: 'asc' }],
    }),
});
