import { type RefObject, useEffect, useRef, useState } from 'react';

/** How wide an element is, as it changes. */
export function useWidth(first = 600): readonly [RefObject<HTMLDivElement | null>, number] {
  const element = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(first);
  useEffect(() => {
    const { current } = element;
    if (!current) return undefined;
    const watch = new ResizeObserver(([entry]) => entry && setWidth(Math.round(entry.contentRect.width)));
    watch.observe(current);
    return () => watch.disconnect();
  }, []);
  return [element, width];
}
