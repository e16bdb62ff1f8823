import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { makeLogger } from '../logger.ts';
import { makeMetrics } from '../metrics.ts';
import { unauthenticated } from '../unauthenticated.ts';
import { route } from './route.ts';
import { openApiOf } from './openapi.ts';
import { httpServer, type HttpServer } from './server.ts';
import { queryInteger } from './values.ts';

const Line = z.strictObject({ sku: z.string().describe('As typed'), quantity: z.int().min(1).default(1) }).meta({ id: 'Line' });
const Order = z.strictObject({ orderId: z.string(), lines: z.array(Line) }).meta({ id: 'Order', description: 'An order' });
let server: HttpServer;

beforeAll(async () => {
  server = await httpServer({
    name: 'test',
    title: 'Merchant API',
    description: 'For tests',
    version: '1.2.3',
    host: '127.0.0.1',
    port: 0,
    logger: makeLogger({ level: 'silent' }),
    metrics: makeMetrics(),
    authenticate: () => {
      throw unauthenticated('no');
    },
    codes: {
      order_already_placed: { status: 409, title: 'The order is placed already', cure: 'Read it <again>.' },
      inner: { status: 409, title: 'Of calls within', cure: 'None.' },
    },
    routes: [
      route({
        method: 'POST',
        path: '/v1/shops/{shopId}/orders',
        summary: 'Places an order',
        tags: ['orders'],
        scope: 'orders:write',
        idempotent: true,
        params: z.strictObject({ shopId: z.string() }),
        query: z.strictObject({ wait: queryInteger({ min: 0, max: 30 }).optional() }),
        headers: z.object({ 'accept-language': z.string().optional() }),
        body: z.strictObject({ lines: z.array(Line) }),
        responses: { 201: { description: 'Decided', schema: Order, headers: { 'Idempotent-Replayed': 'A repeat' } }, 202: { description: 'Waiting' } },
        problems: ['order_already_placed'],
        handle: () => ({ status: 202, body: undefined }),
      }),
      route({
        method: 'GET',
        path: '/v1/open',
        summary: 'Open',
        tags: ['open'],
        scope: 'public',
        responses: { 200: { description: 'Fine' } },
        handle: () => ({ status: 200, body: undefined }),
      }),
    ],
  });
});
afterAll(async () => server.stop());

const text = async (path: string): Promise<string> => {
  const response = await fetch(new URL(path, server.url));
  expect([path, response.status]).toEqual([path, 200]);
  return response.text();
};

describe('the OpenAPI document', () => {
  test('describes a route by the schemas that parse it, components by their ids', async () => {
    const document: unknown = JSON.parse(await text('/openapi.json'));
    expect(document).toMatchObject({
      openapi: '3.1.0',
      info: { title: 'Merchant API', version: '1.2.3' },
      paths: {
        '/v1/shops/{shopId}/orders': {
          post: {
            operationId: 'postV1ShopsShopIdOrders',
            security: [{ apiKey: [] }],
            parameters: [
              { name: 'shopId', in: 'path', required: true, schema: { type: 'string' } },
              { name: 'wait', in: 'query', required: false, schema: { type: 'integer', minimum: 0, maximum: 30 } },
              { name: 'Accept-Language', in: 'header', required: false },
              { name: 'Idempotency-Key', in: 'header', required: true },
            ],
            requestBody: {
              required: true,
              content: {
                'application/json': {
                  schema: { additionalProperties: false, properties: { lines: { items: { $ref: expect.stringMatching(/^#\/components\/schemas\/Line/) } } } },
                },
              },
            },
            responses: {
              201: {
                headers: { 'Idempotent-Replayed': { description: 'A repeat' } },
                content: { 'application/json': { schema: { $ref: '#/components/schemas/Order' } } },
              },
              400: { content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } },
              401: {},
              403: {},
              409: { description: expect.stringContaining('order_already_placed') },
              413: {},
              415: {},
              408: {},
              431: {},
              503: { headers: { 'Retry-After': { schema: { type: 'integer' } } } },
            },
          },
        },
        '/v1/open': { get: { security: [] } },
      },
      components: {
        schemas: { Order: { type: 'object', description: 'An order' }, Problem: { type: 'object' } },
        securitySchemes: { apiKey: { type: 'http', scheme: 'bearer' } },
      },
    });
  });

  test('tells what may be left out of a request as such, and what an answer always has as such', async () => {
    const { components } = JSON.parse(await text('/openapi.json')) as { components: { schemas: Record<string, { required: string[] }> } };
    expect(components.schemas['Line']?.required).toEqual(['sku']);
    expect(components.schemas['Line2']?.required).toEqual(['sku', 'quantity']);
  });

  test('leaves answers open to new fields and requests closed, and says int64 where a number may be one', async () => {
    const { components } = JSON.parse(await text('/openapi.json')) as { components: { schemas: Record<string, object> } };
    expect(components.schemas['Line']).toMatchObject({
      additionalProperties: false,
      properties: { quantity: { type: 'integer', format: 'int64', minimum: 1 } },
    });
    expect(components.schemas['Order']).not.toHaveProperty('additionalProperties');
    expect(components.schemas['Line2']).not.toHaveProperty('additionalProperties');
  });

  test.each([/^\p{L}+$/u, /^(?!a)b$/, /^(a)\1$/])('is not made with a pattern that not every language has: %s', (pattern) => {
    const body = z.strictObject({ name: z.string().regex(pattern) });
    const odd = route({ method: 'POST', path: '/odd', summary: 'Odd', tags: [], scope: 'odd', body, responses: {}, handle: () => ({}) as never });
    expect(() => openApiOf({ title: '', description: '', version: '' }, [odd], {})).toThrow('not every language');
  });

  test('leads every reference to something that is there, and needs no pattern for a number', async () => {
    const document = await text('/openapi.json');
    const { components } = JSON.parse(document) as { components: { schemas: Record<string, unknown> } };
    for (const [, name] of document.matchAll(/"\$ref":"([^"]+)"/g))
      expect(Object.keys(components.schemas).map((id) => `#/components/schemas/${id}`)).toContain(name);
    expect(document).not.toContain('"pattern":"^-?');
  });
});

describe('the docs page', () => {
  test('loads with everything that it names from this server alone', async () => {
    const response = await fetch(server.docs);
    expect(response.status).toBe(200);
    const page = await response.text();
    const assets = Array.from(page.matchAll(/(?:src|href)="([^"]+)"/g), ([, asset = '']) => asset);
    expect(assets.length).toBeGreaterThan(4);
    for (const asset of assets) {
      const url = new URL(asset, response.url);
      expect(url.origin).toBe(server.url);
      expect((await text(url.pathname)).length).toBeGreaterThan(10);
    }
    expect(page).not.toMatch(/https?:\/\/(?!www\.w3\.org)/);
    expect(response.headers.get('content-security-policy')).toMatch(/default-src 'self'/);
    // With it, a browser on another machine asks for the page's own parts over https, where nobody answers.
    expect(response.headers.get('content-security-policy')).not.toContain('upgrade-insecure-requests');
  });

  test('shows our document', async () => {
    const initializer = await text('/docs/static/swagger-initializer.js');
    expect(initializer).toContain("url: resolveUrl('./json')");
    expect(await text('/')).toContain('<a href="/docs">');
    expect(JSON.parse(await text('/docs/json'))).toEqual(JSON.parse(await text('/openapi.json')));
  });
});

describe('the page of a problem', () => {
  test("tells what the code stands for and what to do, for the edge's codes and its own", async () => {
    expect(await text('/problems/order_already_placed')).toMatch(/The order is placed already.*409.*Read it &lt;again&gt;\./);
    expect(await text('/problems/unsupported_media_type')).toContain('415');
    expect(await text('/problems')).toContain('href="/problems/order_already_placed"');
  });

  test('has a list for programs, of the codes that callers of these routes may meet', async () => {
    const { problems } = JSON.parse(await text('/problems.json')) as { problems: readonly Readonly<{ code: string }>[] };
    expect(problems).toContainEqual({ code: 'order_already_placed', status: 409, title: 'The order is placed already', cure: 'Read it <again>.' });
    const codes = problems.map(({ code }) => code);
    expect(codes).toEqual(expect.arrayContaining(['idempotency_key_reused', 'method_not_allowed', 'request_timeout']));
    expect(codes).not.toEqual(expect.arrayContaining(['inner']));
    for (const code of codes) await text(`/problems/${code}`);
  });

  test('is where a problem says that it is', async () => {
    const { type } = (await (await fetch(`${server.url}/v1/nowhere`)).json()) as { type: string };
    expect(type).toBe(`${server.url}/problems/route_not_found`);
    expect((await fetch(type)).status).toBe(200);
  });

  test.each(['nothing_such', 'constructor', '__proto__', '%3Cscript%3E'])('is not there for %s', async (code) => {
    const response = await fetch(`${server.url}/problems/${code}`);
    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
  });
});
