import { limits } from '@noren/shop-contract/limits';
import { refusal } from '@noren/shop-contract/refusals';
import type { OpeningPeriod } from './shop.ts';

const day = limits.minutesADay;
const week = 7 * day;

/**
 * A week's periods in order. Refused: weekdays and minutes that do not exist, a period that ends before it starts, and two that overlap
 * (Sunday's late hours reach into Monday). Two that touch stay two.
 */
export function checkedWeeklyHours(periods: readonly OpeningPeriod[], field: string): readonly OpeningPeriod[] {
  if (periods.length > limits.periodsAWeek) throw refusal('weekly_hours', field);
  for (const [at, period] of periods.entries()) if (!exists(period)) throw refusal('weekly_hours', `${field}.${at}`);
  const ordered = periods.toSorted((a, b) => start(a) - start(b));
  for (const [at, period] of ordered.entries()) {
    const next = ordered[at + 1] ?? ordered[0];
    const nextStart = next === undefined ? Infinity : start(next) + (at + 1 < ordered.length ? 0 : week);
    if (end(period) > nextStart) throw refusal('hours_overlap', `${field}.${periods.indexOf(period)}`);
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
  untilMinute <= limits.latestMinute;

/** Whether two weeks, both in order, open and close at the same minutes. */
export const sameHours = (a: readonly OpeningPeriod[], b: readonly OpeningPeriod[]): boolean =>
  a.length === b.length && a.every((period, at) => samePeriod(period, b[at]));

const samePeriod = (a: OpeningPeriod, b: OpeningPeriod | undefined): boolean => b !== undefined && start(a) === start(b) && end(a) === end(b);
