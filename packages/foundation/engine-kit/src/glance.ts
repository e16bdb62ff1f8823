import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Asks no more than once at a time: who asks meanwhile hears the same. Gives `undefined` where the answer fails or takes longer than `patienceMs`, and at once while
 * one is overdue. It never throws.
 */
export function glance<T>(ask: () => Promise<T>, patienceMs: number): () => Promise<T | undefined> {
  let underWay: Promise<T | undefined> | undefined;
  let overdue = false;
  const begin = (): Promise<T | undefined> => {
    const answer = ask()
      .catch(() => undefined)
      .finally(() => {
        underWay = undefined;
        overdue = false;
      });
    const late = new AbortController();
    const patience = sleep(patienceMs, undefined, { signal: late.signal }).then(
      () => void (overdue = true),
      () => undefined,
    );
    return Promise.race([answer, patience]).finally(() => late.abort());
  };
  return async () => (overdue ? undefined : (underWay ??= begin()));
}
