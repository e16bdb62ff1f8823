/**
 * A span that comes back every week, as a sign on a door says it: 1 is Monday, 7 is Sunday; minutes of the wall clock from midnight of that day.
 * `untilMinute` may pass midnight: 22:00 to 02:00 is 1320 to 1560.
 */
export type WeeklyPeriod = Readonly<{ weekday: number; fromMinute: number; untilMinute: number }>;

const day = 1440;

/**
 * Whether one of the periods is on at an instant (ISO 8601), by the wall clock of an IANA time zone. A period holds its first instant and not its last.
 * Where the clock is put back, a period begins and ends at the first of the two readings; a reading that is skipped counts as the instant of the jump.
 * Throws `RangeError` for a zone or an instant that there is not.
 */
export function openAt(periods: readonly WeeklyPeriod[], timeZone: string, instant: string): boolean {
  const at = Temporal.Instant.from(instant);
  const today = at.toZonedDateTimeISO(timeZone).toPlainDate();
  return periods.some((period) => daysAround(period, today).some((date) => isOn(period, date, timeZone, at)));
}

/** When the next period begins after an instant, ISO 8601 in UTC; `undefined` where there are no periods. */
export function nextOpening(periods: readonly WeeklyPeriod[], timeZone: string, instant: string): string | undefined {
  const at = Temporal.Instant.from(instant);
  const today = at.toZonedDateTimeISO(timeZone).toPlainDate();
  // Two weeks: the only period of a week may fall whole into an hour that is skipped.
  const dates = Array.from({ length: 16 }, (_, ahead) => today.add({ days: ahead - 1 }));
  return dates
    .flatMap((date) => periods.filter(({ weekday }) => weekday === date.dayOfWeek).map((period) => span(period, date, timeZone)))
    .filter(([from, until]) => Temporal.Instant.compare(from, at) > 0 && Temporal.Instant.compare(from, until) < 0)
    .map(([from]) => from)
    .sort((a, b) => Temporal.Instant.compare(a, b))[0]
    ?.toString();
}

/** The days on which the period may have begun that is on today. Tomorrow too: a clock put back across midnight reads yesterday again. */
function daysAround({ weekday, untilMinute }: WeeklyPeriod, today: Temporal.PlainDate): Temporal.PlainDate[] {
  const back = Math.max(0, Math.ceil(untilMinute / day) - 1);
  const offsets = Array.from({ length: back + 2 }, (_, at) => at - back);
  return offsets.filter((offset) => (((weekday - today.dayOfWeek - offset) % 7) + 7) % 7 === 0).map((offset) => today.add({ days: offset }));
}

function isOn(period: WeeklyPeriod, date: Temporal.PlainDate, timeZone: string, at: Temporal.Instant): boolean {
  const [from, until] = span(period, date, timeZone);
  return Temporal.Instant.compare(from, at) <= 0 && Temporal.Instant.compare(at, until) < 0;
}

const span = ({ fromMinute, untilMinute }: WeeklyPeriod, date: Temporal.PlainDate, timeZone: string): readonly [Temporal.Instant, Temporal.Instant] => [
  wallClock(date, fromMinute, timeZone),
  wallClock(date, untilMinute, timeZone),
];

/** The first instant at which the wall clock of that day reads so many minutes from midnight, or has jumped past it. */
function wallClock(date: Temporal.PlainDate, minutes: number, timeZone: string): Temporal.Instant {
  const reading = date.toPlainDateTime().add({ minutes });
  const found = reading.toZonedDateTime(timeZone, { disambiguation: 'earlier' });
  if (found.toPlainDateTime().equals(reading)) return found.toInstant();
  const jump = found.getTimeZoneTransition('next');
  if (!jump) throw new RangeError(`${timeZone} skips ${reading.toString()} without a transition`);
  return jump.toInstant();
}
