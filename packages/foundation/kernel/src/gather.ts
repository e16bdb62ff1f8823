/**
 * Concurrent callers' items become one batch, without waiting: while one batch runs, the next takes all that came meanwhile.
 * `run` answers item by item, in order; when it throws, every caller of that batch gets the error.
 * `max` bounds a batch, and so does `most` of what `sizeOf` says of its items together (one that is larger goes alone); `concurrency` is how many may run at
 * once (1 keeps the callers' order).
 */
export function gather<Item, Answer>(
  run: (items: readonly Item[]) => Promise<readonly Answer[]>,
  {
    max = 1_000,
    concurrency = 1,
    most = Infinity,
    sizeOf = () => 0,
  }: Readonly<{ max?: number; concurrency?: number; most?: number; sizeOf?: (item: Item) => number }> = {},
): (item: Item) => Promise<Answer> {
  type Waiting = { readonly item: Item; resolve(answer: Answer): void; reject(error: unknown): void };
  let queue: Waiting[] = [];
  let running = 0;

  /** How many of those that wait go together: one at least. */
  const fitting = (): number => {
    if (most === Infinity) return max;
    let size = 0;
    const over = queue.slice(0, max).findIndex(({ item }, at) => (size += sizeOf(item)) > most && at > 0);
    return over === -1 ? max : over;
  };

  const flush = async (): Promise<void> => {
    running += 1;
    try {
      while (queue.length > 0) {
        const count = fitting();
        const batch = queue.slice(0, count);
        queue = queue.slice(count);
        try {
          const answers = await run(batch.map(({ item }) => item));
          if (answers.length !== batch.length) throw new Error(`gather: ${batch.length} items got ${answers.length} answers`);
          for (const [at, waiting] of batch.entries()) waiting.resolve(answers[at] as Answer);
        } catch (error) {
          for (const waiting of batch) waiting.reject(error);
        }
      }
    } finally {
      running -= 1;
    }
  };

  return (item) =>
    new Promise((resolve, reject) => {
      queue.push({ item, resolve, reject });
      // A turn of the microtask queue lets callers of the same turn share the first batch.
      if (running < concurrency) queueMicrotask(() => void (running < concurrency && queue.length > 0 ? flush() : undefined));
    });
}
