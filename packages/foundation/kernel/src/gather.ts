/**
 * Concurrent callers' items become one batch, without waiting: while one batch runs, the next takes all that came meanwhile.
 * `run` answers item by item, in order; when it throws, every caller of that batch gets the error.
 * `max` bounds a batch; `concurrency` is how many may run at once (1 keeps the callers' order).
 */
export function gather<Item, Answer>(
  run: (items: readonly Item[]) => Promise<readonly Answer[]>,
  { max = 1_000, concurrency = 1 }: Readonly<{ max?: number; concurrency?: number }> = {},
): (item: Item) => Promise<Answer> {
  type Waiting = { readonly item: Item; resolve(answer: Answer): void; reject(error: unknown): void };
  let queue: Waiting[] = [];
  let running = 0;

  const flush = async (): Promise<void> => {
    running += 1;
    try {
      while (queue.length > 0) {
        const batch = queue.slice(0, max);
        queue = queue.slice(max);
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
