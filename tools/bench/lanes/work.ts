/** What a task waits for: a timer in its process, or the answer of another process over TCP. */
export type Io = 'sleep' | 'echo';
export const IOS: readonly Io[] = ['sleep', 'echo'];

/** So many waits, one after the other, of so many milliseconds. */
export type WorkShape = Readonly<{ steps: number; ms: number; io: Io }>;

export const totalMs = ({ steps, ms }: WorkShape): number => steps * ms;

export const workName = ({ steps, ms, io }: WorkShape): string => (ms === 0 ? 'no work' : `${steps}x${ms} ms ${io === 'echo' ? 'over TCP' : 'asleep'}`);

/** `5x4` → five waits of 4 ms; `0`: none. */
export function parseWork(text: string): Omit<WorkShape, 'io'> {
  if (text === '0') return { steps: 0, ms: 0 };
  const [, steps, ms] = /^(\d{1,3})x(\d{1,5})$/.exec(text) ?? [];
  if (steps === undefined || ms === undefined) throw new Error(`--work wants 0 or STEPSxMS, such as 5x4, not ${text}`);
  return { steps: Number(steps), ms: Number(ms) };
}
