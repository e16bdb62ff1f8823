import { z } from 'zod';
import type { Counted } from './report.ts';

/**
 * Of the domain and application code (`packages/<area>/<room>/src/{domain,application}`) at least so many percent are run by unit tests: those without a
 * database. CI fails below, and says so when a floor is a whole percent behind. Then it is raised to the whole percent that is reached, in the change
 * that reached it. It is lowered in one case only: code that had tests has left these folders or the repository, and the message of the commit says so.
 */
const floors = { lines: 65, branches: 70 } as const;

const Summary = z.object({ total: z.object({ lines: z.object({ pct: z.number() }), branches: z.object({ pct: z.number() }) }) });
type Floors = Readonly<Record<keyof typeof floors, number>>;

/** The figure of a run (vitest's coverage-summary.json; undefined: there is none), as a line to print and as a check that passed or failed. */
export function coverageOf(summary: unknown, least: Floors = floors): Readonly<{ line: string; counted: Counted }> {
  if (summary === undefined) return { line: 'coverage: not measured', counted: { passed: 0, failed: 1 } };
  const { lines, branches } = Summary.parse(summary).total;
  const shares = [part('lines', lines.pct, least.lines), part('branches', branches.pct, least.branches)];
  const held = lines.pct >= least.lines && branches.pct >= least.branches;
  return {
    line: `coverage of domain and application: ${shares.join(', ')}`,
    counted: held ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 },
  };
}

function part(what: string, percent: number, floor: number): string {
  const whole = Math.floor(percent);
  const why = percent < floor ? `below ${floor} %` : whole > floor ? `at least ${floor} %: raise that to ${whole}` : `at least ${floor} %`;
  return `${percent.toFixed(1)} % of ${what} (${why})`;
}
