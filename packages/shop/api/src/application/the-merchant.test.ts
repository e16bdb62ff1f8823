import { expect, it } from 'vitest';
import { theMerchant } from './the-merchant.ts';

const kissa = { merchantId: 'mer_kissa', name: 'Kissa', currency: 'JPY' };
const queries = { merchant: async (merchantId: string) => (merchantId === kissa.merchantId ? kissa : undefined) };

it('a shop is made for a registered merchant only', async () => {
  expect(await theMerchant(queries, 'mer_kissa')).toEqual(kissa);
  await expect(theMerchant(queries, 'mer_other')).rejects.toMatchObject({ kind: 'not_found', code: 'merchant_not_found', field: 'merchantId' });
});
