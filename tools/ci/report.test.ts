import { describe, expect, it } from 'vitest';
import { checksOf, counted, type FileResult, flakyLines, MOST_AGAIN, runOf, type TestRun, toRunAgain, withSecondTries } from './report.ts';

const root = '/house';
/** A file as vitest's JSON report tells it. */
const testResult = (file: string, ...tests: readonly string[]) => ({
  name: `${root}/${file}`,
  status: tests.every((test) => test !== 'failed') && tests.length > 0 ? 'passed' : 'failed',
  message: '',
  assertionResults: tests.map((status) => ({ status, title: 'a promise' })),
});
const report = (...testResults: readonly ReturnType<typeof testResult>[]) => ({ numTotalTests: 1, success: false, testResults });
const run = (...files: readonly FileResult[]): TestRun => ({ files, wrong: 0 });

describe('a run of vitest', () => {
  it('has for each file how many of its tests passed and failed', () => {
    const said = {
      report: report(testResult('a.test.ts', 'passed', 'passed', 'skipped'), testResult('b.test.ts', 'passed', 'failed', 'failed')),
      good: false,
      said: '',
    };
    expect(runOf(said, root)).toEqual(run({ file: 'a.test.ts', passed: 2, failed: 0 }, { file: 'b.test.ts', passed: 1, failed: 2 }));
  });

  it('counts a file that did not load as one failure, and one that broke after its tests as well', () => {
    const broken = { ...testResult('b.test.ts', 'passed'), status: 'failed' };
    expect(counted(runOf({ report: report(testResult('a.test.ts'), broken), good: false, said: '' }, root))).toEqual({ passed: 1, failed: 2 });
  });

  it.each([
    ['wrote no report', { report: undefined, good: true, said: '' }],
    ['failed while no file did', { report: report(testResult('a.test.ts', 'passed')), good: false, said: '' }],
    [
      'had an error that no test caught, beside a failed file',
      { report: report(testResult('a.test.ts', 'failed')), good: false, said: 'Vitest caught 1 unhandled error' },
    ],
  ])('is wrong if it %s', (_, said) => {
    expect(runOf(said, root).wrong).toBe(1);
  });

  it('that is no report is not taken for one', () => {
    expect(() => runOf({ report: { results: [] }, good: true, said: '' }, root)).toThrow('testResults');
  });
});

describe('what failed', () => {
  const first = run({ file: 'a.test.ts', passed: 3, failed: 0 }, { file: 'b.test.ts', passed: 1, failed: 2 }, { file: 'c.test.ts', passed: 0, failed: 1 });

  it('is run again, file by file', () => {
    expect(toRunAgain(first)).toEqual(['b.test.ts', 'c.test.ts']);
  });

  it('is not run again if it is too much to be chance', () => {
    const failed = (n: number): TestRun => run(...Array.from({ length: n }, (_, at) => ({ file: `${at}.test.ts`, passed: 0, failed: 1 })));
    expect([toRunAgain(failed(MOST_AGAIN)).length, toRunAgain(failed(MOST_AGAIN + 1)).length]).toEqual([MOST_AGAIN, 0]);
  });

  it('and passes alone counts as passed and is named; what fails again is failed as it then is', () => {
    const again = new Map([
      ['b.test.ts', run({ file: 'b.test.ts', passed: 3, failed: 0 })],
      ['c.test.ts', run({ file: 'c.test.ts', passed: 1, failed: 2 })],
    ]);
    const { run: second, flaky } = withSecondTries(first, again);
    expect(flaky).toEqual(['b.test.ts']);
    expect(counted(second)).toEqual({ passed: 7, failed: 2 });
  });

  it.each([
    ['ran no file', run()],
    ['ran another file', run({ file: 'other/b.test.ts', passed: 3, failed: 0 })],
    ['ran no test', run({ file: 'b.test.ts', passed: 0, failed: 0 })],
    ['broke beside its tests', { ...run({ file: 'b.test.ts', passed: 3, failed: 0 }), wrong: 1 }],
  ])('stays failed if the second try %s', (_, second) => {
    const { run: whole, flaky } = withSecondTries(first, new Map([['b.test.ts', second]]));
    expect([flaky, counted(whole)]).toEqual([[], counted(first)]);
  });

  it('beside the files stays so, whatever passes alone', () => {
    const again = new Map(toRunAgain(first).map((file) => [file, run({ file, passed: 1, failed: 0 })]));
    expect(counted(withSecondTries({ ...first, wrong: 1 }, again).run).failed).toBe(1);
  });
});

describe('what is flaky', () => {
  it('is a line each, and a summary', () => {
    expect(flakyLines(['a.test.ts', 'b.test.ts'], 300)).toEqual(['flaky: a.test.ts', 'flaky: b.test.ts', expect.stringMatching(/^2 of 300 test files/)]);
  });
  it('is told to be none if it is none', () => expect(flakyLines([], 300)).toEqual(['flaky: none']));
});

describe('the checks', () => {
  it.each([
    ['✓ lint 1 s\n8 passed, 0 failed\n', true, { passed: 8, failed: 0 }],
    ['✗ lint 1 s\n7 passed, 1 failed\n', false, { passed: 7, failed: 1 }],
    ['there is no check lnt', false, { passed: 0, failed: 1 }],
    ['8 passed, 0 failed\n', false, { passed: 8, failed: 1 }],
    ['', true, { passed: 0, failed: 1 }],
  ])('that say %j and end well: %s', (said, good, expected) => {
    expect(checksOf(said, good)).toEqual(expected);
  });
});
