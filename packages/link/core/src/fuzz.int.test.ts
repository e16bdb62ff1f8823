import { topics as category } from '@noren/category-contract';
import { topics as inventory } from '@noren/inventory-contract';
import { topics as item } from '@noren/item-contract';
import { keys } from '@noren/link-contract';
import { platformScopes } from '@noren/link-contract/scopes';
import type { Topic } from '@noren/log';
import { topics as order } from '@noren/order-contract';
import { grpcClient, type Identity } from '@noren/service-kit';
import { topics as shop } from '@noren/shop-contract';
import { eventually, testDatabase, type TestDatabase, testHost, type TestHost } from '@noren/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { module } from './main.ts';
import { orderApi } from './order-api.test-support.ts';
import { itemEvent, shopEvent } from './events.test-support.ts';

const runs = Number(process.env['NOREN_RUNS'] ?? 400);
const topics: readonly Topic[] = [shop, item, category, inventory, order].flatMap((of): readonly Topic[] => Object.values(of));
const service: Identity = { subject: 'service:test', merchants: '*', roles: ['service'] };

type Schema = Readonly<{
  $ref?: string;
  type?: string;
  properties?: Readonly<Record<string, Schema>>;
  items?: Schema;
  minimum?: number;
  pattern?: string;
}>;
type Parameter = Readonly<{ name: string; in: string; schema: Schema }>;
type Operation = Readonly<{ parameters: readonly Parameter[]; requestBody?: Readonly<{ content: Readonly<Record<string, Readonly<{ schema: Schema }>>> }> }>;
type Document = Readonly<{
  paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  components: Readonly<{ schemas: Readonly<Record<string, Schema>> }>;
}>;

let db: TestDatabase;
let host: TestHost;
let key: string;
let document: Document;

beforeAll(async () => {
  db = await testDatabase({ stores: ['log', 'link', 'order'] });
  const script = { decide: () => ({ status: 'confirmed' }), placements: [], batches: 0 };
  host = await testHost({ db, topics, readers: ['link'], modules: { order: [orderApi(script)], link: [module] } });
  const platformKeys = grpcClient(keys.PlatformKeyServiceClient, host.address('link-keys'), {
    identities: host.identities,
    transport: host.transport,
    self: service,
  });
  key = (await platformKeys.createKey({ platform: 'eats', merchantIds: ['mer_a'], scopes: [...platformScopes] })).secret;
  platformKeys.close();
  await host.hostOf('shop').log.append([shopEvent('shp_a', 'mer_a')]);
  await host.hostOf('item').log.append([itemEvent('mer_a', 'Tea-1')]);
  document = (await (await fetch(host.started('link-core').openapi ?? '')).json()) as Document;
  await eventually(async () => (await send('GET', '/v1/shops/shp_a', {})).status === 200, 10_000);
});
afterAll(async () => {
  await host.stop();
  await db.close();
});

const send = (method: string, path: string, headers: Readonly<Record<string, string>>, body?: string | Uint8Array<ArrayBuffer>) =>
  fetch(`${host.started('link-core').address}${path}`, {
    method,
    headers: { authorization: `Bearer ${key}`, ...headers },
    ...(body === undefined ? {} : { body }),
  });

/** What callers send who mean ill, or are broken. */
const junk: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    '',
    0,
    -1,
    1.5,
    1e308,
    -0,
    2 ** 53,
    10 ** 15,
    [],
    {},
    [[]],
    { __proto__: 1 },
    'a\0b',
    '\ud800',
    '‮x',
    '../../etc/passwd',
    "' OR 1=1 --",
  ),
  fc.constantFrom('x'.repeat(300), '茶'.repeat(64), '9'.repeat(400), '2026-02-30T25:00:00Z', '0000-01-01T00:00:00Z', '9999-12-31T23:59:59.999+14:00'),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.jsonValue({ maxDepth: 3 }),
);

/** What the document says would be taken, more or less. */
function likely(schema: Schema): fc.Arbitrary<unknown> {
  if (schema.$ref) return likely(document.components.schemas[schema.$ref.replace('#/components/schemas/', '')] ?? {});
  if (schema.type === 'object')
    return fc.record(Object.fromEntries(Object.entries(schema.properties ?? {}).map(([name, of]) => [name, mixed(of)])), { requiredKeys: [] });
  if (schema.type === 'array') return fc.array(mixed(schema.items ?? {}), { maxLength: 3 });
  if (schema.type === 'integer') return fc.integer({ min: schema.minimum ?? 0, max: 1_000 });
  if (schema.type === 'boolean') return fc.boolean();
  if (schema.pattern === '^[A-Z]{3}$') return fc.constant('GBP');
  return fc.constantFrom('shp_a', 'Tea-1', 'GBP', 'ord_1', '2026-01-05T09:00:00Z');
}
const mixed = (schema: Schema): fc.Arbitrary<unknown> => fc.oneof({ weight: 6, arbitrary: likely(schema) }, { weight: 1, arbitrary: junk });

const asText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
const encoded = (value: unknown): string => encodeURIComponent(asText(value).toWellFormed());
/** A header cannot carry just anything: fetch itself refuses it. */
const headerText = (value: unknown): string =>
  asText(value)
    .replaceAll(/[^\x20-\x7e]/g, '?')
    .trim()
    .slice(0, 2_000);

type FuzzedRequest = Readonly<{ method: string; path: string; headers: Readonly<Record<string, string>>; body?: string }>;

/** A request to an operation, its parts as the document has them or not. */
function request(path: string, method: string, { parameters, requestBody }: Operation): fc.Arbitrary<FuzzedRequest> {
  const parts = Object.fromEntries(parameters.map(({ name, schema }) => [name, mixed(schema)]));
  const schema = Object.values(requestBody?.content ?? {})[0]?.schema;
  return fc
    .record({
      parts: fc.record(parts, { requiredKeys: parameters.filter((one) => one.in === 'path').map(({ name }) => name) }),
      body: schema ? mixed(schema) : fc.constant(undefined),
      extra: fc.oneof({ weight: 9, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: junk }),
    })
    .map(({ parts: given, body, extra }) => {
      const of = (place: string) =>
        parameters.filter((one) => one.in === place && Object.hasOwn(given, one.name)).map(({ name }) => [name, given[name]] as const);
      const filled = of('path').reduce((so, [name, value]) => so.replace(`{${name}}`, encoded(value) || '-'), path);
      const query = [...of('query'), ...(extra === null ? [] : [['extra', extra] as const])].map(([name, value]) => `${name}=${encoded(value)}`).join('&');
      const headers = Object.fromEntries(of('header').map(([name, value]) => [name, headerText(value)]));
      return {
        method: method.toUpperCase(),
        path: query === '' ? filled : `${filled}?${query}`,
        headers: { 'idempotency-key': 'fuzz', ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      };
    });
}

/** A success, or a problem that says what is wrong; never a fault of ours, and nothing of our inside. */
async function isAnswered(response: Response, call: string): Promise<void> {
  const text = await response.text();
  expect(response.status, `${call} → ${text.slice(0, 300)}`).toBeLessThan(500);
  if (response.status < 400) return;
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  expect(JSON.parse(text)).toMatchObject({
    status: response.status,
    code: expect.stringMatching(/^[a-z_]+$/),
    title: expect.any(String),
    requestId: expect.any(String),
  });
  expect(text).not.toMatch(/node_modules|\.ts:|at \w+ \(|SELECT |relation "/);
}

it('answers every operation’s strangest requests with a success or a 4xx problem', async () => {
  const operations = Object.entries(document.paths).flatMap(([path, of]) => Object.entries(of).map(([method, operation]) => request(path, method, operation)));
  expect(operations.length).toBeGreaterThan(8);
  await fc.assert(
    fc.asyncProperty(fc.oneof(...operations), async ({ method, path, headers, body }) =>
      isAnswered(await send(method, path, { ...headers, prefer: 'wait=0' }, body), `${method} ${path} ${body}`),
    ),
    { numRuns: runs },
  );
}, 120_000);

it('answers bodies that are no JSON, no UTF-8, too large or nested too deep', async () => {
  const headers = { 'content-type': 'application/json', 'idempotency-key': 'k' };
  const bodies = [
    '{',
    'null',
    '[]',
    '"x"',
    '{"shopId":"shp_a"',
    `${'['.repeat(100_000)}`,
    `{"a":${'['.repeat(50_000)}${']'.repeat(50_000)}}`,
    ' '.repeat(3_000_000),
    '{"shopId":"\\ud800"}',
  ];
  for (const body of [...bodies, Uint8Array.of(0x7b, 0xff, 0xfe, 0x7d), Uint8Array.of(0)]) {
    const response = await send('POST', '/v1/orders', headers, body);
    expect(response.status).toBeGreaterThanOrEqual(400);
    await isAnswered(response, String(body).slice(0, 50));
  }
  for (const type of ['text/plain', 'application/xml', 'application/json; charset=utf-16', 'multipart/form-data', ';;']) {
    const response = await send('POST', '/v1/orders', { ...headers, 'content-type': type }, '{}');
    expect(response.status).toBeGreaterThanOrEqual(400);
    await isAnswered(response, type);
  }
});
