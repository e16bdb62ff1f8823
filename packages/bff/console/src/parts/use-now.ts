import { useEffect, useState } from 'react';
import { serverNow } from '../api/clock.ts';

/** The server's time, moving on every so many milliseconds. */
export function useNow(every: number): number {
  const [now, setNow] = useState(serverNow);
  useEffect(() => {
    const clock = setInterval(() => setNow(serverNow()), every);
    return () => clearInterval(clock);
  }, [every]);
  return now;
}

/** The value once it has stood still for so long: not every letter typed is a question. */
export function useSettled<Value>(value: Value, after: number): Value {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const wait = setTimeout(() => setSettled(value), after);
    return () => clearTimeout(wait);
  }, [value, after]);
  return settled;
}
