import { z } from 'zod';

/** What requests are made of. Bounds are generous: they keep nonsense out, the domain decides the rest. */
export const id = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[^\p{Cc}\p{Cf}\p{Cs}]+$/u, 'must not contain control or invisible characters');
/** Printable text; a SKU is kept as typed. */
export const sku = id;
/** Pieces, or grams where the article is sold by weight. */
export const quantity = z.int().min(1).max(1_000_000_000_000);
export const level = z.int().min(-1_000_000_000_000).max(1_000_000_000_000);
export const reason = z.enum(['received', 'damaged', 'counted', 'return', 'sold_elsewhere']);
export const pageSize = z.int().transform((size) => (size <= 0 ? 100 : Math.min(size, 1_000)));

/** A call of many lines takes at most so many. */
export const LINES_A_CALL = 10_000;
export const lines = <Line extends z.ZodType>(line: Line) => z.array(line).min(1).max(LINES_A_CALL);
