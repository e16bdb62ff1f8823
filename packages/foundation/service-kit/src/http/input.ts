import type { IncomingHttpHeaders } from 'node:http';
import { linesIn } from '../bad-lines.ts';
import { type FieldError, InvalidRequest } from '../refusals.ts';
import { edgeRefusal } from './problem.ts';

/** A request as it came, before anything of it is believed. */
export type RawInput = Readonly<{ url: string; params: unknown; headers: IncomingHttpHeaders; body: unknown; address: string; unknownProxy: boolean }>;

/** Whether there is a query at all: most requests without a schema for one have none, and need no parsing. */
export const hasQuery = (url: string): boolean => url.includes('?');

/** The query as names and values. Each name once; percent-encoding must be UTF-8. */
export function queryOf(url: string): Readonly<Record<string, string>> {
  const mark = url.indexOf('?');
  if (mark === -1 || mark === url.length - 1) return {};
  const values = new Map<string, string>();
  for (const pair of url.slice(mark + 1).split('&')) {
    if (pair === '') continue;
    const equals = pair.indexOf('=');
    const name = decoded(equals === -1 ? pair : pair.slice(0, equals));
    if (values.has(name)) throw new InvalidRequest([{ field: name, message: 'is given more than once' }]);
    values.set(name, equals === -1 ? '' : decoded(pair.slice(equals + 1)));
  }
  return Object.fromEntries(values);
}

function decoded(text: string): string {
  let plain: string;
  try {
    plain = decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw edgeRefusal('malformed_url', 'The query is not percent-encoded UTF-8');
  }
  if (plain.includes('\0')) throw edgeRefusal('malformed_url', 'The query contains a NUL character');
  return plain;
}

/** Path parameters, decoded by the router. */
export function paramsOf(params: unknown): unknown {
  if (typeof params === 'object' && params !== null && Object.values(params).some((value) => typeof value === 'string' && value.includes('\0')))
    throw edgeRefusal('malformed_url', 'The path contains a NUL character');
  return params;
}

/** The body's value: JSON, its bytes (none, perhaps) where the call takes bytes, or its text where it takes another media type; undefined where there is none. */
export function bodyOf({ body, headers }: RawInput, mediaType: string, check = demandSound): unknown {
  if (!Buffer.isBuffer(body) || body.length === 0) return mediaType === BYTES_TYPE ? new Uint8Array() : undefined;
  if (!isOfType(headers['content-type'], mediaType) || (headers['content-encoding'] ?? 'identity') !== 'identity')
    throw edgeRefusal('unsupported_media_type', `This call takes ${mediaType}, in UTF-8 and not compressed`);
  if (mediaType === BYTES_TYPE) return body;
  const text = utf8(body);
  return mediaType === JSON_TYPE || mediaType === MERGE_PATCH_TYPE ? json(text, check) : text;
}

export const JSON_TYPE = 'application/json';
/** RFC 7396: fields that are not named stay, null clears. Under the name of JSON it is taken too. */
export const MERGE_PATCH_TYPE = 'application/merge-patch+json';
/** A file as it stands. */
export const BYTES_TYPE = 'application/octet-stream';

function isOfType(contentType: string | undefined, wanted: string): boolean {
  const [type = '', ...parameters] = (contentType ?? '').toLowerCase().split(';');
  const isWanted = type.trim() === wanted || (wanted === MERGE_PATCH_TYPE && type.trim() === JSON_TYPE);
  return isWanted && parameters.every((parameter) => /^ *(charset="?utf-8"?)? *$/.test(parameter));
}

const strictly = new TextDecoder('utf-8', { fatal: true });

function utf8(bytes: Buffer): string {
  try {
    return strictly.decode(bytes);
  } catch {
    throw edgeRefusal('malformed_json', 'The body is not UTF-8');
  }
}

function json(text: string, check: (value: unknown) => void): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw edgeRefusal('malformed_json', 'The body is not JSON');
  }
  // Only an escape can bring a NUL or half a surrogate pair into well-formed UTF-8, or hide a key, so most bodies need no walk.
  if (/__proto__|\\u(00|d[89a-f])/i.test(text)) check(value);
  return value;
}

/** Throws for what no store keeps as it is: by its place, where it has one. */
function demandSound(value: unknown): void {
  if (!isStorable(value)) throw edgeRefusal('malformed_json', 'The body contains a NUL character or half a surrogate pair');
  const lost = placeOfProto(value);
  if (lost !== undefined) throw new InvalidRequest([{ field: lost, message: NO_NAME }]);
}

/** The same of a body of many lines: what is wrong in a line costs its line, and is told by its place. */
export function unsoundLines(value: unknown): ReadonlyMap<number, FieldError> {
  const lines = linesIn(value);
  if (!lines) return (demandSound(value), new Map());
  demandSound({ ...Object(value), lines: [] });
  return new Map(
    lines.flatMap((line, at): readonly [number, FieldError][] => {
      if (!isStorable(line)) return [[at, { field: placeOfUnstorable(line), message: NOT_TEXT }]];
      const lost = placeOfProto(line);
      return lost === undefined ? [] : [[at, { field: lost, message: NO_NAME }]];
    }),
  );
}

/** Such a key would be lost on the way into any object, so it is refused by its place rather than dropped. */
const NO_NAME = 'is not a name that a field can have';
const NOT_TEXT = 'must not contain a NUL character or half a surrogate pair';

/** The field of a line that holds it, as a path with dots; empty where it is a name, or the line itself. No field of a line lies deeper than three names. */
function placeOfUnstorable(line: unknown): string {
  const path: string[] = [];
  for (let inner = line; path.length < 3;) {
    const found = Object.entries(Object(inner)).find(([name, value]) => typeof inner === 'object' && isStorable(name) && !isStorable(value));
    if (!found) break;
    path.push(found[0]);
    inner = found[1];
  }
  return path.join('.');
}

/** Where a key `__proto__` stands, as a path with dots. */
function placeOfProto(value: unknown): string | undefined {
  const left: (readonly [string, unknown])[] = [['', value]];
  for (let next = left.pop(); next; next = left.pop()) {
    const [at, inner] = next;
    if (typeof inner !== 'object' || inner === null) continue;
    if (Object.hasOwn(inner, '__proto__')) return `${at}__proto__`;
    for (const [name, further] of Object.entries(inner)) if (typeof further === 'object') left.push([`${at}${name}.`, further]);
  }
  return undefined;
}

/** Walks without recursion: a body may be nested a hundred thousand deep. */
function isStorable(value: unknown): boolean {
  const left: unknown[] = [value];
  while (left.length > 0) {
    const next = left.pop();
    if (typeof next === 'string' && (!next.isWellFormed() || next.includes('\0'))) return false;
    if (typeof next === 'object' && next !== null) for (const [name, inner] of Object.entries(next)) left.push(name, inner);
  }
  return true;
}
