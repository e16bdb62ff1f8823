import { z } from 'zod';
import { instant } from '../time-range.ts';

/** A whole number in a query: plain decimal digits within bounds, no `1e3`, ` 7` or `0x10`. */
export const queryInteger = ({ min, max }: Readonly<{ min: number; max: number }>) =>
  z
    .string()
    .regex(/^-?\d{1,15}$/, 'must be a whole number')
    .transform(Number)
    .pipe(z.int().min(min, `must be at least ${min}`).max(max, `must be at most ${max}`))
    .meta({ type: 'integer', minimum: min, maximum: max });

/** One or more of these words in a query, with commas between them: `?status=ready,accepted`. */
export const listQuery = <const Word extends string>(words: readonly Word[]) =>
  z
    .string()
    .transform((text) => (text === '' ? [] : text.split(',')))
    .pipe(z.array(z.enum(words)).max(words.length))
    .meta({ type: 'array', items: { type: 'string', enum: [...words] }, maxItems: words.length });

/** An instant in a query: ISO 8601 with its offset; the value is in UTC. */
export const queryInstant = () => instant.meta({ type: 'string', format: 'date-time' });
