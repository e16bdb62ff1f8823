import type { Case } from './cases.ts';

export type Plan = Readonly<{
  rounds: number;
  /** Tasks of a run of B1 that count, beside those that warm up. Systems that could not do so many in `seconds` get fewer. */
  tasks: number;
  /** How long a run of a slow system of B1 counts; what is paced lasts some times as long. */
  seconds: number;
  /** What B1 measures. */
  cases: readonly Case[];
  /** Systems whose names hold one of these; all where there is none. */
  systems: readonly string[];
}>;
