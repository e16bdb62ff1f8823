import type { Core } from './core/core.ts';
import type { Work } from './core/work.ts';
import type { Handler, Verdict } from './task.ts';

/** Calls handlers. What waits for a promise is used again for the next one, so that a task costs no closure. */
export class Calls {
  readonly #handler: Handler;
  readonly #core: () => Core;
  readonly #crashed: (error: unknown) => void;
  readonly #idle: Call[] = [];

  constructor(handler: Handler, core: () => Core, crashed: (error: unknown) => void) {
    this.#handler = handler;
    this.#core = core;
    this.#crashed = crashed;
  }

  start(work: Work, run: number): void {
    let answer: void | Verdict | Promise<void | Verdict>;
    try {
      answer = this.#handler(work);
    } catch (error) {
      return this.#core().failed(work, run, error);
    }
    if (!(answer instanceof Promise)) return this.#core().returned(work, run, answer);
    const call = this.#idle.pop() ?? this.#newCall();
    call.work = work;
    call.run = run;
    answer.then(call.resolved, call.failed);
  }

  #newCall(): Call {
    const over = (tell: (core: Core, work: Work) => void): void => {
      const { work } = call;
      call.work = undefined;
      this.#idle.push(call);
      if (work === undefined) return;
      try {
        tell(this.#core(), work);
      } catch (error) {
        this.#crashed(error);
      }
    };
    const call: Call = {
      work: undefined,
      run: 0,
      resolved: (verdict) => {
        const { run } = call;
        over((core, work) => core.returned(work, run, verdict));
      },
      failed: (error) => {
        const { run } = call;
        over((core, work) => core.failed(work, run, error));
      },
    };
    return call;
  }
}

type Call = {
  work: Work | undefined;
  run: number;
  readonly resolved: (verdict: void | Verdict) => void;
  readonly failed: (error: unknown) => void;
};
