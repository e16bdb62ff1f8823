import type { Surroundings } from './settings.ts';
import { Timers } from './timers.ts';

/** What is to happen later, and the one alarm outside that tells when the first of it is due. */
export class Alarms {
  readonly #timers = new Timers();
  readonly #around: Surroundings;
  #set = Number.POSITIVE_INFINITY;

  constructor(around: Surroundings) {
    this.#around = around;
  }

  at(at: number, ring: () => void): void {
    this.#timers.add(at, ring);
    this.#setFirst();
  }

  /** Rings all that is due now. */
  ring(): void {
    this.#set = Number.POSITIVE_INFINITY;
    this.#timers.ring(this.#around.clock());
    this.#setFirst();
  }

  #setFirst(): void {
    if (this.#timers.next >= this.#set) return;
    this.#set = this.#timers.next;
    this.#around.effects.alarm(this.#set);
  }
}
