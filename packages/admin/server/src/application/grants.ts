import { theMerchant, theShop } from './merchants.ts';
import { type Needs, platformIdOf } from './platforms.ts';
import type { Grant } from './ports.ts';

type Pair = Readonly<{ platform: string; merchant: string }>;

/** From which shops platforms may sell. */
export const grants = (needs: Needs) => {
  const idsOf = async ({ platform, merchant }: Pair) => ({
    platformId: await platformIdOf(needs, platform),
    merchantId: (await theMerchant(needs, merchant)).merchantId,
  });
  const coded = async (of: readonly Grant[]) => {
    const codes = await needs.creations.codesOf(of.flatMap(({ platformId, merchantId }) => [platformId, merchantId]));
    return of.map((grant) => ({ ...grant, platformCode: codes.get(grant.platformId) ?? '', merchantCode: codes.get(grant.merchantId) ?? '' }));
  };
  return {
    async add({ shops, ...pair }: Pair & Readonly<{ shops: readonly string[] }>) {
      const { platformId, merchantId } = await idsOf(pair);
      const shopIds = await Promise.all(shops.map(async (said) => (await theShop(needs, merchantId, said)).shopId));
      const grant = await needs.platforms.grant({ platformId, merchantId, shopIds });
      return (await coded([grant]))[0] ?? { ...grant, platformCode: '', merchantCode: '' };
    },
    async remove(pair: Pair) {
      const { platformId, merchantId } = await idsOf(pair);
      await needs.platforms.withdraw(platformId, merchantId);
      return platformId;
    },
    async list({ platform, merchant, ...page }: Pair & Readonly<{ pageSize: number; pageToken: string }>) {
      const platformId = platform === '' ? '' : await platformIdOf(needs, platform);
      const merchantId = merchant === '' ? '' : (await theMerchant(needs, merchant)).merchantId;
      const { grants: found, nextPageToken } = await needs.platforms.grants({ platformId, merchantId }, page);
      return { grants: await coded(found), nextPageToken };
    },
  };
};
