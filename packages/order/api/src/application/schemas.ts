import { isKeptSku, SKU_FORM } from '@noren/item-contract/sku';
import { limits } from '@noren/order-contract/limits';
import { z } from 'zod';

/** What requests are made of, within the limits that the domain has too: it never sees what is refused here. */
export const id = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, 'must be 1 to 64 letters, digits, hyphens and underscores');
/** A SKU is kept as typed. */
export const sku = z.string().refine(isKeptSku, SKU_FORM);
export { line as text, seenLine } from '@noren/service-kit';
/** Pieces, or grams where the item is sold by weight. */
export const quantity = z.int().min(1).max(limits.lineQuantity);
export const money = z.object({ amount: z.int().min(0).max(limits.price), currency: z.string().regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code') });
export const minutes = z.int().min(0).max(limits.readyInMinutes);
/** What the order was at when the caller saw it. */
export const expectedVersion = z.int().min(0).optional();
