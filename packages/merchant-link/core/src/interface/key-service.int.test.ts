import { keys, descriptors } from '@noren/merchant-link-contract';
import { systemScopes } from '@noren/merchant-link-contract/scopes';
import { systemStore } from '@noren/merchant-link-store';
import { grpcClient, grpcModule, type Identity } from '@noren/service-kit';
import { testDatabase, type TestDatabase, testHost, type TestHost } from '@noren/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keyService } from './key-service.ts';

const owner: Identity = { subject: 'staff:owner', merchants: ['mer_1'], shops: ['shp_1'], roles: ['owner'] };
const rival: Identity = { subject: 'staff:rival', merchants: ['mer_2'], shops: ['shp_9'], roles: ['owner'] };
const others: readonly Identity[] = [
  { ...owner, subject: 'staff:manager', roles: ['manager'] },
  { ...owner, subject: 'staff:of-one-shop', roles: [], shopRoles: { shp_1: 'owner' } },
  { ...owner, subject: 'system:mer_1:till', roles: ['merchant'] },
];

let db: TestDatabase;
let host: TestHost;
const open: { close(): void }[] = [];
const as = (self: Identity) => {
  const client = grpcClient(keys.SystemKeyServiceClient, host.address('merchant-link-keys'), { identities: host.identities, transport: host.transport, self });
  open.push(client);
  return client;
};

beforeAll(async () => {
  db = await testDatabase({ stores: ['log', 'merchant_link'] });
  const module = grpcModule('merchant-link-keys', async (of) => {
    const pool = of.database('merchant_link');
    return { host: of, pools: [pool], services: [keyService(systemStore(pool, pool), of.clock)], descriptors: [descriptors], close: async () => {} };
  });
  host = await testHost({ db, topics: [], modules: { merchant_link: [module] } });
});
afterAll(async () => {
  for (const client of open) client.close();
  await host.stop();
  await db.close();
});

describe('the keys of a merchant’s systems', () => {
  it('are made under an id once, by whoever gives one', async () => {
    const key = { keyId: 'key_mine', system: 'till', merchantId: 'mer_3', scopes: [...systemScopes] };
    const service: Identity = { subject: 'service:test', merchants: '*', roles: ['service'] };
    const made = await Promise.allSettled([as(service).createKey(key), as(service).createKey(key)]);
    expect(made.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    await expect(as(service).createKey(key)).rejects.toMatchObject({ code: 'key_exists' });
    expect((await as(service).listKeys({ merchantId: 'mer_3' })).keys).toMatchObject([{ keyId: 'key_mine' }]);
    await expect(as(service).createKey({ ...key, keyId: 'no id' })).rejects.toMatchObject({ code: 'invalid_request' });
  });

  it('are made, listed and taken back by its owner, and are shown once', async () => {
    const { key, secret } = await as(owner).createKey({ keyId: '', system: 'till', merchantId: 'mer_1', scopes: [...systemScopes] });
    expect(secret).toMatch(/^nrn_merchant_/);
    const { keys: listed } = await as(owner).listKeys({ merchantId: 'mer_1' });
    expect(listed).toMatchObject([{ keyId: key?.keyId, system: 'till', merchantId: 'mer_1' }]);
    expect(JSON.stringify(listed)).not.toContain(secret);
    const keyId = key?.keyId ?? '';
    await expect(as(rival).revokeKey({ keyId })).rejects.toMatchObject({ code: 'key_not_found' });
    expect((await as(owner).revokeKey({ keyId })).revokedAt).toBeDefined();
  });

  it('are no business of other merchants, of who is not the owner of all shops, and of the systems themselves', async () => {
    await expect(as(rival).createKey({ keyId: '', system: 'till', merchantId: 'mer_1', scopes: [...systemScopes] })).rejects.toMatchObject({
      code: 'merchant_forbidden',
    });
    await expect(as(rival).listKeys({ merchantId: 'mer_1' })).rejects.toMatchObject({ code: 'merchant_forbidden' });
    for (const other of others) {
      const refused = { kind: 'forbidden', code: 'role_forbidden', message: expect.stringContaining('owner') };
      await expect(as(other).createKey({ keyId: '', system: 'till', merchantId: 'mer_1', scopes: [...systemScopes] })).rejects.toMatchObject(refused);
      await expect(as(other).listKeys({ merchantId: 'mer_1' })).rejects.toMatchObject(refused);
      await expect(as(other).revokeKey({ keyId: 'key_1' })).rejects.toMatchObject(refused);
    }
  });
});
