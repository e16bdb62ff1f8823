import { describe, expect, it } from 'vitest';
import { consoleCalls, grpcCalls, publicRoutes, routesIn } from './preconditions.ts';
import { readSource } from './source.ts';

/** What changes something that is there and takes no version of it, and why not. */
const without = {
  publicRoutes: {
    'PUT /v1/shops/{shopId}/stock': 'its lines are of many levels, and each has its own `expectedVersion`',
    'POST /v1/shops/{shopId}/stock/adjustments': 'its lines are of many levels, and each has its own `expectedVersion`',
  },
  consoleCalls: {
    'POST /api/shops/{shopId}/stock/adjustments': 'who stands at the shelf tells a fact',
    'POST /api/shops/{shopId}/stock/counts': 'a count names what was on hand when it began: promises do not trouble it',
    'POST /api/shops/{shopId}/stock/safety': 'one number, and the last word on it counts',
    'DELETE /api/keys/{kind}/{keyId}': 'a key is live or revoked, and revoked is for good',
    'PUT /api/platforms/{platformId}/shops': 'says from which shops a platform may sell; the last word on it counts',
    'DELETE /api/platforms/{platformId}/shops': 'a platform may sell or not',
    'POST /api/platforms/{platformId}/refusal': 'of what is pending alone; what was accepted meanwhile is refused',
    'POST /api/imports/{importId}/confirm': 'an import that was discarded or confirmed says so by its state',
    'DELETE /api/imports/{importId}': 'an import that was discarded or confirmed says so by its state',
  },
  grpcCalls: {
    'admin CreateMerchant': 'makes something new',
    'admin AddGrant': 'says from where a platform sells; the last word on it counts',
    'admin CreatePlatform': 'makes something new',
    'admin CreatePlatformKey': 'makes something new',
    'admin RemoveGrant': 'a grant is there or not',
    'admin ResumePlatform': 'a platform is suspended or not',
    'admin RevokePlatformKey': 'a key is live or revoked, and revoked is for good',
    'admin RotatePlatformKey': 'a key is followed by one key',
    'admin SuspendPlatform': 'a platform is suspended or not',
    'admin CreateShop': 'makes something new',
    'admin CreateShops': 'makes something new',
    'admin CreateSystemKey': 'makes something new',
    'admin InviteOwner': 'gives roles and takes none away',
    'admin ResetOwner': 'another link takes the place of the one before',
    'admin RevokeSystemKey': 'a key is live or revoked, and revoked is for good',
    'bff ResetOwner': 'another link takes the place of the one before',
    'bff TakeOn': 'gives roles and takes none away',
    'bff HandShop': 'gives roles and takes none away',
    'category CreateCategories': 'makes something new',
    'category ArrangeCategories': 'names all that stand under the parent, and is refused where others do',
    'category FileItems': 'says where an item stands; the last word on it counts',
    'category FileItemsByPath': 'says where an item stands; the last word on it counts',
    'inventory ReserveStock': 'is granted by what is available when it is decided; a holder is used once',
    'inventory CommitStock': 'of one holder, whose hold is held, committed or released',
    'inventory ReleaseStock': 'of one holder, whose hold is held, committed or released',
    'inventory Submit': 'the other calls, gathered',
    'link AddGrant': 'says from which shops a platform may sell; the last word on it counts',
    'link RemoveGrant': 'a grant is there or not',
    'link CreateKey': 'makes something new',
    'link CreatePlatform': 'makes something new',
    'link CreatePlatformKey': 'makes something new',
    'link SuspendPlatform': 'a platform is suspended or not; the last word on it counts',
    'link ResumePlatform': 'a platform is suspended or not; the last word on it counts',
    'link RefuseConnection': 'of what is pending alone; what was accepted meanwhile is refused',
    'link RevokePlatformKey': 'a key is live or revoked, and revoked is for good',
    'link RotatePlatformKey': 'a key is followed by one key, once',
    'link RevokeKey': 'a key is live or revoked, and revoked is for good',
    'merchant-link CreateKey': 'makes something new',
    'merchant-link RevokeKey': 'a key is live or revoked, and revoked is for good',
    'order PlaceOrder': 'makes something new',
    'order Submit': 'the other calls, gathered',
    'shop RegisterMerchant': 'makes something new',
    'shop CreateShop': 'makes something new',
  },
};

describe('whoever changes what is there can say which version they saw', () => {
  it.each([
    ['in the public HTTP APIs, by If-Match', publicRoutes(), without.publicRoutes, 5],
    ['in the console', consoleCalls(), without.consoleCalls, 20],
    ['over gRPC, by expected_version', grpcCalls(), without.grpcCalls, 35],
  ])('%s; what does not stands here with its reason, and nothing else does', (_, calls, known, atLeast) => {
    expect(calls.length).toBeGreaterThanOrEqual(atLeast);
    expect(calls.flatMap(({ call, versioned }) => (versioned ? [] : [call])).toSorted()).toEqual(Object.keys(known).toSorted());
  });
});

describe('a route', () => {
  const found = (text: string) => routesIn(readSource('a.ts', text));

  it('of a changing method and an address with a parameter is one that changes what is there', () => {
    expect(found("route({ method: 'GET', path: '/v1/a/{id}' }); route({ method: 'POST', path: '/v1/a' });")).toEqual([]);
    expect(found("route({ method: 'DELETE', path: '/v1/a/{id}' }); route({ method: 'PATCH', path: `/v1/a/{id}/${b}`, ifMatch: true });")).toEqual([
      { call: 'DELETE /v1/a/{id}', versioned: false },
      { call: 'PATCH /v1/a/{id}/*', versioned: true },
    ]);
    expect(found("const all = { method: 'PUT', ifMatch: false } as const; route({ ...all, path: '/v1/a/{id}' });")).toEqual([
      { call: 'PUT /v1/a/{id}', versioned: false },
    ]);
  });

  it('that cannot be read is an error', () => {
    for (const text of ['route(about)', "route({ ...about, method: 'GET' })", "route({ method: 'PUT', path })"]) expect(() => found(text)).toThrow('a.ts');
  });
});
