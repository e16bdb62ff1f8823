import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { makeLogger } from '../logger.ts';
import { makeMetrics } from '../metrics.ts';
import { PUBLIC, route } from './route.ts';
import { httpServer, type HttpServer } from './server.ts';

const whoami = route({
  ...{ method: 'GET', path: '/whoami', summary: 'Where one comes from', tags: ['test'], scope: PUBLIC },
  responses: { 200: { description: 'The address', schema: z.string() } },
  handle: ({ address }) => ({ status: 200, body: Buffer.from(JSON.stringify(address)) }),
});

let log = '';
let server: HttpServer | undefined;
afterEach(() => server?.stop());

/** Where the server believes that a request comes from whose header says so. */
async function believed(trustProxy: readonly string[], forwarded: string): Promise<unknown> {
  log = '';
  const logger = makeLogger({ level: 'warn', pretty: false, to: { write: (text: string) => void (log += text) } });
  const metrics = makeMetrics();
  server = await httpServer({
    ...{ name: 'proxied', title: 'Proxied', description: 'For tests', version: '1', host: '127.0.0.1', port: 0, routes: [whoami] },
    ...{ logger, metrics, authenticate: () => Promise.reject(new Error('nobody is asked')), trustProxy },
  });
  return (await fetch(`${server.url}/whoami`, { headers: { 'x-forwarded-for': forwarded } })).json();
}

describe('where a request comes from', () => {
  it('is what the connection says, whatever a header claims, unless a proxy is trusted', async () => {
    expect(await believed([], '203.0.113.9')).toBe('127.0.0.1');
    await server?.stop();
    expect(await believed(['10.0.0.0/8'], '203.0.113.9')).toBe('127.0.0.1');
  });

  it('is what the trusted proxy saw, and not what the caller wrote before it', async () => {
    expect(await believed(['loopback'], '198.51.100.1, 203.0.113.9')).toBe('203.0.113.9');
  });

  it('is warned of once, where a proxy speaks that nobody trusts: all behind it look like one', async () => {
    await believed([], '203.0.113.9');
    await fetch(`${server?.url}/whoami`, { headers: { forwarded: 'for=192.0.2.60' } });
    expect(log.trim().split('\n')).toEqual([expect.stringContaining('TRUST_PROXY names none')]);
    await server?.stop();
    await believed(['loopback'], '203.0.113.9');
    expect(log).toBe('');
  });
});
