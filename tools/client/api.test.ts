import { createServer } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { api, Refused, type Api } from './api.ts';

type Seen = Readonly<{ method: string; path: string; key: string | undefined; body: string }>;
type Script = ReadonlyArray<Readonly<{ status: number; body?: unknown }> | 'hang up'>;
const closing: Array<() => void> = [];
afterEach(() => closing.splice(0).forEach((close) => close()));

/** A server that answers each request with the next line of the script, and remembers what it was asked. */
async function scripted(script: Script): Promise<Readonly<{ requests: Seen[]; client: Api }>> {
  const requests: Seen[] = [];
  const left = [...script];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (text) => (body += String(text)));
    request.on('end', () => {
      requests.push({ method: request.method ?? '', path: request.url ?? '', key: request.headers['idempotency-key']?.toString(), body });
      const line = left.shift() ?? { status: 418 };
      if (line === 'hang up') return request.socket.destroy();
      return response.writeHead(line.status, { 'content-type': 'application/json' }).end(line.body === undefined ? undefined : JSON.stringify(line.body));
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('the server has no port');
  const client = api({ url: `http://127.0.0.1:${address.port}`, apiKey: 'nrn_test' }, { connections: 2, patience: 2_000 });
  closing.push(client.close, () => server.close());
  return { requests, client };
}

test('a broken connection and a 5xx are asked again under the same key', async () => {
  const { requests, client } = await scripted(['hang up', { status: 503 }, { status: 201, body: { orderId: 'ord_1' } }]);
  expect(await client.ask({ method: 'POST', path: '/v1/orders', body: { a: 1 }, key: 'k1' })).toMatchObject({ status: 201, body: { orderId: 'ord_1' } });
  expect(requests).toHaveLength(3);
  expect(new Set(requests.map(({ key, body }) => `${key} ${body}`))).toEqual(new Set(['k1 {"a":1}']));
});

test('an accepted call is waited for and then asked again for its first answer', async () => {
  const { requests, client } = await scripted([
    { status: 202, body: { operationId: 'op_1' } },
    { status: 200, body: { operationId: 'op_1', status: 'pending' } },
    { status: 200, body: { operationId: 'op_1', status: 'done' } },
    { status: 201, body: { orderId: 'ord_1' } },
  ]);
  expect((await client.ask({ method: 'POST', path: '/v1/orders', body: {}, key: 'k1' })).status).toBe(201);
  expect(requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
    'POST /v1/orders',
    'GET /v1/operations/op_1',
    'GET /v1/operations/op_1',
    'POST /v1/orders',
  ]);
});

test('a refusal is final', async () => {
  const { requests, client } = await scripted([{ status: 422, body: { code: 'key_reused' } }]);
  await expect(client.ask({ method: 'POST', path: '/v1/orders', body: {}, key: 'k1' })).rejects.toThrow(Refused);
  expect(requests).toHaveLength(1);
});

test('more calls than connections wait their turn', async () => {
  const { client } = await scripted(Array.from({ length: 20 }, () => ({ status: 200, body: {} })));
  const replies = await Promise.all(Array.from({ length: 20 }, (_, at) => client.ask({ method: 'GET', path: `/${at}` })));
  expect(replies.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200));
});
