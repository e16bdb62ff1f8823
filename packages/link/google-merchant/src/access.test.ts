import { Refusal } from '@noren/kernel';
import type { keys } from '@noren/link-contract';
import { type GrpcClient, hashKey, makeKey, type RequestHead, Unavailable } from '@noren/service-kit';
import { expect, it } from 'vitest';
import { access } from './access.ts';

const key = makeKey('platform');
let requests = 0;
let away = false;
const never = () => Promise.reject(new Error('not asked here'));
const link: GrpcClient<keys.PlatformKeyServiceService> = {
  createKey: never,
  listKeys: never,
  revokeKey: never,
  async identifyKey({ hash }) {
    requests += 1;
    if (away) throw new Unavailable('link is away');
    if (hash !== hashKey(key)) throw new Refusal('not_found', 'key_not_found', 'there is no such key');
    return {
      keyId: 'key_1',
      platform: 'google',
      platformId: 'plt_1',
      merchantIds: ['mer_1'],
      scopes: ['feeds:read'],
      prefix: '',
      createdAt: '',
      ...{ revokedAt: undefined, endsAt: undefined, replacedBy: undefined },
    };
  },
  close() {},
};
const basic = (password: string): string => `Basic ${Buffer.from(`google:${password}`).toString('base64')}`;

const head: RequestHead = { method: 'GET', path: '/feeds', headers: {}, address: '' };
const come = (authorization: string | undefined) => access(link)(authorization, head);

it('lets a platform in by its key, as a password or a bearer token, for what the key was made for; and asks each time, so that a revoked one is refused at once', async () => {
  const google = { identity: { subject: 'platform:plt_1', name: 'google', merchants: [], tenant: 'mer_1', roles: ['platform'] }, scopes: ['feeds:read'] };
  expect(await come(basic(key))).toEqual(google);
  expect(await come(`Bearer ${key}`)).toEqual(google);
  expect(requests).toBe(2);
});

it('lets nobody else in', async () => {
  for (const authorization of [undefined, '', 'Basic x', basic('secret'), basic(makeKey('merchant')), basic(makeKey('platform'))])
    await expect(come(authorization)).rejects.toMatchObject({ code: 'unauthenticated' });
});

it('does not call a key unknown while Link is away', async () => {
  away = true;
  await expect(come(basic(key))).rejects.toThrow(Unavailable);
});
