import { setTimeout as sleep } from 'node:timers/promises';

export type Backoff = Readonly<{ firstMs: number; mostMs: number }>;

/** How long to wait before try `failures + 1`: doubled each time, with jitter of a half, so that those who failed together do not come back together. */
export const pauseAfter = (failures: number, { firstMs, mostMs }: Backoff, dice: () => number = Math.random): number =>
  Math.min(mostMs, firstMs * 2 ** (failures - 1)) * (0.5 + dice() / 2);

/** Sleeps, or not to the end when `until` is aborted. */
export const pause = (ms: number, until?: AbortSignal): Promise<void> =>
  sleep(ms, undefined, until === undefined ? {} : { signal: until }).catch(() => undefined);
