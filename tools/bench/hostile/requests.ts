import { randomUUID } from 'node:crypto';

/** A request as it is sent, made anew each time: no two have the same Idempotency-Key. */
type Request = Readonly<{ method: string; url: string; headers: Readonly<Record<string, string>>; body?: string | Uint8Array<ArrayBuffer> }>;
/** One way to make a call cost as much as it can. */
export type Attack = Readonly<{ name: string; request(): Request }>;

/** A door with whatever opens it. */
export type Door = Readonly<{ name: string; url: string; headers: Readonly<Record<string, string>> }>;

type Schema = Readonly<{ type?: unknown; format?: string; maximum?: number }>;
type Parameter = Readonly<{ name: string; in: string; schema?: Schema }>;
type Operation = Readonly<{ parameters?: readonly Parameter[]; requestBody?: Readonly<{ content: Readonly<Record<string, unknown>> }> }>;
/** As much of an OpenAPI document as is attacked. */
export type Document = Readonly<{ paths: Readonly<Record<string, Readonly<Record<string, Operation>>>> }>;

/** What bodies have room for, just. */
const BODY_BYTES = 250_000;
const NESTED = '['.repeat(BODY_BYTES);
const manyOf = (field: string): string => `{${JSON.stringify(field)}:[${'{},'.repeat(BODY_BYTES / 3)}{}]}`;
const wide = (): string => `{${Array.from({ length: 20_000 }, (_, at) => `"f${at}":1`).join(',')}}`;

/** What stands for a value in an address: the largest that there is, or one that makes a search and a pattern work hard. */
function hard({ name, schema = {} }: Parameter): string {
  if (schema.format === 'date-time') return /from|after|since/i.test(name) ? '0001-01-01T00:00:00Z' : '9999-12-31T00:00:00Z';
  if (schema.format === 'date') return '9999-12-01';
  if (schema.type === 'integer') return String(schema.maximum ?? 1_000_000);
  return `${'%_\\*(a+)+ ŝ '.repeat(10)}${'a'.repeat(100)}`;
}

/** For every route of a document: with the hardest query, and with bodies that are deep, long and wide. `known`: values of path parameters. */
export function everyRoute(door: Door, { paths }: Document, known: Readonly<Record<string, string>>): readonly Attack[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, { parameters = [], requestBody }]) => {
      const query = parameters.filter((one) => one.in === 'query').map((one) => `${one.name}=${encodeURIComponent(hard(one))}`);
      const at = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(known[name] ?? 'x'.repeat(60)));
      const url = `${door.url}${at}${query.length > 0 ? `?${query.join('&')}` : ''}`;
      const of = (what: string, type?: string, body?: string): Attack => ({
        name: `${door.name} ${method.toUpperCase()} ${path}${what === '' ? '' : `, ${what}`}`,
        request: () => ({
          ...{ method: method.toUpperCase(), url },
          headers: { ...door.headers, 'idempotency-key': randomUUID(), ...(type === undefined ? {} : { 'content-type': type }) },
          ...(body === undefined ? {} : { body }),
        }),
      });
      const [type] = Object.keys(requestBody?.content ?? {});
      if (type === undefined) return [of('')];
      return [of('nested', type, NESTED), of('wide', type, wide()), of('many lines', type, manyOf('lines'))];
    }),
  );
}
