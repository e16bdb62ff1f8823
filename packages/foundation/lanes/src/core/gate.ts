import type { Limit } from '../limits/limit.ts';
import type { Bucket } from './bucket.ts';
import { Fifo, type Ready } from './fifo.ts';

/** What goes through a gate, when its level has its turn. */
interface Passing<T> extends Ready<T> {
  readonly level: number;
}

/** What is ready to go to one downstream, and how many may be there at once. Levels take turns by their weights, so that none starves. */
export class Gate<T extends Passing<T>> {
  readonly name: string;
  readonly limit: Limit;
  inFlight = 0;
  /** Ready, and waiting for room. */
  waiting = 0;
  /** The rate at which tasks may begin; shared by gates that have none of their own. */
  readonly bucket: Bucket | undefined;
  /** It waits for the rate. */
  asleep = false;
  /** It stands in the list of gates to look at. */
  stirred = false;
  readonly #levels: readonly Readonly<{ ready: Fifo<T>; weight: number }>[];
  readonly #credits: number[];

  constructor(name: string, limit: Limit, weights: readonly number[], bucket: Bucket | undefined) {
    this.name = name;
    this.limit = limit;
    this.bucket = bucket;
    this.#levels = weights.map((weight) => ({ ready: new Fifo<T>(), weight }));
    this.#credits = weights.map(() => 0);
  }

  push(work: T): void {
    this.waiting += 1;
    this.#levels[work.level]?.ready.push(work);
  }

  get empty(): boolean {
    return this.waiting === 0;
  }

  get hasRoom(): boolean {
    return this.inFlight < this.limit.limit();
  }

  shift(): T | undefined {
    const work = this.#next();
    if (work !== undefined) this.waiting -= 1;
    return work;
  }

  #next(): T | undefined {
    if (this.#levels.length === 1) return this.#levels[0]?.ready.shift();
    // Smooth weighted round robin, as nginx does it: every level that has something gains its weight, who goes first pays for all.
    let best = -1;
    let total = 0;
    for (const [index, { ready, weight }] of this.#levels.entries()) {
      if (ready.empty) continue;
      total += weight;
      this.#credits[index] = (this.#credits[index] ?? 0) + weight;
      if (best < 0 || (this.#credits[index] ?? 0) > (this.#credits[best] ?? 0)) best = index;
    }
    if (best < 0) return undefined;
    this.#credits[best] = (this.#credits[best] ?? 0) - total;
    return this.#levels[best]?.ready.shift();
  }
}
