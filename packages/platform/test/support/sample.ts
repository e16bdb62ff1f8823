import { z } from 'zod';

/** As much of JSON Schema as a small request needs. */
const Schema = z.object({
  $ref: z.string().optional(),
  type: z.union([z.string(), z.array(z.string())]).optional(),
  const: z.unknown().optional(),
  enum: z.array(z.unknown()).optional(),
  anyOf: z.array(z.unknown()).optional(),
  oneOf: z.array(z.unknown()).optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  required: z.array(z.string()).optional(),
  items: z.unknown().optional(),
  minItems: z.number().optional(),
  minLength: z.number().optional(),
  maxLength: z.number().optional(),
  minimum: z.number().optional(),
  pattern: z.string().optional(),
  format: z.string().optional(),
});

const words = [
  'other',
  'GBP',
  'en',
  'piece',
  '2026-03-29',
  '2026-03-29T01:30:00Z',
  'sample@tea.example',
  'a long enough passphrase',
  '4006381333931',
  '7',
  '"7"',
  // Of a link to come in by.
  't'.repeat(43),
];

/** The smallest value that a schema takes: what is required, and what `known` says by the name of a field. */
export function sampleOf(schema: unknown, components: Readonly<Record<string, unknown>>, known: Readonly<Record<string, unknown>>, name = ''): unknown {
  const { $ref, type, const: one, enum: choices, anyOf, oneOf, properties = {}, required = [], items, ...limits } = Schema.parse(schema ?? {});
  if (name in known) return known[name];
  if ($ref !== undefined) return sampleOf(components[$ref.replace('#/components/schemas/', '')], components, known, name);
  if (one !== undefined) return one;
  if (choices) return choices[0];
  const [first] = anyOf ?? oneOf ?? [];
  if (first !== undefined) return sampleOf(first, components, known, name);
  switch (Array.isArray(type) ? type[0] : type) {
    case 'object':
      return Object.fromEntries(required.map((field) => [field, sampleOf(properties[field], components, known, field)]));
    case 'array':
      return Array.from({ length: limits.minItems ?? 1 }, () => sampleOf(items, components, known));
    case 'integer':
    case 'number':
      return Math.max(limits.minimum ?? 1, 1);
    case 'boolean':
      return false;
    default:
      return wordOf(limits);
  }
}

type Limits = Readonly<{ minLength?: number | undefined; maxLength?: number | undefined; pattern?: string | undefined; format?: string | undefined }>;

function wordOf({ minLength = 0, maxLength = Infinity, pattern, format }: Limits): string {
  const fits = (word: string): boolean =>
    word.length >= minLength && word.length <= maxLength && (pattern === undefined || new RegExp(pattern, 'u').test(word));
  const sign = format === 'email' ? '@' : format === 'date-time' ? 'T0' : '';
  const found = words.filter((word) => word.includes(sign)).find(fits);
  if (found === undefined) throw new Error(`no word of the sample fits ${JSON.stringify({ minLength, maxLength, pattern })}`);
  return found;
}
