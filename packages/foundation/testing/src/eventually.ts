import { setTimeout as sleep } from 'node:timers/promises';

/** Repeats the check until it neither throws nor gives `false`, and gives what it gave; after `ms` it throws what the check threw last. */
export async function eventually<T>(check: () => T | Promise<T>, ms = 5_000): Promise<T> {
  for (const until = performance.now() + ms; ; await sleep(20)) {
    try {
      const found = await check();
      if (found !== false) return found;
      if (performance.now() > until) throw new Error(`still false after ${ms} ms`);
    } catch (error) {
      if (performance.now() > until) throw error;
    }
  }
}
