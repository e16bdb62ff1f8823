import type { Dice } from '../../../packages/platform/test/faults/dice.ts';

/** The process died here. */
export class Crash extends Error {
  override readonly name = 'Crash';
}

type Waiting = Readonly<{ mayCrash: boolean; go(): void; crash(): void }>;

/** Who goes on next: everybody waits at each step until the dice let one of them go on, or let it die where it stands. The same dice, the same run. */
export class Turns {
  readonly #waiting: Waiting[] = [];
  readonly #dice: Dice;
  crashes = 0;

  constructor(dice: Dice) {
    this.#dice = dice;
  }

  /** Waits for a turn: the place where others get in between, or where it ends. */
  step(mayCrash = true): Promise<void> {
    return new Promise((resolve, reject) => this.#waiting.push({ mayCrash, go: resolve, crash: () => reject(new Crash('killed')) }));
  }

  /** Gives turns until `over`. `crashing`: how likely a turn ends the one whose it is. Throws where it goes on for ever. */
  async play(over: () => boolean, crashing: () => number, most = 200_000): Promise<void> {
    for (let turn = 0; ; turn += 1) {
      // What a turn leads to runs to its next step, microtask by microtask.
      await new Promise((resolve) => setImmediate(resolve));
      if (over()) return;
      if (turn > most) throw new Error(`not at rest after ${most} turns`);
      const [next] = this.#waiting.splice(this.#dice.below(this.#waiting.length), 1);
      if (!next) throw new Error('nobody waits, and it is not over');
      if (next.mayCrash && this.#dice.chance(crashing())) {
        this.crashes += 1;
        next.crash();
      } else next.go();
    }
  }
}
