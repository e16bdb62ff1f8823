import type { Work } from './work.ts';

/** Those that are ready, first in, first out; linked by the tasks themselves. */
export class Fifo {
  #first: Work | undefined;
  #last: Work | undefined;

  get empty(): boolean {
    return this.#first === undefined;
  }

  push(work: Work): void {
    if (this.#last === undefined) this.#first = work;
    else this.#last.nextReady = work;
    this.#last = work;
  }

  shift(): Work | undefined {
    const first = this.#first;
    if (first === undefined) return undefined;
    this.#first = first.nextReady;
    if (this.#first === undefined) this.#last = undefined;
    first.nextReady = undefined;
    return first;
  }
}
