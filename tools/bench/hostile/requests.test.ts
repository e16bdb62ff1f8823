import { expect, it } from 'vitest';
import { everyRoute } from './requests.ts';

const door = { name: 'door', url: 'http://127.0.0.1:1', headers: { authorization: 'Bearer key' } };
const query = [
  { name: 'limit', in: 'query', schema: { type: 'integer', maximum: 200 } },
  { name: 'from', in: 'query', schema: { type: 'string', format: 'date-time' } },
];
const document = {
  paths: {
    '/shops/{shopId}': { get: { parameters: query }, put: { requestBody: { content: { 'application/json': {} } } } },
    '/things/{thingId}': { delete: {} },
  },
};

it('every route of a document is attacked, by its query, and by bodies that are deep, wide and long', () => {
  const attacks = everyRoute(door, document, { shopId: 'shp_1' });
  expect(attacks.map(({ name }) => name)).toEqual([
    'door GET /shops/{shopId}',
    ...['nested', 'wide', 'many lines'].map((what) => `door PUT /shops/{shopId}, ${what}`),
    'door DELETE /things/{thingId}',
  ]);
  const [get, nested, wide, long] = attacks.map(({ request }) => request());
  expect(get).toMatchObject({ url: 'http://127.0.0.1:1/shops/shp_1?limit=200&from=0001-01-01T00%3A00%3A00Z', headers: door.headers });
  for (const one of [nested, wide, long])
    expect([one?.method, String(one?.body).length > 200_000, String(one?.body).length < 256 * 1_024]).toEqual(['PUT', true, true]);
});
