import { request } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { makeLogger } from '../../logger.ts';
import { makeMetrics } from '../../metrics.ts';
import { unauthenticated } from '../../unauthenticated.ts';
import { PUBLIC, route } from '../route.ts';
import { httpServer, type HttpServer } from '../server.ts';
import { limits, type RateLimits } from './limits.ts';

let gate = Promise.withResolvers<void>();
const about = { summary: 'For tests', tags: ['test'] };
const routes = [
  route({
    ...about,
    method: 'GET',
    path: '/quick',
    scope: 'test',
    responses: { 204: { description: 'Done' } },
    handle: () => ({ status: 204, body: undefined }),
  }),
  route({
    ...{ ...about, method: 'GET', path: '/slow', scope: 'test', responses: { 204: { description: 'Done' } } },
    async handle() {
      await gate.promise;
      return { status: 204, body: undefined };
    },
  }),
  route({
    ...{ ...about, method: 'POST', path: '/sent', scope: 'test', body: z.strictObject({}), responses: { 204: { description: 'Done' } } },
    handle: () => ({ status: 204, body: undefined }),
  }),
  route({
    ...about,
    method: 'GET',
    path: '/open',
    scope: PUBLIC,
    responses: { 204: { description: 'Done' } },
    handle: () => ({ status: 204, body: undefined }),
  }),
];

/** Keys are `<subject>@<merchant>`; one that ends in `!` is not known. */
async function keyed(authorization: string | undefined) {
  const [subject = '', merchant = ''] = (authorization ?? '').replace('Bearer ', '').split('@');
  if (subject === 'looked-up-late') await gate.promise;
  if (merchant === '' || merchant.endsWith('!')) throw unauthenticated('no such key');
  return { identity: { subject, merchants: [merchant], roles: [] }, scopes: '*' as const };
}

const plenty: RateLimits = { key: { requests: 1_000, seconds: 60 }, address: { requests: 1_000, seconds: 60 }, inFlight: 100 };
let server: HttpServer | undefined;
afterEach(async () => {
  gate.resolve();
  gate = Promise.withResolvers();
  await server?.stop();
});

async function serving(rateLimits: Partial<RateLimits>) {
  const made = await httpServer({
    ...{ name: 'limited', title: 'Limited', description: 'For tests', version: '1', host: '127.0.0.1', port: 0, routes, authenticate: keyed },
    ...{ logger: makeLogger({ level: 'silent' }), metrics: makeMetrics(), rateLimits: { ...plenty, ...rateLimits } },
  });
  server = made;
  return (path: string, key?: string): Promise<Response> =>
    fetch(`${made.url}${path}`, key === undefined ? {} : { headers: { authorization: `Bearer ${key}` } });
}

const inTurn = async (times: number, ask: () => Promise<Response>): Promise<readonly number[]> => {
  const statuses: number[] = [];
  for (let at = 0; at < times; at += 1) statuses.push((await ask()).status);
  return statuses;
};

describe('an HTTP edge', () => {
  it('takes nothing of a tenant’s share for a caller who has gone before it was known', async () => {
    await serving({ inFlight: 1 });
    const { url = '' } = server ?? {};
    const headers = { authorization: 'Bearer looked-up-late@one', 'content-type': 'application/json', 'content-length': 2 };
    const gone = request(`${url}/sent`, { method: 'POST', headers });
    gone.on('error', () => undefined);
    gone.flushHeaders();
    await new Promise((pass) => setTimeout(pass, 200));
    gone.destroy();
    await new Promise((pass) => setTimeout(pass, 200));
    gate.resolve();
    await new Promise((pass) => setTimeout(pass, 50));
    const init = { method: 'POST', headers: { authorization: 'Bearer b@one', 'content-type': 'application/json' }, body: '{}' };
    expect((await fetch(`${url}/sent`, init)).status).toBe(204);
  });

  it('tells a caller with every answer what it may ask and what is left of it', async () => {
    const ask = await serving({ key: { requests: 5, seconds: 3_600 } });
    await ask('/quick', 'a@one');
    const { headers } = await ask('/quick', 'a@one');
    expect([headers.get('ratelimit-policy'), headers.get('ratelimit')]).toEqual(['"key";q=5;w=3600', expect.stringMatching(/^"key";r=3;t=14[34]\d$/)]);
  });

  it('declines as `rate_limited` what one key asks too much, and says when the next may pass; another key is asked as before', async () => {
    const ask = await serving({ key: { requests: 5, seconds: 3_600 } });
    expect(await inTurn(6, () => ask('/quick', 'a@one'))).toEqual([204, 204, 204, 204, 204, 429]);
    const late = await ask('/quick', 'a@one');
    expect(late.headers.get('content-type')).toBe('application/problem+json');
    expect(await late.json()).toMatchObject({ status: 429, code: 'rate_limited', type: expect.stringMatching(/^http:.*\/problems\/rate_limited$/) });
    const wait = Number(late.headers.get('retry-after'));
    expect([wait > 700 && wait <= 720, late.headers.get('ratelimit')]).toEqual([true, `"key";r=0;t=${wait}`]);
    expect((await ask('/quick', 'b@one')).status).toBe(204);
    expect((await ask('/quick', 'a@two')).status).toBe(204);
  });

  it('counts for the tenant that a caller is said to be of, whatever merchants it may sell for; else for its merchants', () => {
    const { enter, known } = limits({ ...plenty, key: { requests: 2, seconds: 3_600 }, inFlight: 1 }, () => 0);
    const of = (merchants: readonly string[], tenant?: string) => ({ subject: 'platform:plt_1', merchants, roles: [], ...(tenant ? { tenant } : {}) });
    enter(of(['mer_1'], 'plt_1'), 0);
    expect(() => enter(of(['mer_1', 'mer_2'], 'plt_1'), 0)).toThrow('at the same time');
    for (const other of [of(['mer_1'], 'plt_2'), of(['mer_1'])]) enter(other, 0);
    expect(() => enter(of(['mer_1']), 0)).toThrow('at the same time');
    // What it is granted gives no caller its quota anew.
    for (const merchants of [[], ['mer_1']]) known(undefined, of(merchants, 'plt_1'), 0);
    expect(() => known(undefined, of(['mer_2'], 'plt_1'), 0)).toThrow('requests in');
  });

  it('takes what is large for several', async () => {
    const ask = await serving({ key: { requests: 10, seconds: 3_600 } });
    const body = JSON.stringify({ more: 'x'.repeat(3 * 4_096) });
    const large = () => fetch(`${server?.url}/sent`, { method: 'POST', headers: { authorization: 'Bearer a@one', 'content-type': 'application/json' }, body });
    expect(await inTurn(3, large)).toEqual([400, 400, 429]);
    expect((await ask('/quick', 'a@one')).headers.get('ratelimit')).toMatch(/^"key";r=1;/);
  });

  it('declines what one address asks without a good key; a key that was good before goes on being taken from there', async () => {
    const ask = await serving({ address: { requests: 4, seconds: 3_600 } });
    await ask('/quick', 'a@one');
    expect(await inTurn(3, () => ask('/quick', 'a@wrong!'))).toEqual([401, 401, 401]);
    expect(await inTurn(2, () => ask('/open'))).toEqual([204, 429]);
    expect((await ask('/quick')).status).toBe(429);
    expect((await ask('/quick', 'never-seen@one')).status).toBe(429);
    expect((await ask('/quick', 'a@one')).status).toBe(204);
  });

  it('lets one tenant have so many requests at the same time, with all its keys together, and others theirs', async () => {
    const ask = await serving({ inFlight: 2 });
    const slow = [ask('/slow', 'a@one'), ask('/slow', 'b@one')];
    await expect.poll(async () => (await ask('/quick', 'c@one')).status).toBe(429);
    expect((await ask('/quick', 'a@two')).status).toBe(204);
    gate.resolve();
    expect((await Promise.all(slow)).map(({ status }) => status)).toEqual([204, 204]);
    expect((await ask('/quick', 'c@one')).status).toBe(204);
  });

  it('counts what is large for several, however little of it has come', async () => {
    const ask = await serving({ inFlight: 8 });
    const half = () => {
      const headers = { authorization: 'Bearer a@one', 'content-type': 'application/json', 'content-length': String(100_000) };
      const sending = request(`${server?.url}/sent`, { method: 'POST', headers });
      sending.on('error', () => undefined).write('{');
      return sending;
    };
    const large = [half(), half(), half(), half()];
    await expect.poll(async () => (await ask('/quick', 'a@one')).status).toBe(429);
    expect((await ask('/quick', 'a@two')).status).toBe(204);
    for (const sending of large) sending.destroy();
    await expect.poll(async () => (await ask('/quick', 'a@one')).status).toBe(204);
  });

  it('does not count for ever who goes away before the body has come', async () => {
    const ask = await serving({ inFlight: 1 });
    const headers = { authorization: 'Bearer a@one', 'content-type': 'application/json', 'content-length': '2' };
    const half = request(`${server?.url}/sent`, { method: 'POST', headers });
    half.on('error', () => undefined).write('{');
    await expect.poll(async () => (await ask('/quick', 'a@one')).status).toBe(429);
    half.destroy();
    await expect.poll(async () => (await ask('/quick', 'a@one')).status).toBe(204);
  });
});
