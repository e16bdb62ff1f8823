import { Refusal } from '@noren/kernel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { makeLogger } from '../logger.ts';
import { makeMetrics } from '../metrics.ts';
import { ConflictWith } from '../refusals.ts';
import { expectedVersionOf, tagged, VERSION_TAG, versionTag } from './if-match.ts';
import { PUBLIC, route } from './route.ts';
import { httpServer, type HttpServer } from './server.ts';

describe('If-Match', () => {
  it.each([
    [undefined, undefined],
    ['*', undefined],
    [' * ', undefined],
    ['"7"', 7],
    ['"7.3"', 7],
    ['"7.a-b_c"', 7],
    ['"9007199254740991"', 9_007_199_254_740_991],
    [versionTag(12), 12],
    [versionTag(12, 'kQ'), 12],
  ])('that says %s expects version %s', (header, version) => expect(expectedVersionOf(header)).toBe(version));

  it.each(['W/"7"', '""', '"0"', '"07"', '"-7"', '"7-3"', '"7e2"', '"9007199254740992"', '"99999999999999999999"', '"kQ3fT9_0aZ"', '"*"', '"ü"', '"7,8"'])(
    'that says %s matches nothing',
    (header) => expect(() => expectedVersionOf(header)).toThrow(expect.objectContaining({ code: 'version_conflict', kind: 'conflict', field: 'If-Match' })),
  );

  it.each(['', '7', "'7'", '"7', 'w/"7"', '"7", "8"', '"7",', '*, "7"', '"7"8"', '"7 8"'])('that says %s is not one tag', (header) =>
    expect(() => expectedVersionOf(header)).toThrow(
      expect.objectContaining({ code: 'invalid_request', field: 'If-Match', message: expect.stringContaining('"7"') }),
    ),
  );
});

it('what has no version yet has no tag', () => expect([tagged(0), tagged(7)]).toEqual([{}, { etag: '"7"' }]));

describe('a route that takes If-Match', () => {
  let server: HttpServer;
  let version = 1;
  beforeAll(async () => {
    server = await httpServer({
      ...{ name: 'test', title: 'Test', description: 'For tests', version: '1.0.0', host: '127.0.0.1', port: 0, checkAnswers: true },
      ...{ logger: makeLogger({ level: 'silent' }), metrics: makeMetrics() },
      authenticate: () => ({ identity: { subject: 'platform:a', merchants: [], roles: [] }, scopes: '*' }),
      routes: [
        route({
          ...{ method: 'PUT', path: '/things/{thingId}', summary: 'Changes a thing', tags: ['things'], scope: PUBLIC, ifMatch: true },
          params: z.strictObject({ thingId: z.string() }),
          body: z.strictObject({ name: z.string() }),
          responses: { 200: { description: 'It is changed', schema: z.strictObject({ version: z.int() }), headers: VERSION_TAG } },
          handle({ params: { thingId }, expectedVersion }) {
            if (thingId !== 'there') throw new Refusal('not_found', 'not_found', 'no such thing');
            if (expectedVersion !== undefined && expectedVersion !== version)
              throw new ConflictWith({ code: 'version_conflict', message: 'It has changed' }, { version });
            version += 1;
            return { status: 200, body: { version }, headers: tagged(version) };
          },
        }),
        route({
          ...{ method: 'POST', path: '/things', summary: 'Makes a thing', tags: ['things'], scope: PUBLIC },
          responses: { 204: { description: 'It is made' } },
          handle: ({ expectedVersion }) => {
            // The compiler knows that it can be nothing else.
            const none: undefined = expectedVersion;
            return { status: 204, body: none };
          },
        }),
      ],
    });
  });
  afterAll(async () => server.stop());

  const put = (header: string | undefined, of: Readonly<{ thingId?: string; body?: object }> = {}) =>
    fetch(`${server.url}/things/${of.thingId ?? 'there'}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json', ...(header === undefined ? {} : { 'if-match': header }) },
      body: JSON.stringify(of.body ?? { name: 'x' }),
    });

  it('changes what is as expected, answers its next tag, and leaves what has changed as it is: 412', async () => {
    const first = await put('"1"');
    expect([first.status, first.headers.get('etag')]).toEqual([200, '"2"']);
    const late = await put('"1"');
    expect([late.status, await late.json()]).toMatchObject([
      412,
      { code: 'version_conflict', type: `${server.url}/problems/version_conflict`, now: { version: 2 } },
    ]);
    for (const header of ['"2"', undefined, '*']) expect((await put(header)).status).toBe(200);
    expect(version).toBe(5);
  });

  it('answers what is wrong with the request before what has become of the thing', async () => {
    const answers = [await put('7'), await put('W/"4"', { body: {} }), await put('W/"4"'), await put('"1"', { thingId: 'gone' })];
    expect(await Promise.all(answers.map(async (answer) => [answer.status, Reflect.get(Object(await answer.json()), 'errors')]))).toMatchObject([
      [400, [{ field: 'If-Match' }]],
      [400, [{ field: 'name' }]],
      [412, [{ field: 'If-Match' }]],
      [404, []],
    ]);
    expect(version).toBe(5);
  });

  it('says so in the document; a route that does not, says nothing of it', async () => {
    const { paths } = z.object({ paths: z.looseObject({}) }).parse(await (await fetch(server.openapi)).json());
    expect(paths).toMatchObject({
      '/things/{thingId}': {
        put: {
          parameters: [{ name: 'thingId' }, { name: 'If-Match', in: 'header', required: false }],
          responses: { 200: { headers: { ETag: {} } }, 412: { description: expect.stringContaining('version_conflict') } },
        },
      },
    });
    expect(JSON.stringify(paths['/things'])).not.toMatch(/If-Match|412/);
  });
});
