/** Resolves where the thing can be used and throws or rejects where it cannot. */
type Check = () => unknown;

/**
 * What a module still misses: the names of the checks that fail or take longer than `withinMs`. A module hands this on as its `notReady`.
 */
export const readiness =
  (checks: Readonly<Record<string, Check>>, withinMs = 2_000): (() => Promise<readonly string[]>) =>
  async () => {
    const missing = await Promise.all(Object.entries(checks).map(async ([name, check]) => ((await passes(check, withinMs)) ? [] : [name])));
    return missing.flat();
  };

async function passes(check: Check, withinMs: number): Promise<boolean> {
  const { promise: late, resolve } = Promise.withResolvers<false>();
  const timer = setTimeout(() => resolve(false), withinMs);
  try {
    return await Promise.race([
      Promise.resolve()
        .then(check)
        .then(() => true),
      late,
    ]);
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}
