import { z } from 'zod';

/** What requests are made of. Bounds are generous: they keep nonsense out, the domain decides the rest. */
const printable = /^[^\p{Cc}\p{Cf}\p{Cs}]*$/u;
export const id = z.string().min(1).max(64).regex(printable, 'must not contain control or invisible characters');
/** Printable text; a SKU is kept as typed. */
export const sku = z.string().min(1).max(64).regex(printable, 'must not contain control or invisible characters');
export const text = (max: number) => z.string().max(max).regex(printable, 'must not contain control or invisible characters');
/** Pieces, or grams where the item is sold by weight. */
export const quantity = z.int().min(1).max(1_000_000_000);
export const money = z.object({ amount: z.int().min(0).max(1_000_000_000_000), currency: z.string().regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code') });
export const minutes = z.int().min(0).max(1_440);
/** Real invoices have 600 lines. */
export const LINES_AN_ORDER = 1_000;
/** What the order was at when the caller saw it. */
export const expectedVersion = z.int().min(0).optional();
