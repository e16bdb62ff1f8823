import { z } from 'zod';
import type { ProblemCodes } from './codes.ts';
import { type Credentials, schemesOf } from './credentials.ts';
import { codesOf, HEADERS_OF } from './documented.ts';
import { versionTag } from './if-match.ts';
import { JSON_TYPE, MERGE_PATCH_TYPE } from './input.ts';
import { looseObjects, schemaCollector, type JsonSchema, type SchemaCollector } from './json-schema.ts';
import { PUBLIC, type Route } from './route.ts';

type ApiInfo = Readonly<{ title: string; description: string; version: string }>;

/** OpenAPI 3.1 of the routes, made from the very schemas that parse their requests. Throws for a schema that would take unknown fields. */
export function openApiOf(
  info: ApiInfo,
  routes: readonly Route[],
  codes: ProblemCodes,
  credentials: Credentials = 'key',
  scopes: Readonly<Record<string, string>> = {},
): JsonSchema {
  const schemas = schemaCollector();
  schemas.of(ProblemSchema, 'output');
  const paths: Record<string, Record<string, JsonSchema>> = {};
  for (const route of routes) paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operation(route, schemas, codes, credentials) };
  return {
    openapi: '3.1.0',
    info: { ...info, ...ABOUT_US, description: `${info.description}\n\n${ABOUT_ANSWERS}` },
    servers: [{ url: '/' }],
    tags: [...new Set(routes.flatMap(({ tags }) => tags))].map((name) => ({ name })),
    paths,
    components: {
      schemas: schemas.components,
      securitySchemes: schemesOf(credentials, scopes),
    },
  };
}

const ABOUT_US = { contact: { name: 'Noren' }, license: { name: 'Proprietary', identifier: 'LicenseRef-Proprietary' } };
const ABOUT_ANSWERS =
  'Answers get new fields, and words such as the code of a problem new values, without a new version: pass over what you do not know. Requests are strict: a field ' +
  'that a call does not know is refused. Every code that a request may be declined with is at `/problems`, and for programs at `/problems.json`. A method that an address does not take is answered 405 with `Allow`. Repeat what was answered 429 or 503 after `Retry-After`, and ' +
  'what was not answered at all, with the same Idempotency-Key.';

const ProblemSchema = z
  .strictObject({
    type: z.string().describe('Address of the page about this code, on this server; programs go by `code`'),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    instance: z.string(),
    code: z.string().describe('Stable; for programs'),
    requestId: z.string(),
    errors: z.array(z.strictObject({ field: z.string().describe('The field at fault, as a path with dots'), message: z.string() })),
    now: z.unknown().optional().describe('With some conflicts: the thing as it is now'),
  })
  .meta({ id: 'Problem', description: 'What went wrong (RFC 9457)' });

function operation(route: Route, schemas: SchemaCollector, codes: ProblemCodes, credentials: Credentials): JsonSchema {
  const { method, path, summary, description = `${summary}.`, tags, scope } = route;
  const inPath = parameters(route, 'path', schemas);
  demandParameters(`${method} ${path}`, path, inPath);
  const open = scope === PUBLIC;
  return {
    operationId: `${method.toLowerCase()}${path.replaceAll(/[^A-Za-z0-9]+(.)?/g, (_, letter: string | undefined) => letter?.toUpperCase() ?? '')}`,
    summary,
    description,
    tags,
    security: open ? [] : Object.keys(schemesOf(credentials, {})).map((name) => ({ [name]: [] })),
    'x-scope': scope,
    parameters: [
      ...parameters(route, 'path', schemas),
      ...parameters(route, 'query', schemas),
      ...parameters(route, 'header', schemas),
      ...keyParameter(route),
      ...ifMatchParameter(route),
      ...ifNoneMatchParameter(route),
    ],
    ...requestBody(route, schemas),
    responses: { ...problems(route, codes), ...answers(route, schemas) },
  };
}

function parameters(route: Route, place: 'path' | 'query' | 'header', schemas: SchemaCollector): readonly JsonSchema[] {
  const schema = { path: route.params, query: route.query, header: route.headers }[place];
  if (!schema) return [];
  const whole = resolved(schemas.of(schema, 'input'), schemas);
  if (place !== 'header') demandStrict(whole, `${route.method} ${route.path}`, place);
  const required = Array.isArray(whole['required']) ? whole['required'] : [];
  return Object.entries(Object(whole['properties'])).map(([name, of]) => {
    const { description, ...plain }: Record<string, unknown> = Object(of);
    return {
      name: place === 'header' ? headerName(name) : name,
      in: place,
      required: place === 'path' || required.includes(name),
      ...(description === undefined ? {} : { description }),
      ...(plain['type'] === 'array' ? { style: 'form', explode: false } : {}),
      schema: plain,
    };
  });
}

/** `noren-position` as people write it. */
const headerName = (name: string): string => name.replaceAll(/(^|-)[a-z]/g, (start) => start.toUpperCase());

const keyParameter = ({ idempotent }: Route): readonly JsonSchema[] =>
  idempotent
    ? [
        {
          name: 'Idempotency-Key',
          in: 'header',
          required: idempotent === true,
          description:
            'A key of your own making, such as a UUID, for this one request: a repeat of it gets the first answer, marked `Idempotent-Replayed: true`. A key that was used for another call, or with another body, is refused as `idempotency_key_reused`. Keys are kept for 31 days.',
          schema: { type: 'string', minLength: 1, maxLength: 255, pattern: '^[\\x21-\\x7e]+$' },
        },
      ]
    : [];

const ifMatchParameter = ({ ifMatch }: Route): readonly JsonSchema[] =>
  ifMatch
    ? [
        {
          name: 'If-Match',
          in: 'header',
          required: false,
          description:
            'The ETag with which the thing was read: what has changed since is left as it is and answered `version_conflict`. Without it, or with `*`, any version will do.',
          schema: { type: 'string', pattern: String.raw`^("[1-9][0-9]{0,14}(\.[!#-~]*)?"|\*)$`, examples: [versionTag(7)] },
        },
      ]
    : [];

const ifNoneMatchParameter = ({ ifNoneMatch }: Route): readonly JsonSchema[] =>
  ifNoneMatch
    ? [
        {
          name: 'If-None-Match',
          in: 'header',
          required: false,
          description: 'The ETag of the answer that you have, or several with commas: 304 without a body where it is still the answer.',
          schema: { type: 'string' },
        },
      ]
    : [];

/** A merge patch is taken under the name of JSON too. */
const mediaTypesOf = ({ accepts = JSON_TYPE }: Route): readonly string[] => (accepts === MERGE_PATCH_TYPE ? [MERGE_PATCH_TYPE, JSON_TYPE] : [accepts]);

function requestBody(route: Route, schemas: SchemaCollector): JsonSchema {
  if (!route.body) return {};
  const schema = schemas.of(route.body, 'input');
  demandStrict(resolved(schema, schemas), `${route.method} ${route.path}`, 'body');
  return {
    requestBody: { required: !route.body.safeParse(undefined).success, content: Object.fromEntries(mediaTypesOf(route).map((type) => [type, { schema }])) },
  };
}

/** A field that is misspelt must be refused, not passed over; so no schema of a request may take fields that it does not know. */
function demandStrict(schema: JsonSchema, route: string, place: string): void {
  const [loose] = looseObjects(schema);
  if (loose !== undefined) throw new Error(`${route}: the schema of its ${place} takes unknown fields at ${loose || 'its top'}; use z.strictObject`);
}

/** The parameters in the path and those that are parsed are the same. */
function demandParameters(route: string, path: string, parsed: readonly JsonSchema[]): void {
  const named = Array.from(path.matchAll(/\{(\w+)\}/g), ([, name]) => name).sort();
  const known = parsed.map(({ name }) => name).sort();
  if (JSON.stringify(named) !== JSON.stringify(known))
    throw new Error(`${route}: its path names ${named.join(', ') || 'nothing'}, its params schema ${known.join(', ') || 'nothing'}`);
}

/** A reference with all that it leads to put in its place; recursion ends at the second meeting. */
function resolved(schema: JsonSchema, { components }: SchemaCollector, seen: readonly string[] = []): JsonSchema {
  const ref = schema['$ref'];
  const name = typeof ref === 'string' ? ref.replace('#/components/schemas/', '') : undefined;
  const target = name === undefined ? schema : (components[name] ?? {});
  if (name !== undefined && seen.includes(name)) return {};
  const inner = name === undefined ? seen : [...seen, name];
  const at = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(at);
    return typeof value === 'object' && value !== null ? resolved(Object.fromEntries(Object.entries(value)), { components, of: () => ({}) }, inner) : value;
  };
  return Object.fromEntries(Object.entries(target).map(([key, value]) => [key, at(value)]));
}

/** What every answer to a known caller says of its quota (draft-ietf-httpapi-ratelimit-headers). */
const QUOTA_HEADERS = {
  'RateLimit-Policy': 'What the caller may ask: `"key";q=1000;w=10` are 1,000 requests in 10 s',
  RateLimit: 'What is left of it: `"key";r=998;t=1` are 998 requests, and all of them again in 1 s',
};

const headersOf = (headers: Readonly<Record<string, string>>): JsonSchema =>
  Object.fromEntries(Object.entries(headers).map(([name, meaning]) => [name, { description: meaning, schema: { type: 'string' } }]));

const answers = ({ responses, scope }: Route, schemas: SchemaCollector): JsonSchema =>
  Object.fromEntries(
    Object.entries(responses).map(([status, { description, schema, contentType, headers = {} }]) => [
      status,
      {
        description,
        headers: headersOf({ ...(scope === PUBLIC ? {} : QUOTA_HEADERS), ...headers }),
        ...contentOf(contentType, schema && schemas.of(schema, 'output')),
      },
    ]),
  );

/** Text of a media type of its own needs no schema. */
function contentOf(contentType: string | undefined, schema: JsonSchema | undefined): JsonSchema {
  const [mediaType = ''] = (contentType ?? JSON_TYPE).split(';');
  return schema || contentType !== undefined ? { content: { [mediaType]: { schema: schema ?? { type: 'string' } } } } : {};
}

/** Every problem that the route may answer, by status; several codes of one status share its entry. */
function problems(route: Route, codes: ProblemCodes): JsonSchema {
  const byStatus = Map.groupBy(codesOf(route), (code) => codes[code]?.status ?? 422);
  return Object.fromEntries(
    Array.from(byStatus, ([status, of]) => [
      status,
      {
        description: of.map((code) => `\`${code}\`: ${codes[code]?.title ?? code}`).join('\n\n'),
        headers: { ...HEADERS_OF[status], ...(status === 429 ? headersOf(QUOTA_HEADERS) : {}) },
        'x-codes': of,
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ]),
  );
}
