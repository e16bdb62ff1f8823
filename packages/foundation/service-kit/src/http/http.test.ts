import { connect } from 'node:net';
import { PassThrough } from 'node:stream';
import { Refusal } from '@noren/kernel';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { currentCall } from '../context.ts';
import { makeLogger } from '../logger.ts';
import { makeMetrics } from '../metrics.ts';
import { unauthenticated } from '../unauthenticated.ts';
import { Unavailable } from '../unavailable.ts';
import { etagOf, isFresh } from './etag.ts';
import { TooManyRequests } from './problem.ts';
import { route } from './route.ts';
import { httpServer, type HttpServer } from './server.ts';
import { queryInstant, queryInteger } from './values.ts';

const Line = z.strictObject({ sku: z.string().min(1).max(64), quantity: z.int().min(1).max(1_000_000) }).meta({ id: 'Line' });
const Order = z.strictObject({ orderId: z.string(), lines: z.array(Line) }).meta({ id: 'Order' });
const ready = Buffer.from('{"orderId":"ord_ready","lines":[]}');
let thrown: unknown;
let seen: ReturnType<typeof currentCall>;

const routes = [
  route({
    method: 'POST',
    path: '/v1/orders',
    summary: 'Places an order',
    tags: ['orders'],
    scope: 'orders:write',
    idempotent: true,
    body: z.strictObject({ shopId: z.string(), lines: z.array(Line).min(1).max(600), externalId: z.string().optional() }),
    responses: { 201: { description: 'Decided', schema: Order, headers: { 'Idempotent-Replayed': 'The answer to an earlier call' } } },
    problems: ['order_already_placed'],
    handle: ({ body: { lines }, idempotencyKey }) => {
      seen = currentCall();
      return { status: 201, body: { orderId: `ord_${idempotencyKey}`, lines }, headers: { 'idempotent-replayed': 'true' } };
    },
  }),
  route({
    method: 'GET',
    path: '/v1/orders/{orderId}',
    summary: 'An order as bytes that were ready',
    tags: ['orders'],
    scope: 'orders:read',
    params: z.strictObject({ orderId: z.string().max(100) }),
    responses: { 200: { description: 'The order', schema: Order }, 304: { description: 'Not changed' } },
    ifNoneMatch: true,
    handle: ({ ifNoneMatch }) => {
      const etag = etagOf(ready);
      return isFresh(ifNoneMatch, etag) ? { status: 304, body: undefined, headers: { etag } } : { status: 200, body: ready, headers: { etag } };
    },
  }),
  route({
    method: 'GET',
    path: '/v1/orderable',
    summary: 'Whether',
    tags: ['catalogue'],
    scope: 'orders:read',
    query: z.strictObject({ quantity: queryInteger({ min: 1, max: 1_000 }), at: queryInstant().optional() }),
    responses: { 200: { description: 'Yes or no', schema: z.strictObject({ quantity: z.int(), at: z.string().optional() }) } },
    handle: ({ query: { quantity, at } }) => ({ status: 200, body: { quantity, ...(at === undefined ? {} : { at }) } }),
  }),
  route({
    method: 'POST',
    path: '/v1/throw',
    summary: 'Throws',
    tags: ['test'],
    scope: 'orders:read',
    responses: { 200: { description: 'Never' } },
    handle: () => Promise.reject<{ status: 200; body: undefined }>(thrown),
  }),
  route({
    method: 'GET',
    path: '/v1/slow',
    summary: 'Ends when its caller has gone or waits no longer',
    tags: ['test'],
    scope: 'public',
    timeoutMs: 200,
    responses: { 200: { description: 'Ended' } },
    handle: ({ call }) =>
      new Promise((resolve) => call.signal?.addEventListener('abort', () => resolve({ status: 200, body: Buffer.from((slowEnded = 'gone')) }))),
  }),
];
let slowEnded = '';

let server: HttpServer;
let log = '';
const metrics = makeMetrics();
const serving = (over: Partial<Parameters<typeof httpServer>[0]> = {}) =>
  httpServer({
    name: 'test',
    title: 'Test',
    description: 'For tests',
    version: '1.0.0',
    host: '127.0.0.1',
    port: 0,
    routes,
    authenticate: (authorization) => {
      if (authorization === 'Bearer good')
        return { identity: { subject: 'platform:a', merchants: ['mer_1'], roles: ['platform'] }, scopes: ['orders:read', 'orders:write'] };
      if (authorization === 'Bearer reads') return { identity: { subject: 'platform:b', merchants: [], roles: ['platform'] }, scopes: ['orders:read'] };
      throw unauthenticated('The API key is not known');
    },
    codes: { order_already_placed: { status: 409, title: 'The order is placed already', cure: 'Read it <again>.' } },
    logger: makeLogger({ level: 'debug', pretty: false, to: { write: (text: string) => void (log += text) } }),
    metrics,
    bodyLimit: 10_000,
    checkAnswers: true,
    ...over,
  });

beforeAll(async () => {
  server = await serving();
});
afterAll(async () => server.stop());

const good = { authorization: 'Bearer good' };
const jsonHeaders = { ...good, 'content-type': 'application/json', 'idempotency-key': 'k-1' };
const order = { shopId: 'shp_1', lines: [{ sku: 'A', quantity: 2 }] };
const post = (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
  fetch(`${server.url}/v1/orders`, { method: 'POST', headers: { ...jsonHeaders, ...headers }, body });
const get = (path: string, headers: Record<string, string> = {}) => fetch(`${server.url}${path}`, { headers: { ...good, ...headers } });

async function problem(response: Response): Promise<unknown> {
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  const body: unknown = await response.json();
  expect(body).toMatchObject({
    status: response.status,
    title: expect.any(String),
    detail: expect.any(String),
    requestId: response.headers.get('x-request-id'),
  });
  return body;
}

describe('a request that is well', () => {
  test('is answered with what the handler made of the parsed values', async () => {
    const response = await post(JSON.stringify(order));
    expect(response.status).toBe(201);
    expect(response.headers.get('idempotent-replayed')).toBe('true');
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(await response.json()).toEqual({ orderId: 'ord_k-1', lines: order.lines });
  });

  test('is answered with ready bytes as they are, or with 304 where the caller has them', async () => {
    const first = await get('/v1/orders/ord_1');
    expect(Buffer.from(await first.arrayBuffer())).toEqual(ready);
    const etag = first.headers.get('etag') ?? '';
    const again = await get('/v1/orders/ord_1', { 'if-none-match': `W/"x", ${etag}` });
    expect(again.status).toBe(304);
    expect(again.headers.get('etag')).toBe(etag);
    expect((await fetch(`${server.url}/v1/orders/ord_1`, { method: 'HEAD', headers: good })).status).toBe(200);
  });

  test("continues the caller's trace and tells its ids back", async () => {
    const response = await post(JSON.stringify(order), { traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01', 'x-request-id': 'req-7' });
    expect(seen).toMatchObject({
      trace: { traceId: '0af7651916cd43dd8448eb211c80319c', parentSpanId: 'b7ad6b7169203331' },
      correlationId: 'req-7',
      idempotencyKey: 'k-1',
      identity: { subject: 'platform:a' },
    });
    expect(response.headers.get('x-request-id')).toBe('req-7');
    expect(response.headers.get('x-correlation-id')).toBe('req-7');
  });

  test('has its query read as numbers and instants', async () => {
    expect(await (await get('/v1/orderable?quantity=7&at=2026-11-24T18:00:00%2B09:00')).json()).toEqual({ quantity: 7, at: '2026-11-24T09:00:00.000Z' });
  });
});

describe('a request that is not', () => {
  const cases: [string, string | Uint8Array<ArrayBuffer>, number, string, string?][] = [
    ['broken JSON', '{"shopId":', 400, 'malformed_json'],
    ['no JSON at all', 'shopId=1', 400, 'malformed_json'],
    ['broken UTF-8', new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x7d]), 400, 'malformed_json'],
    ['a NUL character', JSON.stringify({ ...order, shopId: 'a\0b' }), 400, 'malformed_json'],
    ['half a surrogate pair', '{"shopId":"\\ud800","lines":[{"sku":"A","quantity":1}]}', 400, 'malformed_json'],
    ['nothing', '', 400, 'invalid_request'],
    ['null', 'null', 400, 'invalid_request'],
    ['an array', '[]', 400, 'invalid_request'],
    ['an unknown field', JSON.stringify({ ...order, colour: 'red' }), 400, 'invalid_request', 'colour'],
    ['an unknown field within', JSON.stringify({ ...order, lines: [{ sku: 'A', quantity: 1, price: 1 }] }), 400, 'invalid_request', 'lines.0.price'],
    ['a field of a prototype', '{"shopId":"s","lines":[{"sku":"A","quantity":1}],"__proto__":{"admin":true}}', 400, 'invalid_request', '__proto__'],
    ['one within', '{"shopId":"s","lines":[{"sku":"A","quantity":1,"\\u005f_proto__":1}]}', 400, 'invalid_request', 'lines.0.__proto__'],
    ['a wrong type', JSON.stringify({ ...order, lines: [{ sku: 'A', quantity: '2' }] }), 400, 'invalid_request', 'lines.0.quantity'],
    ['an infinite number', '{"shopId":"s","lines":[{"sku":"A","quantity":1e999}]}', 400, 'invalid_request', 'lines.0.quantity'],
    ['a number beyond exactness', '{"shopId":"s","lines":[{"sku":"A","quantity":9007199254740993}]}', 400, 'invalid_request', 'lines.0.quantity'],
    ['a fraction', '{"shopId":"s","lines":[{"sku":"A","quantity":1.5}]}', 400, 'invalid_request', 'lines.0.quantity'],
    ['a huge body', JSON.stringify({ ...order, externalId: 'x'.repeat(20_000) }), 413, 'request_too_large'],
    ['deep nesting', `${'['.repeat(4_900)}${']'.repeat(4_900)}`, 400, 'invalid_request'],
    ['deep nesting with a NUL', `${'['.repeat(4_000)}"\\u0000"${']'.repeat(4_000)}`, 400, 'malformed_json'],
  ];
  test.each(cases)('with %s is a problem', async (_, body, status, code, field) => {
    const response = await post(body);
    expect(response.status).toBe(status);
    const told = await problem(response);
    expect(told).toMatchObject({ code, type: `${server.url}/problems/${code}`, instance: '/v1/orders' });
    if (field !== undefined) expect(told).toMatchObject({ errors: expect.arrayContaining([expect.objectContaining({ field })]) });
    expect(Reflect.get({}, 'admin')).toBeUndefined();
  });

  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'application/json; charset=latin1',
    'application/json\tx',
    'application/jsonx',
    ' application/xml',
    'application/json, text/plain',
  ])('of the media type %s is a problem', async (type) => {
    const response = await post(JSON.stringify(order), { 'content-type': type });
    expect(response.status).toBe(415);
    expect(await problem(response)).toMatchObject({ code: 'unsupported_media_type' });
  });

  test('that says its body is compressed is a problem', async () => {
    expect((await post(JSON.stringify(order), { 'content-encoding': 'gzip' })).status).toBe(415);
  });

  test.each([
    ['?quantity=1&quantity=2', 'quantity'],
    ['?quantity=1e3', 'quantity'],
    ['?quantity=', 'quantity'],
    ['?quantity=0', 'quantity'],
    ['?quantity=99999999999999999999', 'quantity'],
    ['?quantity=0x10', 'quantity'],
    ['?quantity=1&colour=red', 'colour'],
    ['?quantity[]=1', 'quantity'],
    ['?quantity=1&at=yesterday', 'at'],
    ['?quantity=1&__proto__=1', '__proto__'],
    ['', 'quantity'],
  ])('with the query %s is told the parameter', async (query, field) => {
    const response = await get(`/v1/orderable${query}`);
    expect(response.status).toBe(400);
    expect(await problem(response)).toMatchObject({ errors: expect.arrayContaining([expect.objectContaining({ field })]) });
  });

  test.each(['/v1/orderable?quantity=%ff', '/v1/orderable?quantity=1&at=%00', '/v1/orders/%ff', '/v1/orders/%', '/v1/orders/a%00b', '/v1/orders/x?y=%zz'])(
    'at %s is a problem',
    async (path) => {
      const response = await get(path);
      expect(response.status).toBe(400);
      await problem(response);
    },
  );

  test('with a part of the path that is too long is a problem', async () => {
    const response = await get(`/v1/orders/${'x'.repeat(5_000)}`);
    expect([400, 404, 414]).toContain(response.status);
    await problem(response);
  });

  test.each([
    [undefined, 'idempotency_key_required'],
    ['has space', 'idempotency_key_invalid'],
    ['x'.repeat(256), 'idempotency_key_invalid'],
  ])('without a good idempotency key is a problem: %s', async (key, code) => {
    const { 'idempotency-key': _, ...rest } = jsonHeaders;
    const response = await fetch(`${server.url}/v1/orders`, {
      method: 'POST',
      headers: { ...rest, ...(key === undefined ? {} : { 'idempotency-key': key }) },
      body: JSON.stringify(order),
    });
    expect(response.status).toBe(400);
    expect(await problem(response)).toMatchObject({ code });
  });

  test('at no address, or with a method that the address does not take, is a problem', async () => {
    const nowhere = await get('/v1/nothing');
    expect(nowhere.status).toBe(404);
    expect(await problem(nowhere)).toMatchObject({ code: 'route_not_found', instance: '/v1/nothing' });
    const wrong = await fetch(`${server.url}/v1/orders/ord_1`, { method: 'DELETE', headers: good });
    expect(wrong.status).toBe(405);
    expect(wrong.headers.get('allow')).toBe('GET, HEAD');
    expect(await problem(wrong)).toMatchObject({ code: 'method_not_allowed' });
    // A method with a body, whose type nobody would know.
    expect((await fetch(`${server.url}/v1/orders/x`, { method: 'QUERY', body: 'anything' })).status).toBe(405);
    expect((await fetch(`${server.url}/v1/orders/x`, { method: 'QUERY' })).status).toBe(405);
  });

  test.each([
    ['GARBAGE\r\n\r\n', 400],
    [`GET / HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
    ['POST /v1/orders HTTP/1.1\r\nHost: x\r\nContent-Length: nonsense\r\n\r\n', 400],
  ])('that is not even HTTP is a problem', async (bytes, status) => {
    const answer = await raw(bytes);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(answer).toContain('application/problem+json');
  });
});

describe('a caller', () => {
  test.each([{}, { authorization: 'Bearer wrong' }, { authorization: 'Basic Zm9v' }])('who is not known is told how to be: %o', async (headers) => {
    const response = await fetch(`${server.url}/v1/orders/ord_1`, { headers });
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toMatch(/^Bearer/);
    expect(await problem(response)).toMatchObject({ code: 'unauthenticated' });
  });

  test('whose key has not the scope is refused before the body is read', async () => {
    const response = await post('{broken', { authorization: 'Bearer reads' });
    expect(response.status).toBe(403);
    expect(await problem(response)).toMatchObject({ code: 'scope_forbidden', detail: expect.stringContaining('orders:write') });
  });
});

test('no answer, whatever it is, is taken by a browser for something else than it says', async () => {
  for (const path of ['/v1/orders/ord_1', '/v1/nothing', '/openapi.json', '/docs/'])
    expect((await fetch(`${server.url}${path}`, { headers: good })).headers.get('x-content-type-options')).toBe('nosniff');
});

describe('a stranger', () => {
  test('is refused without waiting for the body that is announced', async () => {
    const announced = 'POST /v1/orders HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9000\r\n\r\n{';
    expect(await firstBytes(announced)).toMatch(/^HTTP\/1.1 401 /);
  });
});

describe('an error', () => {
  const throwing = (error: unknown) => {
    thrown = error;
    return fetch(`${server.url}/v1/throw`, { method: 'POST', headers: good });
  };
  test.each([
    [new Refusal('invalid', 'order_empty', 'No lines', 'lines'), 422],
    [new Refusal('not_found', 'order_not_found', 'No order'), 404],
    [new Refusal('conflict', 'order_already_placed', 'Placed'), 409],
    [new Refusal('forbidden', 'merchant_forbidden', 'Not yours'), 403],
  ])('that is a refusal is told as it is: %s', async (refusal, status) => {
    const response = await throwing(refusal);
    expect(response.status).toBe(status);
    expect(await problem(response)).toMatchObject({
      code: refusal.code,
      detail: refusal.message,
      errors: refusal.field ? [{ field: 'lines', message: 'No lines' }] : [],
    });
  });

  test('that is an outage or a limit says when to come again', async () => {
    const away = await throwing(new Unavailable('order at 10.1.2.3 is away'));
    expect(away.status).toBe(503);
    expect(away.headers.get('retry-after')).toBe('1');
    expect(JSON.stringify(await problem(away))).not.toContain('10.1.2.3');
    const limited = await throwing(new TooManyRequests(2.5, 'Slowly', { 'ratelimit-policy': '"default";q=100;w=60' }));
    expect(limited.status).toBe(429);
    expect(limited.headers.get('retry-after')).toBe('3');
    expect(limited.headers.get('ratelimit-policy')).toContain('q=100');
  });

  test.each([new TypeError('inner secret'), 'inner secret', undefined, Object.assign(new Error('inner secret'), { statusCode: 418 })])(
    'that is a mistake tells nothing of itself, and the log everything: %s',
    async (error) => {
      log = '';
      const response = await throwing(error);
      expect(response.status).toBe(500);
      expect(JSON.stringify(await problem(response))).not.toContain('inner secret');
      const line = log.split('\n').find((one) => one.includes('"error"')) ?? '{}';
      expect(JSON.parse(line)).toMatchObject({ level: 'error', path: '/v1/throw', traceId: response.headers.get('x-request-id') });
    },
  );
});

describe('the server', () => {
  test('counts by route, not by address', async () => {
    const text = await metrics.metrics();
    expect(text).toMatch(
      /http_server_request_duration_seconds_count\{server_name="test",http_request_method="GET",http_route="\/v1\/orders\/\{orderId\}",http_response_status_code="200"\} \d/,
    );
    expect(text).not.toContain('ord_1');
  });

  test('tells a handler that its caller has gone', async () => {
    slowEnded = '';
    const gone = new AbortController();
    setTimeout(() => gone.abort(), 50);
    await expect(fetch(`${server.url}/v1/slow`, { signal: gone.signal })).rejects.toThrow();
    await expect.poll(() => slowEnded).toBe('gone');
  });

  test('a caller who left is no outage: what was cut off by that is logged for who debugs', async () => {
    let said = '';
    const begun = Promise.withResolvers<void>();
    const other = await serving({
      logger: makeLogger({ level: 'debug', pretty: false, to: { write: (text: string) => void (said += text) } }),
      routes: [
        route({
          ...{ method: 'GET', path: '/cut', summary: '', tags: [], scope: 'public' },
          responses: { 200: { description: '' } },
          handle: ({ call }) =>
            new Promise((_, cut) => {
              call.signal?.addEventListener('abort', () => cut(new Unavailable('orders cannot be reached: Cancelled on client')));
              begun.resolve();
            }),
        }),
      ],
    });
    const caller = new AbortController();
    const answer = fetch(`${other.url}/cut`, { signal: caller.signal });
    await begun.promise;
    caller.abort();
    await expect(answer).rejects.toThrow();
    await expect.poll(() => said).toContain('the caller left before the answer');
    expect(said).not.toMatch(/Cancelled on client|"level":"?(warn|40)/);
    await other.stop();
  });

  test('tells a handler that asks late, too, that its caller has gone', async () => {
    const [begun, gone] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    let told: boolean | undefined;
    const other = await serving({
      routes: [
        route({
          ...{ method: 'GET', path: '/late', summary: '', tags: [], scope: 'public' },
          responses: { 200: { description: '' } },
          async handle({ call }) {
            begun.resolve();
            await gone.promise;
            told = call.signal?.aborted;
            return { status: 200, body: undefined };
          },
        }),
      ],
    });
    const caller = new AbortController();
    const answer = fetch(`${other.url}/late`, { signal: caller.signal });
    await begun.promise;
    caller.abort();
    await expect(answer).rejects.toThrow();
    await new Promise((resolve) => setTimeout(resolve, 200));
    gone.resolve();
    await expect.poll(() => told).toBe(true);
    await other.stop();
  });

  test('destroys a stream that a handler gives when it is answered for already', async () => {
    const stream = new PassThrough();
    const { promise: late, resolve: give } = Promise.withResolvers<void>();
    const other = await serving({
      routes: [
        route({
          ...{ method: 'GET', path: '/stream', summary: '', tags: [], scope: 'public', timeoutMs: 50 },
          responses: { 200: { description: '', contentType: 'text/event-stream' } },
          handle: async () => (await late, { status: 200, body: stream }),
        }),
      ],
    });
    expect((await fetch(`${other.url}/stream`)).status).toBe(503);
    give();
    await expect.poll(() => stream.destroyed).toBe(true);
    await other.stop();
  });

  test('does not wait for a handler for ever', async () => {
    const other = await serving({
      routes: [
        route({
          method: 'GET',
          path: '/hang',
          summary: '',
          tags: [],
          scope: 'public',
          timeoutMs: 50,
          responses: { 200: { description: '' } },
          handle: () => new Promise<{ status: 200; body: undefined }>(() => {}),
        }),
      ],
    });
    const response = await fetch(`${other.url}/hang`);
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('1');
    await problem(response);
    await other.stop();
  });

  test('lets running requests end before it stops, and takes no new ones', async () => {
    let begun = (): void => {};
    const started = new Promise<void>((resolve) => (begun = resolve));
    const slow = route({
      method: 'GET',
      path: '/slow',
      summary: '',
      tags: [],
      scope: 'public',
      responses: { 200: { description: '' } },
      handle: async () => {
        begun();
        await new Promise((resolve) => setTimeout(resolve, 200));
        return { status: 200, body: Buffer.from('done') };
      },
    });
    const other = await serving({ routes: [slow], drainMs: 3_000 });
    const running = fetch(`${other.url}/slow`);
    await started;
    const before = performance.now();
    await other.stop();
    expect(await (await running).text()).toBe('done');
    expect(performance.now() - before).toBeLessThan(2_000);
    await expect(fetch(`${other.url}/slow`)).rejects.toThrow();
  });

  test('does not start with a route that declares no scope, or whose schemas would pass over unknown fields', async () => {
    const bare = {
      method: 'POST',
      path: '/x',
      summary: '',
      tags: [],
      responses: { 200: { description: '' } },
      handle: () => ({ status: 200 as const, body: undefined }),
    } as const;
    // @ts-expect-error a route without a scope does not compile
    const scopeless = route(bare);
    await expect(serving({ routes: [scopeless] })).rejects.toThrow(/scope/);
    await expect(serving({ routes: [route({ ...bare, scope: ['read', 'reed'] })], scopes: { read: 'reads' } })).rejects.toThrow(/reed.*no key/);
    await expect(serving({ routes: [route({ ...bare, scope: 'x', body: z.object({ a: z.string() }) })] })).rejects.toThrow(/unknown fields at its top/);
    await expect(serving({ routes: [route({ ...bare, scope: 'x', body: z.strictObject({ a: z.array(z.object({ b: z.string() })) }) })] })).rejects.toThrow(
      /unknown fields/,
    );
  });

  test('does not start with a path whose parameters nobody parses', async () => {
    const bare = { method: 'GET', path: '/x/{id}', summary: '', tags: [], scope: 'x', responses: { 200: { description: '' } } } as const;
    await expect(serving({ routes: [route({ ...bare, handle: () => ({ status: 200, body: undefined }) })] })).rejects.toThrow(
      /names id, its params schema nothing/,
    );
  });

  test('does not compile with an answer that is not declared', () => {
    const about = {
      method: 'GET',
      path: '/x',
      summary: '',
      tags: [],
      scope: 'public',
      responses: { 200: { description: '', schema: z.strictObject({ a: z.string() }) } },
    } as const;
    // @ts-expect-error 201 is not declared
    route({ ...about, handle: () => ({ status: 201, body: { a: '' } }) });
    // @ts-expect-error the body has another shape
    route({ ...about, handle: () => ({ status: 200, body: { b: '' } }) });
    expect(route({ ...about, handle: () => ({ status: 200, body: { a: '' } }) }).path).toBe('/x');
  });

  test('answers 500 in tests where an answer is not as declared', async () => {
    const wrong = route({
      method: 'GET',
      path: '/x',
      summary: '',
      tags: [],
      scope: 'public',
      responses: { 200: { description: '', schema: Line } },
      handle: () => ({ status: 200, body: Buffer.from('{}') }),
    });
    const other = await serving({ routes: [wrong] });
    expect((await fetch(`${other.url}/x`)).status).toBe(500);
    await other.stop();
  });
});

function raw(bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(server.port, '127.0.0.1', () => socket.write(bytes));
    socket.on('data', (data) => (answer += data.toString()));
    socket.on('end', () => resolve(answer));
    socket.on('error', reject);
  });
}

function firstBytes(bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(server.port, '127.0.0.1', () => socket.write(bytes));
    socket.once('data', (data) => {
      resolve(data.toString());
      socket.destroy();
    });
    socket.once('error', reject);
  });
}
