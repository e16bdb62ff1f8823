import { isDeepStrictEqual } from 'node:util';
import type { House } from '../../packages/platform/test/faults/house.ts';

/** One way to put Noren to the test, as often as there is time. It gives what went wrong: nothing, mostly. */
export type Trial = Readonly<{ name: string; run(seed: number, say: (line: string) => void): Promise<readonly string[]> }>;

/** A trial on a platform that runs already. */
export type HouseTrial = Readonly<{ name: string; run(house: House, seed: number, say: (line: string) => void): Promise<readonly string[]> }>;

/** One line where two things that must be the same are not. */
export const differs = (what: string, found: unknown, wanted: unknown): readonly string[] =>
  isDeepStrictEqual(found, wanted) ? [] : [`${what}: ${JSON.stringify(found)}, not ${JSON.stringify(wanted)}`];
