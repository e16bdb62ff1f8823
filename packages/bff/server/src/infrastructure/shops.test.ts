import { expect, it } from 'vitest';
import { hoursOf } from './shops.ts';

it('a day has the hours of the shop’s own clock: 23 where it goes forward, 25 where it goes back', () => {
  expect(hoursOf('2026-11-25', 'Asia/Tokyo')[0]).toEqual({ at: '2026-11-24T15:00:00.000Z', label: '00:00' });
  expect(hoursOf('2026-11-25', 'Asia/Tokyo')).toHaveLength(24);
  expect(hoursOf('2026-03-29', 'Europe/London')).toHaveLength(23);
  expect(hoursOf('2026-10-25', 'Europe/London').map(({ label }) => label)).toHaveLength(25);
});
