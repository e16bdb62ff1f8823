/**
 * Does each of `tasks`, at most `limit` at once, begun in the order in which they are given. `tell` hears of each as soon as it and all that `order`
 * has before it have ended, so what is told reads the same every time.
 */
export async function atOnce<T>(
  tasks: ReadonlyMap<string, () => Promise<T>>,
  { limit, order, tell }: Readonly<{ limit: number; order: readonly string[]; tell: (result: T) => void }>,
): Promise<readonly T[]> {
  const waiting = [...tasks];
  const ended = new Map<string, T>();
  const results: T[] = [];
  const names = order.filter((name) => tasks.has(name));

  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [name, task] = next;
      ended.set(name, await task());
      for (let result = ended.get(names[results.length] ?? ''); result !== undefined; result = ended.get(names[results.length] ?? '')) {
        results.push(result);
        tell(result);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, tasks.size) }, worker));
  return results;
}
