import { describe, expect, test } from 'vitest';
import { authorised, mayActFor, mayActForShop, requireMerchant, requireRoleEverywhere, requireShop } from './authorise.ts';
import { callFrom } from './context.ts';
import { type Identity, type Role, staff } from './identity.ts';

const platform: Identity = { subject: 'platform:quickmart', merchants: ['mer_1'], roles: ['platform'] };
const shops = ['shp_1', 'shp_2'];
const owner: Identity = { subject: 'staff:usr_1', merchants: ['mer_1'], shops, roles: ['owner'] };
const mixed: Identity = { subject: 'staff:usr_2', merchants: ['mer_1'], shops, roles: [], shopRoles: { shp_1: 'manager', shp_2: 'clerk' } };

const call = (identity: Identity, takes: readonly Role[]) => authorised({ ...callFrom(), identity }, takes);
const refusal = (code: string, message = /./) => expect.objectContaining({ kind: 'forbidden', code, message: expect.stringMatching(message) });

describe('authorising', () => {
  test('a caller acts for its own merchants only, a service for all', () => {
    expect(mayActFor(platform, 'mer_1')).toBe(true);
    expect(() => requireMerchant(platform, 'mer_2')).toThrow(refusal('merchant_forbidden'));
    expect(() => requireMerchant({ ...platform, merchants: '*' }, 'mer_2')).not.toThrow();
  });

  test('one of the roles is enough, none is not, and the refusal says which it takes', () => {
    expect(() => call(platform, ['merchant', 'platform'])).not.toThrow();
    expect(() => call(platform, ['merchant', 'service'])).toThrow(refusal('role_forbidden', /merchant, service/));
    expect(() => call({ ...platform, roles: [] }, ['platform'])).toThrow(refusal('role_forbidden'));
  });

  test('who is above may do what those below may', () => {
    for (const least of ['clerk', 'manager', 'owner'] as const) expect(() => call(owner, staff[least])).not.toThrow();
    expect(() => call({ ...owner, roles: ['manager'] }, staff.owner)).toThrow(refusal('role_forbidden', /owner/));
    expect(() => call({ ...owner, roles: ['clerk'] }, staff.manager)).toThrow(refusal('role_forbidden', /manager, owner/));
  });

  test('a person has in each shop the role that was given there', () => {
    expect(() => requireShop(call(mixed, staff.manager), 'shp_1')).not.toThrow();
    expect(() => requireShop(call(mixed, staff.manager), 'shp_2')).toThrow(refusal('role_forbidden', /shp_2.*manager, owner/));
    expect(() => requireShop(call(mixed, staff.clerk), 'shp_2')).not.toThrow();
    expect(() => call(mixed, staff.owner)).toThrow(refusal('role_forbidden'));
    expect(() => requireShop(call(owner, staff.owner), 'shp_2')).not.toThrow();
  });

  test('what is decided for all shops is not for who owns one of them', () => {
    const ofOne: Identity = { ...mixed, shopRoles: { shp_1: 'owner' } };
    expect(() => requireShop(call(ofOne, staff.owner), 'shp_1')).not.toThrow();
    expect(() => requireRoleEverywhere(call(ofOne, staff.owner))).toThrow(refusal('role_forbidden', /all shops.*owner/));
    expect(() => requireRoleEverywhere(call(owner, staff.owner))).not.toThrow();
  });

  test('a shop that an identity does not name is nothing to it, whatever its roles', () => {
    expect(mayActForShop(owner, 'shp_3')).toBe(false);
    expect(() => requireShop(call(owner, staff.owner), 'shp_3')).toThrow(refusal('shop_forbidden'));
    expect(() => requireShop(call({ ...mixed, shopRoles: { shp_3: 'owner' } }, staff.owner), 'shp_3')).toThrow(refusal('shop_forbidden'));
    expect(() => requireShop(call(mixed, ['clerk']), 'toString')).toThrow(refusal('shop_forbidden'));
  });
});
