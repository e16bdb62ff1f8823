/** Who can stand in a list of those that are ready: it has the link itself, so that no list needs an object a task. */
export interface Ready<T> {
  nextReady: T | undefined;
}

/** Those that are ready, first in, first out; linked by the tasks themselves. */
export class Fifo<T extends Ready<T>> {
  #first: T | undefined;
  #last: T | undefined;

  get empty(): boolean {
    return this.#first === undefined;
  }

  push(work: T): void {
    if (this.#last === undefined) this.#first = work;
    else this.#last.nextReady = work;
    this.#last = work;
  }

  shift(): T | undefined {
    const first = this.#first;
    if (first === undefined) return undefined;
    this.#first = first.nextReady;
    if (this.#first === undefined) this.#last = undefined;
    first.nextReady = undefined;
    return first;
  }
}
