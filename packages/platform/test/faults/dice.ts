/** Dice that fall the same for the same seed. */
export type Dice = Readonly<{
  /** From 0 up to, not including, 1. */ fraction(): number;
  below(limit: number): number;
  one<T>(of: readonly T[]): T;
  chance(probability: number): boolean;
}>;

/** mulberry32. */
export function dice(seed: number): Dice {
  let state = seed >>> 0;
  const fraction = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit: number): number => Math.floor(fraction() * limit);
  return {
    fraction,
    below,
    one(of) {
      const found = of[below(of.length)];
      if (found === undefined) throw new Error('nothing to choose from');
      return found;
    },
    chance: (probability) => fraction() < probability,
  };
}
