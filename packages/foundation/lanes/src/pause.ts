import { setTimeout as sleep } from 'node:timers/promises';

/** Sleeps, or not to the end when `until` is aborted. */
export const pause = (ms: number, until: AbortSignal): Promise<void> => sleep(ms, undefined, { signal: until }).catch(() => undefined);
