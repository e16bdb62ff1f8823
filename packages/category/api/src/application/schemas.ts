import { limits } from '@noren/category-contract/limits';
import { isSku, SKU_FORM } from '@noren/item-contract/sku';
import { z } from 'zod';

/** What requests are made of. What a line may say is the domain's to judge: a bad line is refused by itself, never the whole call. */
const printable = /^[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+$/u;
export const id = z.string().min(1).max(limits.idCharacters).regex(printable, 'must not contain control or invisible characters');
/** A SKU that is looked up. */
export const sku = z.string().refine(isSku, SKU_FORM);
export const text = z.string().max(10_000);
export const names = z.array(z.object({ language: text, text })).max(1_000);
export const expectedVersion = z.int().optional();
export const updateMask = z.array(text).max(200).optional();

/** A call of many lines. */
export const lines = <Line extends z.ZodType>(line: Line) => z.array(line).min(1).max(limits.linesACall);
