import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeData } from '@noren/dev-postgres';
import { grpcClient, plaintext, Unavailable } from '@noren/service-kit';
import { connected } from '@noren/service-kit/postgres';
import { calls } from '@noren/shop-contract';
import { type Authority, certificates, type Certificates, freePortBase, securePostgres, type SecurePostgres } from '@noren/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';
import { development } from './development.ts';
import { modules } from './modules.ts';
import { startPlatform, type Platform } from './platform.ts';
import { self } from './sample-calls.ts';

let made: Certificates;
let authority: Authority;
let server: SecurePostgres;
let parent: string;
let platform: Platform | undefined;
beforeAll(async () => {
  made = certificates();
  authority = await made.authority();
  server = await securePostgres(await authority.issue());
  parent = mkdtempSync(join(tmpdir(), 'noren-platform-'));
  chmodSync(parent, 0o711);
}, 120_000);
afterEach(async () => {
  await platform?.stop();
  platform = undefined;
});
afterAll(async () => {
  await server.stop();
  await removeData(parent);
  made.close();
});

const verified = (ca: string): string => `${server.url}?${new URLSearchParams({ sslmode: 'verify-full', sslrootcert: ca }).toString()}`;
const start = async (url: string, named: readonly string[] = [], more: Readonly<Record<string, string>> = {}): Promise<Platform> => {
  const env = { NODE_ENV: 'development', LOG_LEVEL: 'silent', DATABASE_URL: url, ...more };
  const options = { help: false, portBase: await freePortBase(230), dataDir: join(parent, 'data'), fresh: false, empty: false, provision: false, named };
  return (platform = await startPlatform(options, readConfig(env)));
};

describe('a PostgreSQL that speaks TLS only', () => {
  it(
    'serves every connection that a platform opens, whose modules know each other by certificates: the sample merchant is made and sells',
    { timeout: 120_000 },
    async () => {
      const { certificate, key } = await authority.issue();
      const started = await start(verified(authority.ca), [], { GRPC_TLS_CA: authority.ca, GRPC_TLS_CERT: certificate, GRPC_TLS_KEY: key });
      expect(started.running.map(({ place }) => place.name)).toEqual(modules.map(({ name }) => name));
      const { merchantApi, sample } = await development(started, join(parent, 'data'));
      const headers = { authorization: `Bearer ${merchantApi.apiKey}`, 'content-type': 'application/json', 'idempotency-key': 'over-tls' };
      const body = JSON.stringify({ shopId: sample.shopId, lines: [{ sku: sample.sku, quantity: 1 }] });
      expect((await fetch(`${merchantApi.url}/v1/orders`, { method: 'POST', headers, body })).status).toBe(201);
      const { rows } = await connected(started.database.adminUrl ?? '', (admin) =>
        admin.query(`SELECT ssl, count(*) > 20 AS many FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) WHERE client_addr IS NOT NULL GROUP BY ssl`),
      );
      expect(rows).toEqual([{ ssl: true, many: true }]);
      const host = started.host();
      const inPlaintext = grpcClient(calls.ShopServiceClient, host.address('shop-api'), { identities: host.identities, transport: plaintext, self });
      await expect(inPlaintext.getShop({ shopId: sample.shopId })).rejects.toBeInstanceOf(Unavailable);
      inPlaintext.close();
    },
  );

  it('is refused where its certificate is not of the CA that the URL names', async () => {
    const { ca } = await made.authority();
    await expect(start(verified(ca))).rejects.toThrow(
      /^the database of DATABASE_URL cannot be used: PostgreSQL at 127\.0\.0\.1:\d+ \(as postgres\) cannot be used: its certificate is not of the CA that is trusted/,
    );
  });

  it('is refused where its certificate is another host’s, by a module that has its role’s URL as well', async () => {
    const { adminUrl } = (await start(verified(authority.ca), ['order-engine'])).database;
    await platform?.stop();
    await server.show(await authority.issue(['DNS:db.example']));
    const message = 'its certificate is another host’s'.replace('’', "'");
    await expect(start(verified(authority.ca))).rejects.toThrow(message);
    const role = Object.assign(new URL(adminUrl ?? ''), { username: 'order', password: 'p' }).href;
    const env = { NODE_ENV: 'development', LOG_LEVEL: 'silent', ORDER_DATABASE_URL: role };
    const options = {
      help: false,
      portBase: await freePortBase(230),
      dataDir: join(parent, 'data'),
      fresh: false,
      empty: false,
      provision: false,
      named: ['order-engine'],
    };
    await expect(startPlatform(options, readConfig(env))).rejects.toMatchObject({
      name: 'Problem',
      message: expect.stringMatching(/\(as order\) cannot be used: its certificate is another host's/),
    });
    await server.show(await authority.issue());
  });

  it('lets nobody in without TLS, and says so', async () => {
    await expect(start(server.url)).rejects.toThrow(/no pg_hba\.conf entry for host .* no encryption/);
  });
});
