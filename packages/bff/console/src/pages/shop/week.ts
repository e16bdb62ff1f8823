import type { OpeningPeriod } from '@noren/bff-contract';

/** A period as a form has it: by the clock, `HH:MM`. One that ends at or before its beginning ends on the next day. */
export type Hours = Readonly<{ from: string; until: string }>;
/** Monday first. */
export type Week = Readonly<Record<string, readonly Hours[]>>;

export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;
const day = 1_440;

const clock = (minute: number): string => `${String(Math.floor((minute % day) / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
const minuteOf = (time: string): number => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
};

export const weekOf = (periods: readonly OpeningPeriod[]): Week =>
  Object.fromEntries(
    weekdays.map((weekday) => [
      weekday,
      periods
        .filter((period) => period.weekday === weekday)
        .toSorted((a, b) => a.fromMinute - b.fromMinute)
        .map(({ fromMinute, untilMinute }) => ({ from: clock(fromMinute), until: clock(untilMinute) })),
    ]),
  );

export const periodsOf = (week: Week): OpeningPeriod[] =>
  weekdays.flatMap((weekday) =>
    (week[weekday] ?? []).map(({ from, until }) => {
      const [fromMinute, end] = [minuteOf(from), minuteOf(until)];
      return { weekday, fromMinute, untilMinute: end > fromMinute ? end : end + day };
    }),
  );

export const isAllDay = ({ from, until }: Hours): boolean => from === until;
export const endsNextDay = ({ from, until }: Hours): boolean => minuteOf(until) < minuteOf(from) && until !== '00:00';

/** The weekdays with a period that overlaps another one, of the same day or of the night before. */
export function overlapping(week: Week): ReadonlySet<number> {
  const periods = periodsOf(week).map(({ weekday, fromMinute, untilMinute }) => ({
    weekday,
    from: (weekday - 1) * day + fromMinute,
    until: (weekday - 1) * day + untilMinute,
  }));
  const whole = 7 * day;
  const clash = (a: (typeof periods)[number], b: (typeof periods)[number]): boolean =>
    [-whole, 0, whole].some((shift) => a.from < b.until + shift && b.from + shift < a.until);
  return new Set(periods.filter((one, at) => periods.some((other, where) => where !== at && clash(one, other))).map(({ weekday }) => weekday));
}

/** `09:00–13:00, 14:00–18:00`, as people write it. */
export const hoursText = (hours: readonly Hours[], closed: string): string =>
  hours.length === 0 ? closed : hours.map(({ from, until }) => `${from}–${until}`).join(', ');
