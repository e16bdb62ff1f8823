import { describe, expect, it } from 'vitest';
import { nextOpening, openAt, type WeeklyPeriod } from './weekly-hours.ts';

const clock = (time: string): number => {
  const [hours = '', minutes = ''] = time.split(':');
  return Number(hours) * 60 + Number(minutes);
};
const on = (weekday: number, from: string, until: string): WeeklyPeriod => ({ weekday, fromMinute: clock(from), untilMinute: clock(until) });
const [monday, saturday, sunday] = [1, 6, 7];
/** What `openAt` says at each of these wall-clock times with their offset. */
const at = (period: WeeklyPeriod, timeZone: string, ...instants: string[]): boolean[] => instants.map((instant) => openAt([period], timeZone, instant));

describe('weekly periods', () => {
  it('hold their first instant and not their last', () => {
    expect(
      at(on(monday, '9:00', '17:00'), 'Europe/London', '2026-01-05T08:59:59Z', '2026-01-05T09:00:00Z', '2026-01-05T16:59:59.999Z', '2026-01-05T17:00:00Z'),
    ).toEqual([false, true, true, false]);
  });

  it('are on only on their weekday, and never where there are none', () => {
    expect(at(on(monday, '9:00', '17:00'), 'Europe/London', '2026-01-06T10:00:00Z', '2026-01-12T10:00:00Z')).toEqual([false, true]);
    expect(openAt([], 'Europe/London', '2026-01-05T10:00:00Z')).toBe(false);
  });

  it('follow the wall clock of the zone: nine in Tokyo is midnight UTC', () => {
    expect(
      at(on(monday, '9:00', '21:00'), 'Asia/Tokyo', '2026-01-04T23:59:59Z', '2026-01-05T00:00:00Z', '2026-01-05T11:59:59Z', '2026-01-05T12:00:00Z'),
    ).toEqual([false, true, true, false]);
  });

  it('follow the wall clock through summer time: nine in London is eight UTC in July', () => {
    expect(at(on(monday, '9:00', '17:00'), 'Europe/London', '2026-07-06T07:59:59Z', '2026-07-06T08:00:00Z', '2026-07-06T16:00:00Z')).toEqual([
      false,
      true,
      false,
    ]);
  });

  it('pass midnight, from Sunday into Monday too', () => {
    const night = on(sunday, '22:00', '26:00');
    expect(at(night, 'Asia/Tokyo', '2026-01-04T21:59:00+09:00', '2026-01-04T23:00:00+09:00', '2026-01-05T01:59:00+09:00', '2026-01-05T02:00:00+09:00')).toEqual(
      [false, true, true, false],
    );
  });

  it('may last until the end of the next day', () => {
    expect(at(on(saturday, '6:00', '48:00'), 'Asia/Tokyo', '2026-01-03T06:00:00+09:00', '2026-01-04T23:59:00+09:00', '2026-01-05T00:00:00+09:00')).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('of whole days leave no gap, on the short and on the long day either', () => {
    const always = Array.from({ length: 7 }, (_, index) => on(index + 1, '0:00', '24:00'));
    for (const start of ['2026-03-28T12:00:00Z', '2026-10-24T12:00:00Z'])
      for (let minute = 0; minute < 2 * 1440; minute += 7)
        expect(openAt(always, 'Europe/London', Temporal.Instant.from(start).add({ minutes: minute }).toString())).toBe(true);
  });

  // Europe/London, 29 March 2026: 01:00 GMT is 02:00 BST; 01:30 is never read.
  it('that begin at a skipped reading begin at the jump', () => {
    expect(at(on(sunday, '1:30', '5:00'), 'Europe/London', '2026-03-29T00:59:59Z', '2026-03-29T01:00:00Z', '2026-03-29T04:00:00Z')).toEqual([
      false,
      true,
      false,
    ]);
    expect(at(on(sunday, '1:00', '5:00'), 'Europe/London', '2026-03-29T00:59:59Z', '2026-03-29T01:00:00Z')).toEqual([false, true]);
  });

  it('that end at a skipped reading end at the jump, and one wholly skipped is never on', () => {
    expect(at(on(saturday, '22:00', '25:30'), 'Europe/London', '2026-03-29T00:59:59Z', '2026-03-29T01:00:00Z')).toEqual([true, false]);
    expect(at(on(sunday, '1:15', '1:45'), 'Europe/London', '2026-03-29T00:20:00Z', '2026-03-29T01:00:00Z', '2026-03-29T01:20:00Z')).toEqual([
      false,
      false,
      false,
    ]);
  });

  // Europe/London, 25 October 2026: 02:00 BST is 01:00 GMT; 01:30 is read at 00:30 UTC and again at 01:30 UTC.
  it('begin and end at the first of two readings, and do not come back at the second', () => {
    expect(at(on(saturday, '22:00', '25:30'), 'Europe/London', '2026-10-25T00:29:59Z', '2026-10-25T00:30:00Z', '2026-10-25T01:15:00Z')).toEqual([
      true,
      false,
      false,
    ]);
    expect(
      at(on(sunday, '1:30', '5:00'), 'Europe/London', '2026-10-25T00:29:59Z', '2026-10-25T00:30:00Z', '2026-10-25T01:15:00Z', '2026-10-25T05:00:00Z'),
    ).toEqual([false, true, true, false]);
  });

  // America/Havana, 1 November 2026: 01:00 daylight time is 00:00 standard time.
  it('stay on where the clock is put back to midnight', () => {
    expect(
      at(on(sunday, '0:30', '4:00'), 'America/Havana', '2026-11-01T04:29:59Z', '2026-11-01T04:30:00Z', '2026-11-01T05:10:00Z', '2026-11-01T09:00:00Z'),
    ).toEqual([false, true, true, false]);
  });

  // America/St_Johns put its clock back at 00:01 until 2011: a minute of Sunday, then Saturday's last 59 minutes again.
  it('stay on where the clock is put back into the day before', () => {
    expect(at(on(sunday, '0:00', '4:00'), 'America/St_Johns', '2010-11-07T02:29:59Z', '2010-11-07T02:30:00Z', '2010-11-07T03:00:00Z')).toEqual([
      false,
      true,
      true,
    ]);
  });

  // Samoa went over the date line: there was no 30 December 2011.
  it('of a day that was skipped are not on', () => {
    expect(at(on(5, '9:00', '17:00'), 'Pacific/Apia', '2011-12-30T09:59:59Z', '2011-12-30T10:00:00Z', '2011-12-30T20:00:00Z')).toEqual([false, false, false]);
  });

  it('refuse a zone that there is not', () => {
    expect(() => openAt([on(monday, '9:00', '17:00')], 'Europe/Lundon', '2026-01-05T10:00:00Z')).toThrow(RangeError);
  });

  it('tell when the next one begins', () => {
    const week = [on(monday, '9:00', '17:00'), on(saturday, '10:00', '14:00')];
    expect(nextOpening(week, 'Europe/London', '2026-07-06T08:00:00Z')).toBe('2026-07-11T09:00:00Z');
    expect(nextOpening(week, 'Europe/London', '2026-07-11T12:00:00Z')).toBe('2026-07-13T08:00:00Z');
    expect(nextOpening([on(monday, '9:00', '17:00')], 'Europe/London', '2026-07-06T08:00:00Z')).toBe('2026-07-13T08:00:00Z');
    expect(nextOpening([on(sunday, '1:15', '1:45')], 'Europe/London', '2026-03-28T12:00:00Z')).toBe('2026-04-05T00:15:00Z');
    expect(nextOpening([], 'Europe/London', '2026-07-06T08:00:00Z')).toBeUndefined();
  });
});
