/**
 * What `.ci/run` runs once everything is installed: the checks, without what they remember; the unit tests with a figure of coverage; all other tests; and
 * the files that failed once more, each alone. Ends with what is flaky, the figure, and `N passed, N failed` (tests, each check as one, coverage as one).
 * `node tools/ci/main.ts packages/order` takes the tests of these paths only.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { coverageOf } from './coverage.ts';
import { checksOf, counted, flakyLines, runOf, type TestRun, toRunAgain, withSecondTries } from './report.ts';

const root = resolve(import.meta.dirname, '../..');
const results = mkdtempSync(join(tmpdir(), 'noren-ci-'));
process.once('exit', () => rmSync(results, { recursive: true, force: true }));

/** Runs a program of the repository with this Node, shows what it says as it says it, and keeps it. */
function run(...args: readonly string[]): Promise<Readonly<{ good: boolean; said: string }>> {
  return new Promise((done) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    const said: Buffer[] = [];
    const keep = (to: NodeJS.WriteStream) => (chunk: Buffer) => {
      said.push(chunk);
      to.write(chunk);
    };
    child.stdout.on('data', keep(process.stdout));
    child.stderr.on('data', keep(process.stderr));
    child.once('error', (error) => done({ good: false, said: error.message }));
    child.once('close', (code) => done({ good: code === 0, said: Buffer.concat(said).toString() }));
  });
}

const json = (path: string): unknown => (existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined);

let runs = 0;
async function tests(...args: readonly string[]): Promise<TestRun> {
  const file = join(results, `${(runs += 1)}.json`);
  const ended = await run('bin/test.mjs', ...args, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`);
  return runOf({ ...ended, report: json(file) }, root);
}

const checked = await run('tools/check.ts', '--fresh');
const checks = checksOf(checked.said, checked.good);

/** To try it on a part of the tests. */
const part = process.argv.slice(2);
const coverage = join(results, 'coverage');
const unit = await tests('--project=unit', '--coverage', `--coverage.reportsDirectory=${coverage}`, ...part);
const measured = coverageOf(json(join(coverage, 'coverage-summary.json')));
const others = await tests('--project=!unit', ...part);
const all: TestRun = { files: [...unit.files, ...others.files], wrong: unit.wrong + others.wrong };

const again = new Map<string, TestRun>();
for (const file of toRunAgain(all)) {
  console.log(`\nonce more, alone: ${file}`);
  again.set(file, await tests(file));
}
const { run: whole, flaky } = withSecondTries(all, again);

console.log(['', ...flakyLines(flaky, whole.files.length), measured.line].join('\n'));
const counts = [checks, counted(whole), measured.counted];
const passed = counts.reduce((sum, count) => sum + count.passed, 0);
const failed = counts.reduce((sum, count) => sum + count.failed, 0);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
