import { authorised, callFrom, type Identity, staff } from '@noren/service-kit';
import { expect, it } from 'vitest';
import { mayChange } from './may-change.ts';

const call = (identity: Identity) => authorised({ ...callFrom(), identity }, [...staff.manager, 'merchant']);
const kissa = call({ subject: 'system:kissa', merchants: ['mer_kissa'], roles: ['merchant'] });
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
const stored = (merchantId: string) => ({ shop: async () => ({ ...shop, merchantId }) });
const notStored = { shop: async () => undefined };
const claimedBy = (...merchants: readonly string[]) => ({ merchantsOfShop: async () => merchants });
const notFound = { kind: 'not_found', code: 'shop_not_found' };

it('a merchant may change its own shop, and to another it is not there', async () => {
  await mayChange(stored('mer_kissa'), claimedBy())('shp_1', kissa);
  await expect(mayChange(stored('mer_other'), claimedBy())('shp_1', kissa)).rejects.toMatchObject(notFound);
});

it('a shop that is not decided yet is its maker’s already', async () => {
  await mayChange(notStored, claimedBy('mer_kissa'))('shp_1', kissa);
  await expect(mayChange(notStored, claimedBy('mer_other'))('shp_1', kissa)).rejects.toMatchObject(notFound);
  await expect(mayChange(notStored, claimedBy())('shp_1', kissa)).rejects.toMatchObject(notFound);
});

it('whoever has claimed another’s shop id gets nothing by it', async () => {
  await expect(mayChange(notStored, claimedBy('mer_other', 'mer_kissa'))('shp_1', kissa)).rejects.toMatchObject(notFound);
  await expect(mayChange(stored('mer_other'), claimedBy('mer_kissa'))('shp_1', kissa)).rejects.toMatchObject(notFound);
});

it('a person may change the shops that they run, and is told which role the others take', async () => {
  const aki = call({
    subject: 'staff:usr_aki',
    merchants: ['mer_kissa'],
    shops: ['shp_1', 'shp_2'],
    roles: [],
    shopRoles: { shp_1: 'manager', shp_2: 'clerk' },
  });
  await mayChange(stored('mer_kissa'), claimedBy())('shp_1', aki);
  await expect(mayChange(stored('mer_kissa'), claimedBy())('shp_2', aki)).rejects.toMatchObject({
    code: 'role_forbidden',
    message: expect.stringMatching(/shp_2.*manager/),
  });
  await expect(mayChange(stored('mer_other'), claimedBy())('shp_1', aki)).rejects.toMatchObject(notFound);
  const owner = call({ subject: 'staff:usr_owner', merchants: ['mer_kissa'], roles: ['owner'] });
  await mayChange(notStored, claimedBy('mer_kissa'))('shp_new', owner);
});
