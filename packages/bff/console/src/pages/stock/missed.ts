import { z } from 'zod';

/** A code that was scanned and not counted: nobody knows it, it is that of several articles, or nobody answered. `times`: how often, since. */
const MissedCode = z.object({ code: z.string(), times: z.number(), why: z.enum(['unknown', 'several', 'failed']) });
export type MissedCode = Readonly<z.infer<typeof MissedCode>>;

/** Once more; it comes to the top, where the eye is. */
export function missedOnce(codes: readonly MissedCode[], code: string, why: MissedCode['why']): readonly MissedCode[] {
  const before = codes.find((one) => one.code === code);
  return [{ code, why, times: (before?.times ?? 0) + 1 }, ...without(codes, code)];
}

/** One of its scans was dealt with. */
export const onceLess = (codes: readonly MissedCode[], code: string): readonly MissedCode[] =>
  codes.flatMap((one) => (one.code !== code ? [one] : one.times > 1 ? [{ ...one, times: one.times - 1 }] : []));

export const without = (codes: readonly MissedCode[], code: string): readonly MissedCode[] => codes.filter((one) => one.code !== code);

/** What was kept of them; none where it cannot be read. */
export const missedIn = (stored: unknown): readonly MissedCode[] => z.array(MissedCode).safeParse(stored).data ?? [];
