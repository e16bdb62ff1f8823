/** What a closed loop did: how often, for how long, how long each took (ms), and what went wrong. */
type Load = Readonly<{ count: number; seconds: number; latencies: readonly number[]; failures: ReadonlyMap<string, number> }>;

/** How a loop is run: so many callers at once, each asking again as soon as it is answered, for so long, after a warm-up that does not count. */
export type LoadPlan = Readonly<{ concurrency: number; seconds: number; warmUp: number; stopAfter?: number }>;

/**
 * Runs a closed loop. `op` resolves to `undefined`, or to what went wrong in a word, which is counted and not timed.
 * `counting` is called when the warm-up is over, `counted` when the time is up, before the last answers are in: meters are read there.
 */
export async function closedLoop(
  { concurrency, seconds, warmUp, stopAfter = Number.POSITIVE_INFINITY }: LoadPlan,
  op: () => Promise<string | undefined>,
  counting: () => void,
  counted: () => void,
): Promise<Load> {
  const latencies: number[] = [];
  const failures = new Map<string, number>();
  let phase: 'warm-up' | 'counting' | 'over' = warmUp > 0 ? 'warm-up' : 'counting';
  let requests = 0;
  const caller = async (): Promise<void> => {
    while (phase !== 'over' && requests < stopAfter) {
      requests += 1;
      const started = performance.now();
      const failure = await op();
      if (phase !== 'counting') continue;
      if (failure === undefined) latencies.push(performance.now() - started);
      else failures.set(failure, (failures.get(failure) ?? 0) + 1);
    }
  };
  const callers = Promise.all(Array.from({ length: concurrency }, caller));
  await Promise.race([pause(warmUp), callers]);
  phase = 'counting';
  counting();
  const started = performance.now();
  await Promise.race([pause(seconds), callers]);
  phase = 'over';
  const took = (performance.now() - started) / 1_000;
  counted();
  await callers;
  return { count: latencies.length, seconds: took, latencies, failures };
}

const pause = (seconds: number): Promise<void> => new Promise((ended) => void setTimeout(ended, seconds * 1_000).unref());
