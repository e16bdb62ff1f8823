import { INSTANT_FORM, isInYears } from '@noren/kernel';
import { z } from 'zod';

/** An instant as callers write it: ISO 8601 with Z or an offset, of the years that a database holds. */
export const givenInstant = z.iso.datetime({ offset: true, error: INSTANT_FORM, abort: true }).refine(isInYears, INSTANT_FORM);
/** The same in the one form that is stored and compared: UTC, milliseconds. */
export const instant = givenInstant.transform((at) => new Date(at).toISOString());
/** An instant, or none where it is empty. */
export const anyTime = z
  .literal('')
  .transform(() => undefined)
  .or(instant);

const MINUTE = 60_000;
const MOST_BUCKETS = 1_000;
const LONGEST_DAYS = 400;

const Time = z.object({
  from: instant,
  until: instant,
  bucketMinutes: z
    .int()
    .min(0)
    .max(LONGEST_DAYS * 24 * 60)
    .transform((minutes) => minutes || 60),
});

/** A request about a time in buckets of some minutes (an hour where it says 0): at most 400 days, and what a chart can show. */
export const inBuckets = <Shape extends z.core.$ZodLooseShape>(of: Shape) =>
  z
    .object(of)
    .and(Time)
    .superRefine((request, context) => {
      const { from, until, bucketMinutes }: z.infer<typeof Time> = request;
      const wrong = (field: string, message: string): void => context.addIssue({ code: 'custom', path: [field], message });
      const length = Date.parse(until) - Date.parse(from);
      if (length <= 0) wrong('until', 'must be after from');
      else if (length > LONGEST_DAYS * 24 * 60 * MINUTE) wrong('until', `must be at most ${LONGEST_DAYS} days after from`);
      else if (length > MOST_BUCKETS * bucketMinutes * MINUTE) wrong('bucketMinutes', `must divide the time into at most ${MOST_BUCKETS} buckets`);
    });
