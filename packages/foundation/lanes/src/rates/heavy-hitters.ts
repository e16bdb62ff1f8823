/** How often a key came: no more often than `count`, no less than `count − error`. */
export type Counted = Readonly<{ key: string; count: number; error: number }>;

/** Counts keys, the frequent ones well. */
export interface HeavyHitters {
  add(key: string): void;
  /** At least so often a key came: 0 where it is not among those that are counted. Never too many. */
  atLeast(key: string): number;
  /** The most frequent ones first. */
  top(count: number): readonly Counted[];
  /** All that was added. */
  readonly total: number;
}

type Slot = { key: string; count: number; error: number };

/**
 * Space-Saving (Metwally, Agrawal, El Abbadi 2005) with so many slots: a key without a slot takes the slot of the least frequent one and inherits its count as its
 * possible error. Every key that came more often than `total / slots` has a slot. The slots form a heap, least count first.
 */
export function heavyHitters(slots: number): HeavyHitters {
  if (!(Number.isInteger(slots) && slots >= 1)) throw new RangeError(`heavy hitters want a slot or more, not ${slots}`);
  const heap: Slot[] = [];
  const places = new Map<string, number>();
  let total = 0;

  const put = (slot: Slot, at: number): void => {
    heap[at] = slot;
    places.set(slot.key, at);
  };

  /** A slot's count has grown: it sinks below those that are less. */
  const sink = (slot: Slot, from: number): void => {
    let at = from;
    for (;;) {
      const [left, right] = [heap[2 * at + 1], heap[2 * at + 2]];
      const least = right !== undefined && left !== undefined && right.count < left.count ? right : left;
      if (least === undefined || least.count >= slot.count) break;
      put(least, at);
      at = least === left ? 2 * at + 1 : 2 * at + 2;
    }
    put(slot, at);
  };

  /** A new slot counts 1, the least there can be: it rises above those that are more. */
  const rise = (slot: Slot): void => {
    let at = heap.length;
    while (at > 0) {
      const above = heap[(at - 1) >> 1];
      if (above === undefined || above.count <= slot.count) break;
      put(above, at);
      at = (at - 1) >> 1;
    }
    put(slot, at);
  };

  return {
    add(key) {
      total += 1;
      const at = places.get(key);
      const known = at === undefined ? undefined : heap[at];
      if (known !== undefined && at !== undefined) {
        known.count += 1;
        sink(known, at);
      } else if (heap.length < slots) rise({ key, count: 1, error: 0 });
      else {
        const [least] = heap;
        if (least === undefined) return;
        places.delete(least.key);
        least.error = least.count;
        least.count += 1;
        least.key = key;
        sink(least, 0);
      }
    },
    atLeast(key) {
      const at = places.get(key);
      const slot = at === undefined ? undefined : heap[at];
      return slot === undefined ? 0 : slot.count - slot.error;
    },
    top: (count) =>
      heap
        .toSorted((a, b) => b.count - a.count || a.error - b.error)
        .slice(0, count)
        .map((slot) => ({ ...slot })),
    get total() {
      return total;
    },
  };
}
