import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { syncClock, serverNow } from './clock.ts';

it('is the server’s, once the two differ by more than what an answer takes', () => {
  vi.useFakeTimers({ now: Date.parse('2026-11-25T12:00:00Z') });
  try {
    syncClock('Wed, 25 Nov 2026 12:00:01 GMT');
    expect(new Date(serverNow()).toISOString()).toBe('2026-11-25T12:00:00.000Z');
    syncClock('Wed, 25 Nov 2026 13:30:00 GMT');
    expect(new Date(serverNow()).toISOString()).toBe('2026-11-25T13:30:00.000Z');
    syncClock(null);
    syncClock('no time at all');
    expect(new Date(serverNow()).toISOString()).toBe('2026-11-25T13:30:00.000Z');
  } finally {
    vi.useRealTimers();
  }
});

it('is the only place that asks the device', () => {
  const source = join(import.meta.dirname, '..');
  const asking = readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.test.ts'))
    .filter((path) => /Date\.now\(|new Date\(\)|\bnow\(|\btoday\(/.test(readFileSync(join(source, path), 'utf8')));
  expect(asking).toEqual([join('api', 'clock.ts')]);
});
