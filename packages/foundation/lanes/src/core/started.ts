import type { Work } from './work.ts';

/** Those that run, the longest-running first: whoever exceeds the time-out stands at the front, so no task needs a timer. */
export class Started {
  #first: Work | undefined;
  #last: Work | undefined;

  get first(): Work | undefined {
    return this.#first;
  }

  push(work: Work): void {
    work.startedBefore = this.#last;
    if (this.#last === undefined) this.#first = work;
    else this.#last.startedAfter = work;
    this.#last = work;
  }

  remove(work: Work): void {
    const { startedBefore, startedAfter } = work;
    if (startedBefore === undefined) this.#first = startedAfter;
    else startedBefore.startedAfter = startedAfter;
    if (startedAfter === undefined) this.#last = startedBefore;
    else startedAfter.startedBefore = startedBefore;
    work.startedBefore = undefined;
    work.startedAfter = undefined;
  }

  *[Symbol.iterator](): Generator<Work> {
    for (let work = this.#first; work !== undefined;) {
      const after = work.startedAfter;
      yield work;
      work = after;
    }
  }
}
