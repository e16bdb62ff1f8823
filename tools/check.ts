/**
 * `npm run check`: everything about the code that needs no running platform, each check once for the whole repository, as many at once as there are
 * cores. Prints a line a check, what a failing one said, and a count at the end; exits 1 if one failed. `npm run check -- types rules` runs these only,
 * `--fresh` forgets first what checks remember from the last time: what continuous integration says rests on no memory.
 */
import { spawn, spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { atOnce } from './check/at-once.ts';
import { cacheFolder, type Check, checksFor, first, longest } from './check/checks.ts';

const root = resolve(import.meta.dirname, '..');
const bin = (name: string): string => join(root, 'node_modules/.bin', name);

const git = (...args: readonly string[]): string => spawnSync('git', args, { cwd: root, encoding: 'utf8' }).stdout?.trim() ?? '';
/** The version that others build on: where this branch left main, or the last commit on main itself. Empty where there is no git. */
const base = git('merge-base', 'HEAD', 'origin/main') || git('merge-base', 'HEAD', 'main') || git('rev-parse', 'HEAD');

const checks = checksFor(base);
type Result = Readonly<{ name: string; passed: boolean; said: string; seconds: number }>;

function run(name: string, [program, ...args]: Check): Promise<Result> {
  const started = performance.now();
  return new Promise((done) => {
    const said: Buffer[] = [];
    const child = spawn(bin(program), args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, FORCE_COLOR: '0', NO_COLOR: '1' },
      shell: process.platform === 'win32',
    });
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => said.push(chunk));
    const end = (passed: boolean, more = ''): void =>
      done({ name, passed, said: Buffer.concat(said).toString() + more, seconds: (performance.now() - started) / 1000 });
    child.once('error', (error) => end(false, error.message));
    child.once('close', (code) => end(code === 0));
  });
}

function tell({ name, passed, said, seconds }: Result): void {
  console.log(`${passed ? '✓' : '✗'} ${name.padEnd(9)} ${seconds.toFixed(1)} s`);
  if (!passed) console.log(said.trimEnd().replaceAll(/^/gm, '    '));
}

const args = process.argv.slice(2);
const requested = args.filter((name) => name !== '--fresh');
const unknown = requested.filter((name) => !(name in checks));
if (unknown.length > 0) {
  console.error(`there is no check ${unknown.join(', ')}: ${Object.keys(checks).join(' ')}`);
  process.exit(1);
}
if (args.includes('--fresh')) rmSync(join(root, cacheFolder), { recursive: true, force: true });

/** Those of these names that are asked for, as something to do. */
const tasks = (names: readonly string[]): ReadonlyMap<string, () => Promise<Result>> =>
  new Map(
    names.flatMap((name) => {
      const check = checks[name];
      return check && (requested.length === 0 || requested.includes(name)) ? [[name, () => run(name, check)] as const] : [];
    }),
  );
const order = Object.keys(checks);
const others = [...longest, ...order.filter((name) => name !== first && !longest.includes(name))];
const results = [
  ...(await atOnce(tasks([first]), { limit: 1, order, tell })),
  ...(await atOnce(tasks(others), { limit: availableParallelism(), order, tell })),
];
const failed = results.filter(({ passed }) => !passed).length;
console.log(`${results.length - failed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
