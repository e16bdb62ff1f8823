import type { z } from 'zod';
import { InvalidRequest, type FieldError } from './refusals.ts';

/** More than these are not told: a call of 10,000 wrong lines needs no answer of a megabyte. */
const MOST_ERRORS = 50;

/** The value as its schema wants it, or InvalidRequest with every field at fault. `at` is put before the path of each field. */
export function parsed<Output>(schema: z.ZodType<Output>, value: unknown, at: readonly string[] = []): Output {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new InvalidRequest(result.error.issues.slice(0, MOST_ERRORS).flatMap((issue) => errorsOf(issue, at)));
}

/** What an issue says of each field that it is about. */
export function errorsOf(issue: z.core.$ZodIssue, at: readonly string[] = []): readonly FieldError[] {
  const field = (...more: readonly string[]): string => [...at, ...issue.path.map(String), ...more].join('.');
  if (issue.code === 'unrecognized_keys')
    return issue.keys.slice(0, MOST_ERRORS).map((key) => ({ field: field(key.slice(0, 100)), message: 'is not a known field' }));
  return [{ field: field(), message: wordsOf(issue) }];
}

const KINDS: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'an object',
  record: 'an object',
  array: 'a list',
};
/** zod's words for what a schema says nothing of itself. */
const OF_ZOD = /^(Invalid input|Invalid option|Too big|Too small)\b/;

/** In words that say what would be right, for who knows nothing of zod. */
function wordsOf(issue: z.core.$ZodIssue): string {
  if (!OF_ZOD.test(issue.message)) return issue.message;
  const of = (bound: number | bigint, origin: string): string =>
    origin === 'string' ? `${bound} characters` : origin === 'array' ? `${bound} entries` : String(bound);
  switch (issue.code) {
    case 'invalid_type':
      return issue.message.endsWith('received undefined') ? 'is missing' : `must be ${KINDS[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return `must be ${issue.values.length === 1 ? '' : 'one of '}${issue.values.map(String).join(', ')}`;
    case 'too_big':
      return `must be at most ${of(issue.maximum, issue.origin)}`;
    case 'too_small':
      return `must be at least ${of(issue.minimum, issue.origin)}`;
    default:
      return issue.message;
  }
}
