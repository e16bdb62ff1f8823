import { limits as item } from '@noren/item-contract/limits';
import { isKeptSku, SKU_FORM, SKU_IN_DOCUMENTS } from '@noren/item-contract/sku';
import { INSTANT_FORM, isInYears } from '@noren/kernel/instant';
import { isOneLine, keptLine, LINE_PATTERN, lineOf } from '@noren/kernel/text';
import { z } from 'zod';

/*
 * What a person may give is judged here; what an answer says is not. Whatever is kept can be shown, be it older than today's rules, so answers are made of
 * plain texts and numbers.
 */

/** One line of text that somebody gives, as it will be kept. */
export const text = (max: number, min = 0) =>
  z
    .string()
    .min(min)
    .overwrite(keptLine)
    .refine((line) => isOneLine(line, max), lineOf(max))
    .meta({ maxLength: max, pattern: LINE_PATTERN });
/** As much of what somebody types as a line of `max` characters takes, counted as `text` counts them: an emoji is no two, what is taken out is none. */
export const fitted = (typed: string, max: number): string => ([...keptLine(typed)].length <= max ? typed : [...typed].slice(0, max).join(''));

export const id = z
  .string()
  .min(1)
  .max(item.idCharacters)
  .regex(/^[\w-]+$/, 'must be an id');
/** A SKU that somebody gives. */
export const sku = z.string().refine(isKeptSku, SKU_FORM).meta(SKU_IN_DOCUMENTS);
/** The version that the page saw: the change is refused with 412 where the thing has another one by now. 0: it must be new. */
export const version = z.int().min(0);
/** From `nextCursor` of the page before. */
export const cursor = z.string().max(2_048);
/** Where the next page begins; missing on the last one. */
export const nextCursor = z.string().optional();
/** ISO 8601, in UTC in answers. */
export const instant = z.iso.datetime({ offset: true });
export const day = z.iso.date();
/** One that somebody gives. */
export const givenInstant = instant.refine(isInYears, INSTANT_FORM);
/** One that somebody gives: within the years that instants have, whatever the clock of the shop. */
export const givenDay = day.refine((date) => date > '0001-01-02' && date < '9999-12-30', 'must be a day such as 2027-01-31, of the years 1 to 9999');

export const languages = ['en', 'ja', 'ko'] as const;
export const Language = z.enum(languages);
export type Language = z.infer<typeof Language>;

/** What a person may do in a shop, each with all that the ones before may: orders and stock; items, hours, charts; keys and people. */
export const roles = ['clerk', 'manager', 'owner'] as const;
export const Role = z.enum(roles);
export type Role = z.infer<typeof Role>;
/** Whether somebody with a role may do what takes another one. */
export const isAtLeast = (role: Role, least: Role): boolean => roles.indexOf(role) >= roles.indexOf(least);

/** Minor units of an ISO 4217 currency: pence, yen. */
export const Money = z.strictObject({ amount: z.int(), currency: z.string().length(3) });
export type Money = z.infer<typeof Money>;

/** Names that somebody gives, by language (BCP 47). */
export const GivenNames = z.record(z.string().min(1).max(item.languageCharacters), text(item.nameCharacters, 1));
/** Names as they are kept, by language. */
export const Names = z.record(z.string(), z.string());
export type Names = z.infer<typeof Names>;

/** What became of one line of a call of many. */
export const LineAnswer = z.strictObject({
  line: z.int().describe('1 for the first'),
  sku: z.string(),
  status: z.enum(['done', 'refused', 'failed', 'pending']),
  error: z.strictObject({ code: z.string(), message: z.string(), field: z.string().optional() }).optional(),
});
export type LineAnswer = z.infer<typeof LineAnswer>;
export const LinesAnswer = z.strictObject({ lines: z.array(LineAnswer) });
export type LinesAnswer = z.infer<typeof LinesAnswer>;

/** Why a call was refused (RFC 9457): `code` for programs, `detail` and `errors` for people. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  instance: z.string(),
  code: z.string(),
  requestId: z.string(),
  errors: z.array(z.object({ field: z.string(), message: z.string() })),
  /** With a conflict: the thing as it is now, in the form in which its GET answers. */
  now: z.unknown().optional(),
});
export type Problem = z.infer<typeof Problem>;
