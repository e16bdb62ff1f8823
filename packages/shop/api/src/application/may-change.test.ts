import { callFrom } from '@noren/service-kit';
import { expect, it } from 'vitest';
import { mayChange } from './may-change.ts';

const kissa = { ...callFrom(), identity: { subject: 'system:kissa', merchants: ['mer_kissa'], roles: ['merchant'] as const } };
const shop = {
  shopId: 'shp_1',
  merchantId: 'mer_kissa',
  name: 'Corner',
  timeZone: 'Asia/Tokyo',
  currency: 'JPY',
  status: 'open' as const,
  reason: '',
  weeklyHours: [],
  version: 1,
};
const kept = (merchantId: string) => ({ shop: async () => ({ ...shop, merchantId }) });
const notKept = { shop: async () => undefined };
const claimedBy = (...merchants: readonly string[]) => ({ merchantsOfShop: async () => merchants });
const notFound = { kind: 'not_found', code: 'shop_not_found' };

it('a merchant may change its own shop, and to another it is not there', async () => {
  await mayChange(kept('mer_kissa'), claimedBy())('shp_1', kissa);
  await expect(mayChange(kept('mer_other'), claimedBy())('shp_1', kissa)).rejects.toMatchObject(notFound);
});

it('a shop that is not decided yet is its maker’s already', async () => {
  await mayChange(notKept, claimedBy('mer_kissa'))('shp_1', kissa);
  await expect(mayChange(notKept, claimedBy('mer_other'))('shp_1', kissa)).rejects.toMatchObject(notFound);
  await expect(mayChange(notKept, claimedBy())('shp_1', kissa)).rejects.toMatchObject(notFound);
});

it('whoever has claimed another’s shop id gets nothing by it', async () => {
  await expect(mayChange(notKept, claimedBy('mer_other', 'mer_kissa'))('shp_1', kissa)).rejects.toMatchObject(notFound);
  await expect(mayChange(kept('mer_other'), claimedBy('mer_kissa'))('shp_1', kissa)).rejects.toMatchObject(notFound);
});
