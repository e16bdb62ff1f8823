import { propertyOf, type Setting } from './property.ts';
import type { Completion, Handler, Task, Verdict } from './task.ts';

export type Batching = Readonly<{
  /** Tasks in a batch, at most. Lanes need at least as much concurrency, or batches stay smaller. */
  size: Setting<number>;
  /** How long the first task of a batch waits for others. Milliseconds. */
  lingerMs: Setting<number>;
}>;

/** Throwing fails all of the batch. A list of verdicts, by the tasks' places, tells of each; no verdict means done. */
export type BatchHandler = (tasks: readonly Task[]) => void | readonly (Verdict | undefined)[] | Promise<void | readonly (Verdict | undefined)[]>;

type Waiting = Readonly<{ task: Task; completion: Completion }>;

/** A handler that gathers tasks and handles them together. Where lanes keep the order of keys, a batch has one task of a key at most. */
export function batching(given: Batching, handle: BatchHandler): Handler {
  const [size, lingerMs] = [propertyOf(given.size, 1), propertyOf(given.lingerMs, 0)];
  let waiting: Waiting[] = [];
  let timer: NodeJS.Timeout | undefined;

  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    // Nobody waits for these any more: their partition is another member's.
    const batch = waiting.filter(({ task }) => !task.aborted);
    waiting = [];
    if (batch.length > 0) void settle(handle, batch);
  };

  return (task) => {
    waiting.push({ task, completion: task.defer() });
    if (waiting.length >= size.value) flush();
    else timer ??= setTimeout(flush, lingerMs.value);
  };
}

async function settle(handle: BatchHandler, batch: readonly Waiting[]): Promise<void> {
  try {
    const verdicts = await handle(batch.map(({ task }) => task));
    for (const [index, { completion }] of batch.entries()) completion.complete(verdicts?.[index]);
  } catch (error) {
    for (const { completion } of batch) completion.fail(error);
  }
}
