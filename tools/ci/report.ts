import { relative } from 'node:path';
import { z } from 'zod';

/** How the tests of one file ended. `passed` and `failed` count tests; a file that did not load, or broke between its tests, has failed once. */
export type FileResult = Readonly<{ file: string; passed: number; failed: number }>;
/** A run of vitest: its files, and how often it went wrong beside them. */
export type TestRun = Readonly<{ files: readonly FileResult[]; wrong: number }>;
export type Counted = Readonly<{ passed: number; failed: number }>;

const Report = z.object({
  testResults: z.array(z.object({ name: z.string(), status: z.string(), assertionResults: z.array(z.object({ status: z.string() })) })),
});

/**
 * What a run of vitest says: its JSON report (undefined: it wrote none), whether it ended well, and what it said. A run that failed although none of its
 * files did is wrong once; so is one with errors that no test caught, of which the report says nothing.
 */
export function runOf({ report, good, said }: Readonly<{ report: unknown; good: boolean; said: string }>, root: string): TestRun {
  if (report === undefined) return { files: [], wrong: 1 };
  const files = Report.parse(report).testResults.map(({ name, status, assertionResults }) => {
    const count = (wanted: string): number => assertionResults.filter((test) => test.status === wanted).length;
    return { file: relative(root, name), passed: count('passed'), failed: status === 'passed' ? 0 : Math.max(1, count('failed')) };
  });
  const uncaught = /Vitest caught \d+ unhandled error/.test(said);
  return { files, wrong: uncaught || (!good && files.every(({ failed }) => failed === 0)) ? 1 : 0 };
}

/** So many files do not fail by chance: none of them is run again. */
export const MOST_AGAIN = 10;
export function toRunAgain({ files }: TestRun): readonly string[] {
  const failed = files.filter((one) => one.failed > 0).map(({ file }) => file);
  return failed.length > MOST_AGAIN ? [] : failed;
}

/** The run with its failed files as they ended alone. What only then passed is flaky: it counts as passed, and is named. */
export function withSecondTries(first: TestRun, again: ReadonlyMap<string, TestRun>): Readonly<{ run: TestRun; flaky: readonly string[] }> {
  const second = (one: FileResult): FileResult => {
    const found = again.get(one.file);
    const alone = found?.files.find(({ file }) => file === one.file);
    // A second try that ran nothing, or broke, proves nothing.
    return alone === undefined || found?.wrong !== 0 || alone.passed === 0 ? one : alone;
  };
  const files = first.files.map((one) => (one.failed > 0 ? second(one) : one));
  const flaky = first.files.flatMap(({ file, failed }, at) => (failed > 0 && files[at]?.failed === 0 ? [file] : []));
  return { run: { ...first, files }, flaky };
}

export const counted = ({ files, wrong }: TestRun): Counted => ({
  passed: files.reduce((sum, { passed }) => sum + passed, 0),
  failed: files.reduce((sum, { failed }) => sum + failed, wrong),
});

/** What `npm run check` counted in its last line; that it failed without a count is one failure. */
export function checksOf(said: string, good: boolean): Counted {
  const [, passed = '0', failed = '0'] = /(\d+) passed, (\d+) failed\s*$/.exec(said) ?? [];
  return { passed: Number(passed), failed: Math.max(Number(failed), good && passed !== '0' ? 0 : 1) };
}

/** The lines about files that passed only alone: each of them, and how many of all. */
export const flakyLines = (flaky: readonly string[], all: number): readonly string[] =>
  flaky.length === 0
    ? ['flaky: none']
    : [
        ...flaky.map((file) => `flaky: ${file}`),
        `${flaky.length} of ${all} test files passed only when they ran again, alone: mend them, they count as passed`,
      ];
