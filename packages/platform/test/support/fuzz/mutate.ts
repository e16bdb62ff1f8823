import fc from 'fast-check';
import { oddValue } from './odd.ts';

type Path = readonly (string | number)[];

/** A value with something wrong in it: a part replaced, left out, doubled, or a field too many. */
export function mutated(value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc
    .tuple(value, fc.array(fc.tuple(fc.nat(), fc.constantFrom('replace', 'remove', 'add', 'double'), oddValue(), oddName()), { minLength: 1, maxLength: 3 }))
    .map(([whole, changes]) =>
      changes.reduce((before: unknown, [at, how, odd, name]) => {
        const places = placesOf(before);
        const place = places[at % places.length] ?? [];
        return changed(before, place, (part) => applied(part, how, odd, name));
      }, whole),
    );
}

const oddName = (): fc.Arbitrary<string> =>
  fc.constantFrom('unknown', '__proto__', 'constructor', 'toString', '', 'shopId', 'SKU', 'lines', '\u202e', 'a'.repeat(5_000));

const REMOVED = Symbol('removed');

function applied(part: unknown, how: string, odd: unknown, name: string): unknown {
  if (how === 'remove') return REMOVED;
  if (how === 'double' && Array.isArray(part)) return [...part, ...part];
  if (how === 'add' && typeof part === 'object' && part !== null && !Array.isArray(part)) return with_(part, name, odd);
  return odd;
}

/** An own property, whatever its name. */
function with_(of: object, name: string, value: unknown): object {
  const copy = { ...of };
  Object.defineProperty(copy, name, { value, enumerable: true, configurable: true, writable: true });
  return copy;
}

function placesOf(value: unknown, at: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null || at.length > 8) return [at];
  return [
    at,
    ...Object.entries(value)
      .slice(0, 20)
      .flatMap(([key, inner]) => placesOf(inner, [...at, Array.isArray(value) ? Number(key) : key])),
  ];
}

function changed(value: unknown, [first, ...rest]: Path, change: (part: unknown) => unknown): unknown {
  if (first === undefined) {
    const whole = change(value);
    return whole === REMOVED ? null : whole;
  }
  if (Array.isArray(value))
    return value.flatMap((one: unknown, at) => (at === first ? remaining(rest.length === 0 ? change(one) : changed(one, rest, change)) : [one]));
  const inner: unknown = Reflect.get(Object(value), first);
  const part = rest.length === 0 ? change(inner) : changed(inner, rest, change);
  const copy = with_(Object(value), String(first), part);
  if (part === REMOVED) Reflect.deleteProperty(copy, first);
  return copy;
}

const remaining = (part: unknown): readonly unknown[] => (part === REMOVED ? [] : [part]);

/** The bytes of a body with something wrong in them: cut off, not UTF-8, no JSON, or named twice. */
export const brokenBytes = (value: fc.Arbitrary<unknown>): fc.Arbitrary<Buffer> =>
  fc.tuple(value, fc.nat(), fc.constantFrom(...breakages)).map(([one, at, broken]) => broken(Buffer.from(JSON.stringify(one) ?? 'null'), at));

const cut = (bytes: Buffer, at: number): number => at % (bytes.length + 1);
const insert = (bytes: Buffer, at: number, what: Uint8Array | string): Buffer =>
  Buffer.concat([bytes.subarray(0, cut(bytes, at)), Buffer.from(what), bytes.subarray(cut(bytes, at))]);

const breakages: readonly ((bytes: Buffer, at: number) => Buffer)[] = [
  (bytes, at) => bytes.subarray(0, cut(bytes, at)),
  (bytes, at) => insert(bytes, at, Uint8Array.from([0xff])),
  (bytes, at) => insert(bytes, at, Uint8Array.from([0xc0, 0xaf])),
  (bytes, at) => insert(bytes, at, Uint8Array.from([0xed, 0xa0, 0x80])),
  (bytes, at) => insert(bytes, at, '\0'),
  (bytes, at) => insert(bytes, at, 'NaN'),
  (bytes, at) => insert(bytes, at, ','),
  (bytes) => Buffer.concat([Uint8Array.from([0xef, 0xbb, 0xbf]), bytes]),
  (bytes) => Buffer.concat([bytes, bytes]),
  (bytes) => Buffer.from(bytes.toString().replace(/\d+/, '1e999')),
  (bytes) => Buffer.from(bytes.toString().replace(/\d+/, '0123')),
  (bytes) => Buffer.from(bytes.toString().replace(/\d+/, '-')),
  (bytes) => Buffer.from(bytes.toString().replace(/\d+/, '123456789012345678901234567890')),
  (bytes) => Buffer.from(bytes.toString().replace('{', '{"shopId":1,"lines":2,"shopId":3,')),
  (bytes) => Buffer.from(bytes.toString().replace(/"(\w+)":/, '"\\u0000$1":')),
  (bytes) => Buffer.from(bytes.toString().replace(/:"/, ':"\\ud800')),
  (bytes) => Buffer.from(bytes.toString('utf8'), 'utf16le'),
  () => Buffer.alloc(0),
  () => Buffer.from('['.repeat(100_000)),
  () => Buffer.from(`${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`),
];
