import { readHours } from './hours.ts';
import { type Coded, type Needs as OfMerchants, theMerchant, theShop, withCodes } from './merchants.ts';
import type { People, Shop } from './ports.ts';

type Needs = OfMerchants & Readonly<{ people: Pick<People, 'handShop'> }>;

type NewShop = Readonly<{ merchant: string; code: string; name: string; timeZone: string; hours: string }>;
type Change = Readonly<{
  merchant: string;
  shop: string;
  name?: string | undefined;
  timeZone?: string | undefined;
  hours?: string | undefined;
  expectedVersion?: number | undefined;
}>;
type Close = Readonly<{ merchant: string; shop: string; reason: string; expectedVersion?: number | undefined }>;

export const shops = (needs: Needs) => {
  const create = async ({ merchant, code, name, timeZone, hours }: NewShop): Promise<Readonly<{ shop: Coded<Shop>; repeated: boolean }>> => {
    const { merchantId } = await theMerchant(needs, merchant);
    const weeklyHours = readHours(hours);
    const request = { name, timeZone, weeklyHours };
    const { id: shopId, made } = await needs.creating({ noun: 'shop', scope: merchantId, code, request, prefix: 'shp' }, async (id) => {
      await needs.shops.create({ shopId: id, merchantId, name, timeZone, weeklyHours });
      await needs.people.handShop(merchantId, id);
      return true;
    });
    return { shop: await theShop(needs, merchantId, shopId), repeated: made === undefined };
  };
  return {
    create,
    async list({ merchant, ...page }: Readonly<{ merchant: string; pageSize: number; pageToken: string }>) {
      const { merchantId } = await theMerchant(needs, merchant);
      const { shops: found, nextPageToken } = await needs.shops.shops(merchantId, page);
      return { shops: await withCodes(needs.creations, found, ({ shopId }) => shopId), nextPageToken };
    },
    async change({ merchant, shop: said, name, timeZone, hours, expectedVersion }: Change) {
      const { merchantId } = await theMerchant(needs, merchant);
      const { shopId } = await theShop(needs, merchantId, said);
      const periods = hours === undefined ? undefined : readHours(hours);
      const isNamed = name !== undefined || timeZone !== undefined;
      if (isNamed) await needs.shops.change({ shopId, name, timeZone, expectedVersion });
      // The first change has made another version.
      if (periods) await needs.shops.setHours(shopId, periods, isNamed ? undefined : expectedVersion);
      return theShop(needs, merchantId, shopId);
    },
    async close({ merchant, shop: said, reason, expectedVersion }: Close) {
      const { merchantId } = await theMerchant(needs, merchant);
      const { shopId } = await theShop(needs, merchantId, said);
      await needs.shops.close(shopId, reason, expectedVersion);
      return theShop(needs, merchantId, shopId);
    },
  };
};
