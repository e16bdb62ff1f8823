import { setTimeout as sleep } from 'node:timers/promises';

/** Asks no more than once at a time: who asks meanwhile hears the same. Gives `undefined` where the answer fails or takes longer than `patienceMs`; it never throws. */
export function glance<T>(ask: () => Promise<T>, patienceMs: number): () => Promise<T | undefined> {
  let underWay: Promise<T | undefined> | undefined;
  return async () => {
    underWay ??= ask()
      .catch(() => undefined)
      .finally(() => (underWay = undefined));
    const late = new AbortController();
    const patience = sleep(patienceMs, undefined, { signal: late.signal }).catch(() => undefined);
    return Promise.race([underWay, patience]).finally(() => late.abort());
  };
}
