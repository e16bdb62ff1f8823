import { defaultRangeExtractor, type Range } from '@tanstack/react-virtual';
import { useState } from 'react';

/** Rows on either side of the one that has the focus: one press of Tab goes no further. */
const NEAR = 2;

/**
 * For a list of which only what is in sight is in the page: what is near the focus is in it too. Whoever holds Tab down comes to every row, also where the
 * list is scrolled slower than the key repeats.
 */
export function useNearFocus(): Readonly<{ rangeExtractor: (range: Range) => number[]; onFocusOf: (index: number) => () => void }> {
  const [focused, setFocused] = useState<number>();
  return {
    rangeExtractor(range) {
      const inSight = defaultRangeExtractor(range);
      if (focused === undefined) return inSight;
      const near = Array.from({ length: 2 * NEAR + 1 }, (_, at) => focused - NEAR + at).filter((index) => index >= 0 && index < range.count);
      return [...new Set([...inSight, ...near])].toSorted((a, b) => a - b);
    },
    onFocusOf: (index) => () => setFocused(index),
  };
}
