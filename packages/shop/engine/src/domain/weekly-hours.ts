import { Refusal } from '@noren/kernel';
import type { OpeningPeriod } from './shop.ts';

const day = 1_440;
const week = 7 * day;
const mostPeriods = 100;

/**
 * A week's periods in order. Refused: weekdays and minutes that do not exist, a period that ends before it starts, and two that overlap
 * (Sunday's late hours reach into Monday). Two that touch stay two.
 */
export function checkedWeeklyHours(periods: readonly OpeningPeriod[], field: string): readonly OpeningPeriod[] {
  if (periods.length > mostPeriods) throw new Refusal('invalid', 'weekly_hours', `a week has at most ${mostPeriods} periods`, field);
  for (const [at, period] of periods.entries())
    if (!exists(period))
      throw new Refusal(
        'invalid',
        'weekly_hours',
        'a period has a weekday 1 (Monday) to 7, fromMinute 0 to 1439, and untilMinute after it, at most 2880',
        `${field}.${at}`,
      );
  const ordered = periods.toSorted((a, b) => start(a) - start(b));
  for (const [at, period] of ordered.entries()) {
    const next = ordered[at + 1] ?? ordered[0];
    const nextStart = next === undefined ? Infinity : start(next) + (at + 1 < ordered.length ? 0 : week);
    if (end(period) > nextStart) throw new Refusal('invalid', 'hours_overlap', 'two periods of the week overlap', `${field}.${periods.indexOf(period)}`);
  }
  return ordered.map(({ weekday, fromMinute, untilMinute }) => ({ weekday, fromMinute, untilMinute }));
}

const start = ({ weekday, fromMinute }: OpeningPeriod): number => (weekday - 1) * day + fromMinute;
const end = ({ weekday, untilMinute }: OpeningPeriod): number => (weekday - 1) * day + untilMinute;

const exists = ({ weekday, fromMinute, untilMinute }: OpeningPeriod): boolean =>
  [weekday, fromMinute, untilMinute].every(Number.isInteger) &&
  weekday >= 1 &&
  weekday <= 7 &&
  fromMinute >= 0 &&
  fromMinute < day &&
  untilMinute > fromMinute &&
  untilMinute <= 2 * day;

/** Whether two weeks, both in order, open and close at the same minutes. */
export const sameHours = (a: readonly OpeningPeriod[], b: readonly OpeningPeriod[]): boolean =>
  a.length === b.length && a.every((period, at) => samePeriod(period, b[at]));

const samePeriod = (a: OpeningPeriod, b: OpeningPeriod | undefined): boolean => b !== undefined && start(a) === start(b) && end(a) === end(b);
