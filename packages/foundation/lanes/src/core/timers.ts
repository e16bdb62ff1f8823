type Entry = Readonly<{ at: number; order: number; ring: () => void }>;

/** What is to happen later: a heap, so that thousands of waits need one timer of the process. */
export class Timers {
  readonly #heap: Entry[] = [];
  #added = 0;

  /** When the first is due; `Infinity` where none is. */
  get next(): number {
    return this.#heap[0]?.at ?? Number.POSITIVE_INFINITY;
  }

  get size(): number {
    return this.#heap.length;
  }

  add(at: number, ring: () => void): void {
    this.#added += 1;
    const entry = { at, order: this.#added, ring };
    let index = this.#heap.push(entry) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      const above = this.#heap[parent];
      if (above === undefined || isBefore(above, entry)) break;
      this.#heap[index] = above;
      index = parent;
    }
    this.#heap[index] = entry;
  }

  /** Rings all that is due, in order; what these add is rung too if it is due. */
  ring(now: number): void {
    while (this.next <= now) this.#shift()?.ring();
  }

  #shift(): Entry | undefined {
    const [first] = this.#heap;
    const last = this.#heap.pop();
    if (last === undefined || last === first) return first;
    let index = 0;
    for (;;) {
      const left = 2 * index + 1;
      const [one, other] = [this.#heap[left], this.#heap[left + 1]];
      const child = one !== undefined && other !== undefined && isBefore(other, one) ? left + 1 : left;
      const below = this.#heap[child];
      if (below === undefined || isBefore(last, below)) break;
      this.#heap[index] = below;
      index = child;
    }
    this.#heap[index] = last;
    return first;
  }
}

const isBefore = (one: Entry, other: Entry): boolean => one.at < other.at || (one.at === other.at && one.order < other.order);
