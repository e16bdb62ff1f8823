import { get } from 'node:http';
import { Readable } from 'node:stream';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { Refusal } from '@noren/kernel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { makeLogger } from '../logger.ts';
import { makeMetrics } from '../metrics.ts';
import { ConflictWith } from '../refusals.ts';
import { unauthenticated } from '../unauthenticated.ts';
import { BYTES_TYPE } from './input.ts';
import { route } from './route.ts';
import { httpServer, type HttpServer } from './server.ts';

const about = { tags: ['test'], scope: 'person' } as const;
const routes = [
  route({
    ...about,
    method: 'POST',
    path: '/files',
    summary: 'Counts bytes',
    accepts: BYTES_TYPE,
    body: z.instanceof(Uint8Array),
    responses: { 200: { description: 'How many', schema: z.strictObject({ bytes: z.int() }) } },
    handle: ({ body }) => ({ status: 200, body: { bytes: body.length } }),
  }),
  route({
    ...about,
    method: 'GET',
    path: '/stream',
    summary: 'Comes piece by piece',
    responses: { 200: { description: 'Pieces', contentType: 'text/event-stream' } },
    handle: () => ({ status: 200, body: Readable.from(['one\n', 'two\n']) }),
  }),
  ...([true, false] as const).map((secret) =>
    route({
      ...about,
      method: 'GET',
      path: secret ? '/secret' : '/long',
      summary: 'Is long',
      secret,
      responses: { 200: { description: 'Much of the same', schema: z.strictObject({ words: z.array(z.string()) }) } },
      handle: () => ({ status: 200, body: { words: Array.from({ length: 1_000 }, () => 'noren') } }),
    }),
  ),
  route({
    ...about,
    method: 'POST',
    path: '/conflict',
    summary: 'Is always late',
    responses: { 200: { description: 'Never' } },
    handle: () => Promise.reject<{ status: 200; body: undefined }>(new ConflictWith({ code: 'thing_version', message: 'It has changed' }, { version: 7 })),
  }),
];

let server: HttpServer;
beforeAll(async () => {
  server = await httpServer({
    ...{ name: 'edge', title: 'Edge', description: 'For tests', version: '1', host: '127.0.0.1', port: 0, routes, checkAnswers: true, compress: true },
    ...{ logger: makeLogger({ level: 'silent' }), metrics: makeMetrics() },
    authenticate(_, { headers }) {
      if (headers.cookie !== 'who=me') throw unauthenticated('Nobody is logged in');
      return { identity: { subject: 'staff:usr_1', merchants: [], roles: [] }, scopes: '*' };
    },
    admit({ headers }) {
      if (headers['sec-fetch-site'] === 'cross-site') throw new Refusal('forbidden', 'forbidden', 'This comes from elsewhere');
    },
    page: (path) => (path === '/page' ? { status: 200, headers: { 'content-type': 'text/html' }, body: Buffer.from('<p>here') } : undefined),
  });
});
afterAll(() => server.stop());

const ask = (path: string, init: RequestInit = {}) => fetch(`${server.url}${path}`, { ...init, headers: { cookie: 'who=me', ...init.headers } });

describe('an edge that a browser comes to', () => {
  it('may know its caller by a cookie', async () => {
    expect((await ask('/stream')).status).toBe(200);
    expect((await ask('/stream', { headers: { cookie: 'who=them' } })).status).toBe(401);
  });

  it('may refuse a request by its head, before anybody looks at who it is', async () => {
    expect((await ask('/stream', { headers: { cookie: '', 'sec-fetch-site': 'cross-site' } })).status).toBe(403);
  });

  it('takes a file as it stands, whatever its bytes', async () => {
    const bytes = Buffer.from([0xff, 0x00, 0xfe, 0x80]);
    expect(await (await ask('/files', { method: 'POST', headers: { 'content-type': BYTES_TYPE }, body: bytes })).json()).toEqual({ bytes: 4 });
    expect((await ask('/files', { method: 'POST', headers: { 'content-type': 'text/csv' }, body: bytes })).status).toBe(415);
  });

  it('answers piece by piece', async () => {
    expect(await (await ask('/stream')).text()).toBe('one\ntwo\n');
  });

  it('tells with a conflict what is there now', async () => {
    const response = await ask('/conflict', { method: 'POST' });
    expect([response.status, await response.json()]).toMatchObject([409, { code: 'thing_version', now: { version: 7 } }]);
  });

  it('serves a page where no route is, and a problem where no page is', async () => {
    expect(await (await ask('/page')).text()).toBe('<p>here');
    expect((await ask('/page', { method: 'HEAD' })).status).toBe(200);
    expect((await ask('/page', { method: 'POST' })).status).toBe(404);
    expect((await ask('/nothing')).status).toBe(404);
  });
});

/** As it travels: `fetch` would unpack it. */
const raw = (path: string, accept: string): Promise<Readonly<{ encoding: string | undefined; vary: string | undefined; bytes: Buffer }>> =>
  new Promise((done, fail) => {
    get(`${server.url}${path}`, { headers: { cookie: 'who=me', 'accept-encoding': accept } }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => done({ encoding: response.headers['content-encoding'], vary: response.headers.vary, bytes: Buffer.concat(parts) }));
    }).on('error', fail);
  });

describe('an answer in JSON', () => {
  it.each([
    ['gzip, deflate, br', 'br', brotliDecompressSync],
    ['gzip;q=0.5, br;q=0', 'gzip', gunzipSync],
  ] as const)('travels compressed to whoever takes %s', async (accept, encoding, unpack) => {
    const answer = await raw('/long', accept);
    expect([answer.encoding, answer.vary]).toEqual([encoding, 'accept-encoding']);
    expect(answer.bytes.length).toBeLessThan(300);
    expect(JSON.parse(unpack(answer.bytes).toString())).toMatchObject({ words: { length: 1_000 } });
  });

  it('travels as it is to whoever takes no other, where it bears a secret, and as a stream', async () => {
    for (const [path, accept] of [
      ['/long', 'identity'],
      ['/secret', 'br, gzip'],
      ['/stream', 'br, gzip'],
    ] as const)
      expect([path, (await raw(path, accept)).encoding]).toEqual([path, undefined]);
  });
});
