import type { Clock } from '@noren/kernel';

type FakeClock = Clock &
  Readonly<{
    /** Milliseconds, or as Temporal has it: `{ minutes: 15 }`. */
    advance(by: number | Temporal.DurationLike): void;
    set(instant: string): void;
  }>;

/** Time that stands still until a test moves it. */
export function fakeClock(start = '2026-01-05T09:00:00.000Z'): FakeClock {
  let now = Date.parse(start);
  return {
    now: () => new Date(now),
    advance(by) {
      now += typeof by === 'number' ? by : Temporal.Duration.from(by).total('milliseconds');
    },
    set(instant) {
      now = Date.parse(instant);
    },
  };
}
