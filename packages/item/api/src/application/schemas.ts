import { limits } from '@noren/item-contract/limits';
import { isKeptSku, SKU_FORM } from '@noren/item-contract/sku';
import { isSeen, SEEN } from '@noren/kernel';
import { anyText } from '@noren/service-kit';
import { z } from 'zod';

/** What requests are made of. What a line may say is the domain's to judge: a bad line is refused by itself, never the whole call. */
export const id = z.string().min(1).max(limits.idCharacters).refine(isSeen, SEEN);
/** A SKU that is looked up. */
export const sku = z.string().refine(isKeptSku, SKU_FORM);
export const text = anyText;
export const expectedVersion = z.int().optional();
export const updateMask = z.array(text).max(200).optional();
export const pageSize = z.int().transform((size) => (size <= 0 ? limits.page.usual : Math.min(size, limits.page.most)));

/** A call of many lines. */
export const lines = <Line extends z.ZodType>(line: Line) => z.array(line).min(1).max(limits.linesACall);
