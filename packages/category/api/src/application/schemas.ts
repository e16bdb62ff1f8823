import { limits } from '@noren/category-contract/limits';
import { isKeptSku, SKU_FORM } from '@noren/item-contract/sku';
import { isSeen, SEEN } from '@noren/kernel';
import { anyLine, anyText } from '@noren/service-kit';
import { z } from 'zod';

/** What requests are made of. What a line may say is the domain's to judge: a bad line is refused by itself, never the whole call. */
export const id = z.string().min(1).max(limits.idCharacters).refine(isSeen, SEEN);
/** A SKU that is looked up. */
export const sku = z.string().refine(isKeptSku, SKU_FORM);
export const text = anyText;
export const names = z.array(z.object({ language: text, text: anyLine })).max(1_000);
export const expectedVersion = z.int().optional();
export const updateMask = z.array(text).max(200).optional();

/** A call of many lines. */
export const lines = <Line extends z.ZodType>(line: Line) => z.array(line).min(1).max(limits.linesACall);
