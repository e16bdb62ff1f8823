import { isOneLine, isSeen, keptLine, LINE_PATTERN, lineOf, SEEN } from '@noren/kernel';
import { z } from 'zod';

const oneLine = (text: z.ZodString, max: number) => text.refine((it) => isOneLine(it, max), lineOf(max)).meta({ maxLength: max, pattern: LINE_PATTERN });

/** A line of text, as it is kept: invisible damage is taken out of it, and what would break the line is refused. */
export const line = (max: number) => oneLine(z.string().overwrite(keptLine), max);

/** A text that the caller gets back as it is, such as its own id for something: what cannot be seen is refused, never taken out. */
export const seenLine = (max: number) => oneLine(z.string().refine(isSeen, { error: SEEN, abort: true }), max);

/** More than any line may have, so that the rest of a longer text need not be carried to whoever refuses it. */
const MORE_THAN_ANY = 10_000;

/** A text that a context judges itself, so that a bad one costs its line and not a call of many lines. A SKU, an id or a code comes as it was typed. */
export const anyText = z.string().overwrite((text) => text.slice(0, MORE_THAN_ANY));
/** The same of a name or a reason, as it is kept. */
export const anyLine = z.string().overwrite((text) => keptLine(text).slice(0, MORE_THAN_ANY));
