import type { Commits, Log } from '@noren/log';
import { batching, property, runLanes, type Lanes } from '../index.ts';

/** Writes records to a store, up to 100 with one call; how many may be changed while it runs. */
export function copyTo(
  log: Log & Commits,
  store: (values: readonly Uint8Array[]) => Promise<void>,
): Readonly<{ lanes: Lanes; batch: { set(size: number): void } }> {
  const size = property(100);
  const handler = batching({ size, lingerMs: 10 }, (tasks) => store(tasks.map(({ record }) => record.value)));
  return { lanes: runLanes(log, { group: 'copies', topics: ['events'], handler, concurrency: 200 }), batch: size };
}
