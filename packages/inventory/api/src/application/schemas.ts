import { limits } from '@noren/inventory-contract/limits';
import { reasonNames } from '@noren/inventory-contract/reasons';
import { isKeptSku, SKU_FORM } from '@noren/item-contract/sku';
import { z } from 'zod';

/** What requests are made of, within the limits that the domain has too: it never sees what is refused here. */
export const id = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, 'must be 1 to 64 letters, digits, hyphens and underscores');
/** A SKU is kept as typed. */
export const sku = z.string().refine(isKeptSku, SKU_FORM);
/** Pieces, or grams where the article is sold by weight. */
export const quantity = z.int().min(1).max(limits.quantity);
export const level = z.int().min(-limits.quantity).max(limits.quantity);
export const reason = z.enum(reasonNames);
export const pageSize = z.int().transform((size) => (size <= 0 ? limits.page.usual : Math.min(size, limits.page.most)));

/** What the level was at when the caller saw it; 0: there was none. */
export const expectedVersion = z.int().min(0).optional();

/** What a quantity is meant in. */
export const soldBy = z.enum(['piece', 'weight']).optional();

/** A call of many lines. */
export const lines = <Line extends z.ZodType>(line: Line) => z.array(line).min(1).max(limits.linesACall);
