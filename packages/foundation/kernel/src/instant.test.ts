import { expect, it } from 'vitest';
import { epochMilliseconds, isInYears } from './instant.ts';

it('reads an instant, whatever its offset', () => {
  expect(epochMilliseconds('2026-11-28T12:00:00+09:00')).toBe(Date.UTC(2026, 10, 28, 3));
  expect(epochMilliseconds('9999-12-31T23:59:59.999Z')).toBe(Date.UTC(10_000, 0) - 1);
});

it('takes no text for one that is none, or that has five digits of a year', () => {
  for (const text of ['', 'tomorrow', '2026-11-28', '2026-11-28T12:00:00', '2026-02-30T00:00:00Z', '+010000-01-01T00:00:00Z'])
    expect(epochMilliseconds(text)).toBeUndefined();
});

it('knows the instants that a database does not hold, some of them by their offset', () => {
  for (const text of ['0000-01-01T00:00:00Z', '9999-12-31T23:59:59-23:59', '0001-01-01T00:00:00+23:59']) {
    expect(isInYears(text)).toBe(false);
    expect(epochMilliseconds(text)).toBeUndefined();
  }
  for (const text of ['0001-01-01T00:00:00Z', '9999-12-31T23:59:59+23:59', '2026-11-28T12:00:00+09:00']) expect(isInYears(text)).toBe(true);
});
