import { describe, expect, it } from 'vitest';
import { readHours, writtenHours } from './hours.ts';

const period = (weekday: number, fromMinute: number, untilMinute: number) => ({ weekday, fromMinute, untilMinute });

describe('opening hours', () => {
  it('are read as a sign on a door says them: days, ranges of days, several times a day, over midnight', () => {
    expect(readHours('Mon-Wed 09:00-20:00')).toEqual([1, 2, 3].map((day) => period(day, 540, 1_200)));
    expect(readHours('sat,sun 9:00-12:00, 13:30-18:00')).toEqual([6, 7].flatMap((day) => [period(day, 540, 720), period(day, 810, 1_080)]));
    expect(readHours('Fri 22:00-02:00; Sat 10:00-24:00')).toEqual([period(5, 1_320, 1_560), period(6, 600, 1_440)]);
    expect(readHours('Sat-Mon 10:00-11:00').map(({ weekday }) => weekday)).toEqual([6, 7, 1]);
    expect(readHours('always')).toHaveLength(7);
    expect(readHours(' ')).toEqual([]);
  });

  it('are refused where they are anything else, with the part that is', () => {
    for (const text of [
      'daily 9-5',
      'Mon 9-17',
      'Mon 25:00-26:00',
      'Mon 09:60-10:00',
      'Mon 10:00-24:01',
      'Mon-Tue-Wed 10:00-11:00',
      'Mon 09:00-20:00; Tues 09:00-20:00',
    ])
      expect(() => readHours(text)).toThrow(text.split(';').at(-1)?.trim());
  });

  it('are written so that reading them gives the same', () => {
    for (const text of ['always', '', 'Mon,Tue 09:00-20:00; Sat 22:00-02:00', 'Sun 00:00-24:00']) {
      expect(writtenHours(readHours(text))).toBe(text);
      expect(readHours(writtenHours(readHours(text)))).toEqual(readHours(text));
    }
  });
});
