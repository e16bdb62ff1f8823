import { isSeen, SEEN } from '@noren/kernel';
import { anyText } from '@noren/service-kit';
import { limits } from '@noren/shop-contract/limits';
import { z } from 'zod';

/** What requests are made of. Bounds are generous: they keep nonsense out, the domain decides the rest. */
export const id = z.string().min(1).max(limits.idCharacters).refine(isSeen, SEEN);
/** Made by the API where it is empty. */
export const idOrEmpty = z.string().max(limits.idCharacters).refine(isSeen, SEEN);
export const text = anyText;
export const expectedVersion = z.int().optional();
export const updateMask = z.array(text).max(200).optional();
export const periods = z.array(z.object({ weekday: z.int(), fromMinute: z.int(), untilMinute: z.int() })).max(1_000);
export const pageSize = z.int().transform((size) => (size <= 0 ? limits.page.usual : Math.min(size, limits.page.most)));
