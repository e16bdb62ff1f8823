import type pg from 'pg';
import { pause } from '../backoff.ts';
import type { Notifier } from '../notifier.ts';
import type { Running } from '../log.ts';
import { endsOf } from './reading.ts';

/** The safety net under the notifier: one look at the heads of all partitions per interval, for all readers of the process. Wakes those that are behind. */
export function pollHeads(pool: pg.Pool, topics: readonly string[], notifier: Notifier, everyMs: number): Running {
  const stopping = new AbortController();
  const work = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      // While the database is away there is nobody to wake, and readers tell of the outage.
      await endsOf(pool, topics).then(notifier.notifyBehind, () => undefined);
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
