import { z } from 'zod';

/** What requests are made of. What a line may say is the domain's to judge: a bad line is refused by itself, never the whole call. */
const printable = /^[^\p{Cc}\p{Cf}\p{Cs}]+$/u;
export const id = z.string().min(1).max(64).regex(printable, 'must not contain control or invisible characters');
/** A SKU that is looked up. */
export const sku = z.string().min(1).max(64).regex(printable, 'must not contain control or invisible characters');
export const text = z.string().max(10_000);
export const expectedVersion = z.int().optional();
export const pageSize = z.int().transform((size) => (size <= 0 ? 100 : Math.min(size, 1_000)));

/** A call of many lines takes at most so many. */
export const LINES_A_CALL = 10_000;
export const lines = <Line extends z.ZodType>(line: Line) => z.array(line).min(1).max(LINES_A_CALL);
