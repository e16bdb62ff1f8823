import { setTimeout as sleep } from 'node:timers/promises';

const HELD_MS = 250;
/** Each holds a connection open, which costs some kilobytes. */
export const MOST_HELD = 1_000;

/** Holds a refusal back for a moment, so that whoever repeats at once cannot repeat faster than that; a thousand at a time, and no more. */
export function holding(): () => Promise<void> {
  let held = 0;
  return async () => {
    if (held >= MOST_HELD) return;
    held += 1;
    await sleep(HELD_MS);
    held -= 1;
  };
}
