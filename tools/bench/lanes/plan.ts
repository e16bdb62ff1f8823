import type { Keys } from './tasks.ts';

/** So many waits of so many milliseconds. */
export type WorkShape = Readonly<{ steps: number; ms: number }>;

export type Plan = Readonly<{
  rounds: number;
  /** Tasks of a run that count; a quarter more come before, to warm up. Systems that could not do so many in some seconds get fewer. */
  tasks: number;
  works: readonly WorkShape[];
  keys: readonly Keys[];
  /** Systems whose names hold one of these; all where there is none. */
  systems: readonly string[];
}>;

export const workName = ({ steps, ms }: WorkShape): string => (ms === 0 ? '0' : `${steps}x${ms}`);

/** `5x4` → five waits of 4 ms; `0`: none. */
export function parseWork(text: string): WorkShape {
  if (text === '0') return { steps: 0, ms: 0 };
  const [, steps, ms] = /^(\d{1,3})x(\d{1,5})$/.exec(text) ?? [];
  if (steps === undefined || ms === undefined) throw new Error(`--work wants 0 or STEPSxMS, such as 5x4, not ${text}`);
  return { steps: Number(steps), ms: Number(ms) };
}
