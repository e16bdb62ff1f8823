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

function errorsOf(issue: z.core.$ZodIssue, at: readonly string[]): readonly FieldError[] {
  const field = (...more: readonly string[]): string => [...at, ...issue.path.map(String), ...more].join('.');
  if (issue.code === 'unrecognized_keys')
    return issue.keys.slice(0, MOST_ERRORS).map((key) => ({ field: field(key.slice(0, 100)), message: 'is not a known field' }));
  return [{ field: field(), message: issue.message }];
}
