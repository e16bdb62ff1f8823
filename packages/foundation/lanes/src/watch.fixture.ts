import { positionKey, type LogRecord } from '@noren/log';
import type { Handler, Task } from './task.ts';

/** Watches handlers of many members from outside: who ran when, what overtook, what ran twice. */
export class Watch {
  readonly violations: string[] = [];
  /** How often each record was done, by `partition@offset`. */
  readonly times = new Map<string, number>();
  readonly #running = new Map<string, Task>();
  readonly #lastDone = new Map<string, number>();

  /** A handler that is watched; records of other tests are done at once and not counted. */
  of(mark: string, handle: Handler): Handler {
    return async (task) => {
      const { record } = task;
      if (!record.key.startsWith(`${mark}/`)) return;
      this.#begin(task);
      try {
        const verdict = await handle(task);
        if (verdict === undefined && !task.aborted) this.#done(record);
        return verdict;
      } finally {
        const lane = `${positionKey(record)} ${record.key}`;
        if (this.#running.get(lane) === task) this.#running.delete(lane);
      }
    };
  }

  get done(): number {
    return this.times.size;
  }

  get redone(): number {
    return [...this.times.values()].filter((times) => times > 1).length;
  }

  /** The members whose tasks these are died. */
  forget(mine: ReadonlySet<Task>): void {
    for (const [lane, task] of this.#running) if (mine.has(task)) this.#running.delete(lane);
  }

  #begin(task: Task): void {
    const { record } = task;
    const lane = `${positionKey(record)} ${record.key}`;
    const other = this.#running.get(lane);
    if (other !== undefined && !other.aborted) this.violations.push(`${lane}@${record.offset} ran beside @${other.record.offset}`);
    this.#running.set(lane, task);
  }

  #done(record: LogRecord): void {
    const lane = `${positionKey(record)} ${record.key}`;
    const place = `${positionKey(record)}@${record.offset}`;
    const last = this.#lastDone.get(lane) ?? -1;
    const before = this.times.get(place) ?? 0;
    this.times.set(place, before + 1);
    // Going back is being done again, which may be; whoever is new must be behind all of its key that were done.
    if (before === 0 && record.offset < last) this.violations.push(`${place} came after @${last} of its key`);
    this.#lastDone.set(lane, Math.max(last, record.offset));
  }
}
