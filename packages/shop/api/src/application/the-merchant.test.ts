import { Unavailable } from '@noren/service-kit';
import { expect, it } from 'vitest';
import { theMerchant } from './the-merchant.ts';

const kissa = { merchantId: 'mer_kissa', name: 'Kissa', currency: 'JPY', suspended: false, reason: '', version: 1 };
const registered = { merchant: async (merchantId: string) => (merchantId === kissa.merchantId ? kissa : undefined) };
const nothingUnderWay = { merchantUndecided: async () => false };
const stillUnderWay = { merchantUndecided: async () => true };

it('a shop is made for a registered merchant only', async () => {
  expect(await theMerchant(registered, nothingUnderWay)('mer_kissa')).toEqual(kissa);
  await expect(theMerchant(registered, nothingUnderWay)('mer_other')).rejects.toMatchObject({
    kind: 'not_found',
    code: 'merchant_not_found',
    field: 'merchantId',
  });
});

it('a merchant who is being registered is waited for', async () => {
  let looks = 0;
  const soon = { merchant: async () => ((looks += 1) > 3 ? kissa : undefined) };
  expect(await theMerchant(soon, stillUnderWay)('mer_kissa')).toEqual(kissa);
});

it('a merchant who is decided between the question and the look is found', async () => {
  let decided = false;
  const queries = { merchant: async () => (decided ? kissa : undefined) };
  const claims = { merchantUndecided: async () => ((decided = true), false) };
  expect(await theMerchant(queries, claims)('mer_kissa')).toEqual(kissa);
});

it('a registration that nobody decides is an outage, not a refusal', async () => {
  await expect(theMerchant(registered, stillUnderWay, 30)('mer_other')).rejects.toBeInstanceOf(Unavailable);
});
