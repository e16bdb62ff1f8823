import fc from 'fast-check';
import { z } from 'zod';
import { oddText } from './odd.ts';

/** As much of JSON Schema as our documents use. */
const Schema = z.object({
  $ref: z.string().optional(),
  type: z.union([z.string(), z.array(z.string())]).optional(),
  enum: z.array(z.unknown()).optional(),
  anyOf: z.array(z.unknown()).optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  required: z.array(z.string()).optional(),
  additionalProperties: z.unknown().optional(),
  items: z.unknown().optional(),
  minItems: z.number().optional(),
  maxItems: z.number().optional(),
  minLength: z.number().optional(),
  maxLength: z.number().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  pattern: z.string().optional(),
  format: z.string().optional(),
});
type Schema = z.infer<typeof Schema>;

type Components = Readonly<Record<string, unknown>>;
/** Known good values by the name of a field: without them every request would end at the first look-up. */
export type Known = (name: string) => fc.Arbitrary<string> | undefined;

/** Values that a schema takes. */
export function valid(schema: unknown, components: Components, known: Known, name = ''): fc.Arbitrary<unknown> {
  const { $ref, anyOf, enum: choices, type, ...rest } = Schema.parse(schema ?? {});
  if ($ref !== undefined) return valid(components[$ref.replace('#/components/schemas/', '')], components, known, name);
  if (anyOf) return fc.oneof(...anyOf.map((one) => valid(one, components, known, name)));
  if (choices) return fc.constantFrom(...choices);
  if (Array.isArray(type)) return fc.oneof(...type.map((one) => valid({ ...rest, type: one }, components, known, name)));
  switch (type) {
    case 'string':
      return text(rest, known(name));
    case 'integer':
    case 'number':
      return integer(rest);
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array':
      return fc.array(valid(rest.items, components, known, name), { minLength: rest.minItems ?? 0, maxLength: Math.min(rest.maxItems ?? 5, 5) });
    case 'object':
      return object(rest, components, known);
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

/** Mostly small, sometimes at an end of what is allowed. */
function integer({ minimum = -1_000, maximum = 1_000_000 }: Partial<Schema>): fc.Arbitrary<number> {
  const few = fc.integer({ min: Math.max(minimum, -20), max: Math.min(maximum, 20) });
  return fc.oneof(
    { weight: 8, arbitrary: few },
    { weight: 1, arbitrary: fc.constantFrom(minimum, maximum) },
    { weight: 1, arbitrary: fc.integer({ min: minimum, max: maximum }) },
  );
}

const words = ['a', 'GBP', 'JPY', 'en', 'Garden > Pots', 'too_busy', 'SKU-1', '紅茶', '4006381333931', '2026-03-29T01:30:00Z', 'x y', 'é'];

function text({ minLength = 0, maxLength = 1_000, pattern, format }: Partial<Schema>, known: fc.Arbitrary<string> | undefined): fc.Arbitrary<string> {
  const fits = (one: string): boolean => one.length >= minLength && one.length <= maxLength && (pattern === undefined || new RegExp(pattern, 'u').test(one));
  const instants = fc.date({ noInvalidDate: true, min: new Date('1970-01-01'), max: new Date('2100-01-01') }).map((date) => date.toISOString());
  if (format === 'date-time') return instants;
  const plain = words.filter(fits);
  const free: fc.Arbitrary<string> = plain.length > 0 ? fc.constantFrom(...plain) : fc.stringMatching(new RegExp(pattern ?? '^[a-z]{1,8}$'));
  // An odd text that a schema takes is the more interesting one: it goes further.
  const odd = fc.oneof(oddText(), free).map((one) => (fits(one) ? one : (plain[0] ?? 'a')));
  return known
    ? fc.oneof({ weight: 6, arbitrary: known }, { weight: 1, arbitrary: free }, { weight: 1, arbitrary: odd })
    : fc.oneof({ weight: 3, arbitrary: free }, { weight: 1, arbitrary: odd });
}

function object({ properties = {}, required = [], additionalProperties }: Partial<Schema>, components: Components, known: Known): fc.Arbitrary<object> {
  const named = fc.record(Object.fromEntries(Object.entries(properties).map(([name, of]) => [name, valid(of, components, known, name)])), {
    requiredKeys: required,
  });
  if (typeof additionalProperties !== 'object' || additionalProperties === null) return named;
  return fc.dictionary(fc.constantFrom('en', 'ja', 'de-CH', '__proto__', 'x'.repeat(36), ''), valid(additionalProperties, components, known), { maxKeys: 3 });
}
