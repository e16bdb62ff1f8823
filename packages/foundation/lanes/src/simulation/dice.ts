/** Chance that a seed repeats. */
export type Dice = Readonly<{
  /** From 0 to 1, not 1 itself. */
  roll(): number;
  /** A whole number from `least` to `most`. */
  whole(least: number, most: number): number;
  chance(probability: number): boolean;
  of<Item>(items: readonly [Item, ...Item[]]): Item;
}>;

/** Mulberry32: small, quick, and good enough to draw schedules. */
export function dice(seed: number): Dice {
  let state = seed | 0;
  const roll = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const whole = (least: number, most: number): number => least + Math.floor(roll() * (most - least + 1));
  return { roll, whole, chance: (probability) => roll() < probability, of: (items) => items[whole(0, items.length - 1)] ?? items[0] };
}
