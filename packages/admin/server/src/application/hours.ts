import { refusal } from '@noren/admin-contract/refusals';
import type { WeeklyPeriod } from '@noren/shop-contract/weekly-hours';

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;
const DAY_MINUTES = 24 * 60;
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];

/** The periods of a week as an operator writes them: `always`, `Mon-Fri 09:00-20:00; Sat,Sun 10:00-18:00`. Nothing: no periods. Throws `hours`. */
export function readHours(text: string): readonly WeeklyPeriod[] {
  const said = text.trim();
  if (said === '') return [];
  if (said.toLowerCase() === 'always') return EVERY_DAY.map((weekday) => ({ weekday, fromMinute: 0, untilMinute: DAY_MINUTES }));
  return said.split(';').flatMap((part) => {
    const [, days = '', times = ''] = /^\s*([a-z, -]+?)\s+([\d:, -]+?)\s*$/i.exec(part) ?? [];
    const spans = times.split(',').map((span) => spanOf(span, part));
    return days.split(',').flatMap((range) => weekdaysOf(range, part).flatMap((weekday) => spans.map((span) => ({ weekday, ...span }))));
  });
}

function weekdaysOf(range: string, part: string): readonly number[] {
  const [first, last = first, ...more] = range.split('-').map((day) => DAYS.findIndex((name) => name.toLowerCase() === day.trim().toLowerCase()) + 1);
  if (!first || !last || more.length > 0) throw wrong(part);
  return EVERY_DAY.map((_, ahead) => ((first - 1 + ahead) % 7) + 1).slice(0, ((last - first + 7) % 7) + 1);
}

/** One that ends before it begins passes midnight. */
function spanOf(span: string, part: string): Pick<WeeklyPeriod, 'fromMinute' | 'untilMinute'> {
  const [, ...digits] = /^\s*(\d{1,2}):(\d\d)\s*-\s*(\d{1,2}):(\d\d)\s*$/.exec(span) ?? [];
  const [fromHour = 99, from = 0, untilHour = 99, until = 0] = digits.map(Number);
  const [fromMinute, untilMinute] = [fromHour * 60 + from, untilHour * 60 + until];
  if (fromHour > 23 || from > 59 || until > 59 || untilMinute > DAY_MINUTES) throw wrong(part);
  return { fromMinute, untilMinute: untilMinute <= fromMinute ? untilMinute + DAY_MINUTES : untilMinute };
}

const wrong = (part: string) => refusal('hours', 'hours', part.trim().slice(0, 100));

/** Periods as `readHours` reads them; of those whose time is the same, the days stand together. */
export function writtenHours(periods: readonly WeeklyPeriod[]): string {
  if (periods.length === EVERY_DAY.length && periods.every(({ fromMinute, untilMinute }) => fromMinute === 0 && untilMinute === DAY_MINUTES)) return 'always';
  const byTime = Map.groupBy(periods, ({ fromMinute, untilMinute }) => `${clock(fromMinute)}-${clock(untilMinute, DAY_MINUTES)}`);
  return [...byTime].map(([time, of]) => `${of.map(({ weekday }) => DAYS[weekday - 1] ?? '').join(',')} ${time}`).join('; ');
}

const clock = (minute: number, midnight = 0): string => {
  const ofDay = minute > DAY_MINUTES ? minute - DAY_MINUTES : minute === DAY_MINUTES ? midnight : minute;
  return `${String(Math.trunc(ofDay / 60)).padStart(2, '0')}:${String(ofDay % 60).padStart(2, '0')}`;
};
