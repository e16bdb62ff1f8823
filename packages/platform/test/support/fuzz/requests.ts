import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { z } from 'zod';
import type { Document } from '../declared.ts';
import { brokenBytes, mutated } from './mutate.ts';
import { oddText, oddValue } from './odd.ts';
import { type Known, valid } from './schema.ts';

/** A request as bytes are sent. Headers as pairs: one may come twice. */
export type Request = Readonly<{ method: string; path: string; headers: readonly (readonly [name: string, value: string])[]; body: Buffer | undefined }>;

const Parameter = z.object({ name: z.string(), in: z.enum(['path', 'query', 'header']), required: z.boolean(), schema: z.unknown() });
const Operation = z.object({
  parameters: z.array(Parameter),
  requestBody: z.object({ content: z.record(z.string(), z.object({ schema: z.unknown() })) }).optional(),
});
type Parameter = z.infer<typeof Parameter>;

const mostly = <T>(usual: fc.Arbitrary<T>, odd: fc.Arbitrary<T>, weight = 12): fc.Arbitrary<T> =>
  fc.oneof({ weight, arbitrary: usual }, { weight: 1, arbitrary: odd });

/** Requests for every operation of a document: right ones, and ones with something wrong in path, query, headers or body. */
export function requestsOf(document: Document, apiKey: string, known: Known): fc.Arbitrary<Request> {
  const { schemas } = document.components;
  const each = Object.entries(document.paths).flatMap(([template, methods]) =>
    Object.entries(methods).map(([method, described]) => {
      const { parameters, requestBody } = Operation.parse(described);
      const schema = requestBody && Object.values(requestBody.content)[0]?.schema;
      const value = (parameter: Parameter): fc.Arbitrary<string> => valid(parameter.schema, schemas, known, parameter.name).map(String);
      return fc
        .record({
          method: mostly(fc.constant(method.toUpperCase()), fc.constantFrom('GET', 'HEAD', 'OPTIONS', 'DELETE', 'PATCH', 'PUT', 'POST', 'QUERY'), 40),
          path: pathOf(template, parameters.filter(inPlace('path')), value),
          query: queryOf(parameters.filter(inPlace('query')), value),
          headers: headersOf(apiKey, parameters.filter(inPlace('header')), value, schema !== undefined),
          body: schema === undefined ? mostly(fc.constant(undefined), bodyOf(fc.constant({})), 20) : bodyOf(valid(schema, schemas, known)),
        })
        .map(({ method: by, path, query, headers, body }): Request => ({ method: by, path: `${path}${query}`, headers, body }));
    }),
  );
  return fc.oneof({ weight: 60, arbitrary: fc.oneof(...each) }, { weight: 1, arbitrary: nowhere(apiKey) });
}

const inPlace =
  (place: Parameter['in']) =>
  (parameter: Parameter): boolean =>
    parameter.in === place;

/** Percent-encoded as far as it goes; half characters cannot be. */
const encoded = (text: string): string => encodeURIComponent(text.toWellFormed());
const oddPart = (): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 6, arbitrary: oddText().map(encoded) },
    {
      weight: 2,
      arbitrary: fc.constantFrom(
        '%',
        '%zz',
        '%ff',
        '%c0%af',
        '%00',
        '%2e%2e%2f',
        '..',
        '.',
        '%u0041',
        'a%',
        '%e3%81',
        ';a=b',
        '@',
        ':',
        '//',
        '\\',
        "'",
        '"',
        '|',
      ),
    },
    { weight: 1, arbitrary: fc.constantFrom(500, 501, 8_000, 17_000, 100_000).map((length) => 'a'.repeat(length)) },
  );

function pathOf(template: string, parameters: readonly Parameter[], value: (parameter: Parameter) => fc.Arbitrary<string>): fc.Arbitrary<string> {
  const parts = fc.record(Object.fromEntries(parameters.map((parameter) => [parameter.name, mostly(value(parameter).map(encoded), oddPart(), 8)])));
  const filled = parts.map((of) => template.replaceAll(/\{(\w+)\}/g, (_, name: string) => of[name] ?? ''));
  return mostly(
    filled,
    fc.tuple(filled, fc.constantFrom('/', '//', '/..', '%2f', '#x', '/./', '%20')).map(([path, more]) => `${path}${more}`),
    40,
  );
}

function queryOf(parameters: readonly Parameter[], value: (parameter: Parameter) => fc.Arbitrary<string>): fc.Arbitrary<string> {
  const pair = (parameter: Parameter): fc.Arbitrary<string> => mostly(value(parameter).map(encoded), oddPart(), 3).map((one) => `${parameter.name}=${one}`);
  const usual = parameters.map((parameter) => fc.option(pair(parameter), { nil: '', freq: 1 }));
  const more = fc.oneof(
    { weight: 12, arbitrary: fc.constant('') },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom('unknown', '__proto__', 'limit', 'cursor', 'limit[]', 'constructor', '', '%ff'), oddPart())
        .map(([name, one]) => `${name}=${one}`),
    },
    ...(parameters.length === 0 ? [] : [{ weight: 1, arbitrary: fc.tuple(...parameters.map(pair), ...parameters.map(pair)).map((pairs) => pairs.join('&')) }]),
  );
  return fc.tuple(more, ...usual).map((pairs) => {
    const text = pairs.filter((one) => one !== '').join('&');
    return text === '' ? '' : `?${text}`;
  });
}

/** What may stand in a header: no line ends, which would begin another. */
const oddHeader = (): fc.Arbitrary<string> => oddText().map((text) => text.replaceAll(/[\r\n]/g, ''));

type Pair = readonly [string, string];
const one = (name: string, value: fc.Arbitrary<string>): fc.Arbitrary<readonly Pair[]> => value.map((text) => [[name, text]]);
const none: fc.Arbitrary<readonly Pair[]> = fc.constant([]);

function headersOf(
  apiKey: string,
  parameters: readonly Parameter[],
  value: (parameter: Parameter) => fc.Arbitrary<string>,
  hasBody: boolean,
): fc.Arbitrary<readonly Pair[]> {
  const good = fc.constant(`Bearer ${apiKey}`);
  const bad = fc.constantFrom(
    '',
    'Bearer',
    'Bearer x',
    `Basic ${apiKey}`,
    `Bearer ${apiKey}x`,
    `bearer  ${apiKey}`,
    `Bearer ${apiKey} ${apiKey}`,
    'Bearer nrn_platform_'.padEnd(56, '0'),
  );
  const keys = fc.oneof(
    {
      weight: 12,
      arbitrary: one(
        'idempotency-key',
        fc.constant('').map(() => randomUUID()),
      ),
    },
    { weight: 3, arbitrary: one('idempotency-key', fc.constantFrom('again-1', 'again-2', 'again-3')) },
    { weight: 1, arbitrary: none },
    { weight: 1, arbitrary: one('idempotency-key', oddHeader()) },
    {
      weight: 1,
      arbitrary: fc.constant([
        ['idempotency-key', 'a'],
        ['idempotency-key', 'b'],
      ] as const),
    },
  );
  const types = fc.oneof(
    { weight: 30, arbitrary: one('content-type', fc.constant('application/json')) },
    { weight: 1, arbitrary: none },
    {
      weight: 2,
      arbitrary: one(
        'content-type',
        fc.constantFrom(
          'application/json; charset=utf-8',
          'application/json; charset=utf-16',
          'text/plain',
          'application/xml',
          'multipart/form-data',
          'application/json;;',
          'a',
          '',
          'application/x-www-form-urlencoded',
          '\u00ff/\u00ff',
        ),
      ),
    },
  );
  const described = parameters
    .filter(({ name }) => name !== 'Idempotency-Key')
    .map((parameter) =>
      fc.oneof(
        { weight: 6, arbitrary: none },
        { weight: 2, arbitrary: one(parameter.name, value(parameter).map(plain)) },
        { weight: 1, arbitrary: one(parameter.name, oddHeader()) },
      ),
    );
  const rare = fc.oneof(
    { weight: 30, arbitrary: none },
    {
      weight: 1,
      arbitrary: fc
        .tuple(
          fc.constantFrom(
            'traceparent',
            'x-correlation-id',
            'x-request-id',
            'if-none-match',
            'accept',
            'prefer',
            'content-encoding',
            'x-http-method-override',
            'noren-identity',
            'cookie',
            'range',
          ),
          fc.oneof(oddHeader(), fc.constantFrom('gzip', '*', 'DELETE', '"a", W/"b"', 'wait=99999', 'noren.events/0=1')),
        )
        .map(([name, text]) => [[name, text]] as const),
    },
    { weight: 1, arbitrary: fc.constantFrom(5_000, 12_000, 15_000, 20_000, 200_000).map((length) => [['x-long', 'a'.repeat(length)]] as const) },
  );
  return fc
    .tuple(mostly(one('authorization', good), fc.oneof(none, one('authorization', bad)), 25), hasBody ? types : none, keys, rare, ...described)
    .map((parts) => parts.flat());
}

const plain = (text: string): string => text.replaceAll(/[\r\n]/g, '');

function bodyOf(value: fc.Arbitrary<unknown>): fc.Arbitrary<Buffer | undefined> {
  const json = (of: fc.Arbitrary<unknown>): fc.Arbitrary<Buffer> => of.map((it) => Buffer.from(JSON.stringify(it) ?? ''));
  return fc.oneof(
    { weight: 30, arbitrary: json(value) },
    { weight: 20, arbitrary: json(mutated(value)) },
    { weight: 6, arbitrary: brokenBytes(value) },
    { weight: 3, arbitrary: json(oddValue()) },
    { weight: 2, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.constantFrom(300_000, 1_100_000).map((length) => Buffer.from(`{"shopId":"${'a'.repeat(length)}"}`)) },
  );
}

/** Addresses that there are not. */
const nowhere = (apiKey: string): fc.Arbitrary<Request> =>
  fc
    .tuple(
      fc.constantFrom('GET', 'POST', 'DELETE'),
      fc.oneof(
        fc.constantFrom(
          '/',
          '//',
          '/v1',
          '/v1/',
          '/v2/orders',
          '/v1/orders',
          '/..',
          '/v1/../openapi.json',
          '/%2e%2e/',
          '/problems/__proto__',
          '/problems/x',
          '/docs/../../package.json',
          '/docs/static/%2e%2e%2f%2e%2e%2fpackage.json',
          '*',
          'http://elsewhere/v1/shops',
        ),
        oddPart().map((part) => `/${part}`),
      ),
    )
    .map(([method, path]) => ({ method, path, headers: [['authorization', `Bearer ${apiKey}`]], body: undefined }));
