import { nextOpening, openAt, type WeeklyPeriod } from '@noren/kernel';

/** What of a shop says whether it takes orders. */
export type Door = Readonly<{ status: string; pausedUntil?: string | undefined; timeZone: string; weeklyHours: readonly WeeklyPeriod[] }>;

/** `reason` is empty where it takes orders. `from`: when it next does (ISO 8601, UTC), where that is known. */
export type Orderable = Readonly<{ orderable: boolean; reason: '' | 'closed_now' | 'paused' | 'closed'; from?: string }>;

/**
 * Whether a shop takes orders at an instant (ISO 8601): not closed for good, not paused then, and within its weekly hours on its own wall clock.
 * A pause counts until its end, whether or not the shop has been resumed by then.
 */
export function orderable({ status, pausedUntil, timeZone, weeklyHours }: Door, instant: string): Orderable {
  if (status === 'closed') return { orderable: false, reason: 'closed' };
  if (status === 'paused' && pausedUntil === undefined) return { orderable: false, reason: 'paused' };
  if (status === 'paused' && pausedUntil !== undefined && Date.parse(instant) < Date.parse(pausedUntil))
    return no('paused', openAt(weeklyHours, timeZone, pausedUntil) ? pausedUntil : nextOpening(weeklyHours, timeZone, pausedUntil));
  if (openAt(weeklyHours, timeZone, instant)) return { orderable: true, reason: '' };
  return no('closed_now', nextOpening(weeklyHours, timeZone, instant));
}

const no = (reason: 'closed_now' | 'paused', from: string | undefined): Orderable => ({
  orderable: false,
  reason,
  ...(from === undefined ? {} : { from: new Date(from).toISOString() }),
});
