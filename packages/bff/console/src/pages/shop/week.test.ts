import { expect, it } from 'vitest';
import { overlapping, periodsOf, weekOf } from './week.ts';

const week = (days: Readonly<Record<number, readonly (readonly [string, string])[]>>) =>
  Object.fromEntries(Object.entries(days).map(([day, hours]) => [day, hours.map(([from, until]) => ({ from, until }))]));

it('hours that pass midnight end on the next day, and come back as they were typed', () => {
  const periods = periodsOf(week({ 5: [['22:00', '02:00']] }));
  expect(periods).toEqual([{ weekday: 5, fromMinute: 1_320, untilMinute: 1_560 }]);
  expect(weekOf(periods)[5]).toEqual([{ from: '22:00', until: '02:00' }]);
});

it('midnight to midnight is the whole day', () => {
  expect(periodsOf(week({ 1: [['00:00', '00:00']] }))).toEqual([{ weekday: 1, fromMinute: 0, untilMinute: 1_440 }]);
});

it('hours that overlap are found, on one day, over midnight and from Sunday to Monday', () => {
  expect([
    ...overlapping(
      week({
        1: [
          ['09:00', '12:00'],
          ['11:00', '13:00'],
        ],
      }),
    ),
  ]).toEqual([1]);
  expect([...overlapping(week({ 1: [['22:00', '02:00']], 2: [['01:00', '03:00']] }))]).toEqual([1, 2]);
  expect([...overlapping(week({ 1: [['01:00', '03:00']], 7: [['22:00', '02:00']] }))]).toEqual([1, 7]);
  expect([
    ...overlapping(
      week({
        1: [
          ['09:00', '12:00'],
          ['12:00', '13:00'],
        ],
      }),
    ),
  ]).toEqual([]);
});
