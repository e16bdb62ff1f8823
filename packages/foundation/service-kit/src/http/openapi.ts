import { z } from 'zod';
import type { EDGE_CODES, ProblemCodes } from './codes.ts';
import { versionTag } from './if-match.ts';
import { JSON_TYPE, MERGE_PATCH_TYPE } from './input.ts';
import { looseObjects, schemaCollector, type JsonSchema, type SchemaCollector } from './json-schema.ts';
import { PUBLIC, type ResponseSpec, type Route } from './route.ts';

type ApiInfo = Readonly<{ title: string; description: string; version: string }>;

/** OpenAPI 3.1 of the routes, made from the very schemas that parse their requests. Throws for a schema that would take unknown fields. */
export function openApiOf(info: ApiInfo, routes: readonly Route[], codes: ProblemCodes, scopes: Readonly<Record<string, string>> = {}): JsonSchema {
  const schemas = schemaCollector();
  schemas.of(ProblemSchema, 'output');
  const paths: Record<string, Record<string, JsonSchema>> = {};
  for (const route of routes) paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operation(route, schemas, codes) };
  return {
    openapi: '3.1.0',
    info,
    servers: [{ url: '/' }],
    tags: [...new Set(routes.flatMap(({ tags }) => tags))].map((name) => ({ name })),
    paths,
    components: {
      schemas: schemas.components,
      securitySchemes: { apiKey: { type: 'http', scheme: 'bearer', description: keyDescription(scopes) } },
    },
  };
}

/** The operations say by `x-scope` which of the scopes they take. */
const keyDescription = (scopes: Readonly<Record<string, string>>): string =>
  [
    'An API key: `Authorization: Bearer nrn_…`',
    ...Object.entries(scopes).map(
      ([scope, meaning], at) => `${at === 0 ? 'It does what it was made for (`x-scope` of each operation):\n\n' : ''}- \`${scope}\`: ${meaning}`,
    ),
  ].join('\n');

const ProblemSchema = z
  .strictObject({
    type: z.string().describe('Address of the page about this code'),
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

function operation(route: Route, schemas: SchemaCollector, codes: ProblemCodes): JsonSchema {
  const { method, path, summary, description, tags, scope } = route;
  const inPath = parameters(route, 'path', schemas);
  demandParameters(`${method} ${path}`, path, inPath);
  const open = scope === PUBLIC;
  return {
    operationId: `${method.toLowerCase()}${path.replaceAll(/[^A-Za-z0-9]+(.)?/g, (_, letter: string | undefined) => letter?.toUpperCase() ?? '')}`,
    summary,
    ...(description === undefined ? {} : { description }),
    tags,
    security: open ? [] : [{ apiKey: [] }],
    'x-scope': scope,
    parameters: [
      ...parameters(route, 'path', schemas),
      ...parameters(route, 'query', schemas),
      ...parameters(route, 'header', schemas),
      ...keyParameter(route),
      ...ifMatchParameter(route),
    ],
    ...requestBody(route, schemas),
    responses: { ...problems(route, codes), ...answers(route.responses, schemas) },
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
    return { name, in: place, required: place === 'path' || required.includes(name), ...(description === undefined ? {} : { description }), schema: plain };
  });
}

const keyParameter = ({ idempotent }: Route): readonly JsonSchema[] =>
  idempotent
    ? [
        {
          name: 'Idempotency-Key',
          in: 'header',
          required: true,
          description: 'A key of your own making. A repeat with the same key and request gets the first answer.',
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

const answers = (responses: Readonly<Record<number, ResponseSpec>>, schemas: SchemaCollector): JsonSchema =>
  Object.fromEntries(
    Object.entries(responses).map(([status, { description, schema, contentType = JSON_TYPE, headers = {} }]) => [
      status,
      {
        description,
        headers: Object.fromEntries(Object.entries(headers).map(([name, meaning]) => [name, { description: meaning, schema: { type: 'string' } }])),
        ...(schema ? { content: { [contentType]: { schema: schemas.of(schema, 'output') } } } : {}),
      },
    ]),
  );

/** Every problem that the route may answer, by status; several codes of one status share its entry. */
function problems(route: Route, codes: ProblemCodes): JsonSchema {
  const byStatus = Map.groupBy(new Set([...edgeCodesOf(route), ...(route.problems ?? [])]), (code) => codes[code]?.status ?? 422);
  return Object.fromEntries(
    Array.from(byStatus, ([status, of]) => [
      status,
      {
        description: of.map((code) => `\`${code}\`: ${codes[code]?.title ?? code}`).join('\n\n'),
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ]),
  );
}

function edgeCodesOf({ scope, body, idempotent, ifMatch, params }: Route): readonly (keyof typeof EDGE_CODES)[] {
  return [
    'invalid_request',
    'malformed_url',
    ...(scope === PUBLIC ? [] : (['unauthenticated', 'scope_forbidden'] as const)),
    ...(params ? (['url_too_long'] as const) : []),
    ...(body ? (['malformed_json', 'request_too_large', 'unsupported_media_type'] as const) : []),
    ...(idempotent ? (['idempotency_key_required', 'idempotency_key_invalid'] as const) : []),
    ...(ifMatch ? (['version_conflict'] as const) : []),
    'internal',
    'unavailable',
  ];
}
