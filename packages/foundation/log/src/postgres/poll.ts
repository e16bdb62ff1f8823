import type pg from 'pg';
import { pause } from '../backoff.ts';
import type { Bell } from '../bell.ts';
import type { Running } from '../log.ts';
import { positionKey } from '../log.ts';
import { endsOf } from './reading.ts';

/** The safety net under the bell: one look at the heads of all partitions per interval, for all readers of the process. Rings where a head has moved. */
export function pollHeads(pool: pg.Pool, topics: readonly string[], bell: Bell, everyMs: number): Running {
  const stopping = new AbortController();
  const seen = new Map<string, number>();
  const look = async (): Promise<void> => {
    const moved = (await endsOf(pool, topics)).filter((end) => seen.get(positionKey(end)) !== end.offset);
    for (const end of moved) seen.set(positionKey(end), end.offset);
    if (moved.length > 0) bell.ringHere([...new Set(moved.map(({ topic }) => topic))]);
  };
  const work = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      // While the database is away there is nothing to ring for, and readers tell of the outage.
      await look().catch(() => undefined);
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
