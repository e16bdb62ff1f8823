import type pg from 'pg';
import { pause } from '../backoff.ts';
import type { Notifier } from '../notifier.ts';
import type { Running } from '../log.ts';
import { endsOf } from './reading.ts';

/** The safety net under the bell: one look at the heads of all partitions per interval, for all readers of the process. Rings for those that are behind. */
export function pollHeads(pool: pg.Pool, topics: readonly string[], bell: Notifier, everyMs: number): Running {
  const stopping = new AbortController();
  const work = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      // While the database is away there is nothing to ring for, and readers tell of the outage.
      await endsOf(pool, topics).then(bell.ringBehind, () => undefined);
      await pause(everyMs, stopping.signal);
    }
  };
  const working = work();
  return {
    stop: async () => {
      stopping.abort();
      await working;
    },
  };
}
