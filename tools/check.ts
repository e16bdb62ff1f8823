/**
 * `npm run check`: everything about the code that needs no running platform, each check once for the whole repository. Prints a line a check,
 * what a failing one said, and a count at the end; exits 1 if one failed. `npm run check -- types rules` runs these only.
 */
import { spawn, spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const bin = (name: string): string => join(root, 'node_modules/.bin', name);

const git = (...args: readonly string[]): string => spawnSync('git', args, { cwd: root, encoding: 'utf8' }).stdout?.trim() ?? '';
/** The version that others build on: where this branch left main, or the last commit on main itself. Empty where there is no git. */
const base = git('merge-base', 'HEAD', 'origin/main') || git('merge-base', 'HEAD', 'main') || git('rev-parse', 'HEAD');

const checks: Readonly<Record<string, readonly [program: string, ...args: string[]]>> = {
  generate: ['nx', 'run-many', '-t', 'generate', '--output-style=stream'],
  lint: ['oxlint', '--deny-warnings', '.'],
  types: ['tsc', '-p', 'tsconfig.json'],
  // The page runs in a browser: it has other types and JSX.
  page: ['tsc', '-p', 'packages/bff/console'],
  rules: ['vitest', 'run', '--project', 'unit', 'tools/architecture/'],
  proto: ['buf', 'lint'],
  // What is in the log was written by an older proto.
  ...(base === '' ? {} : { breaking: ['buf', 'breaking', '--against', `.git#ref=${base}`] as const }),
  format: ['prettier', '--check', '--log-level', 'warn', '.'],
};

type Result = Readonly<{ name: string; passed: boolean; said: string; seconds: number }>;

function run(name: string, [program, ...args]: readonly [string, ...string[]]): Promise<Result> {
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

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in checks));
if (unknown.length > 0) {
  console.error(`there is no check ${unknown.join(', ')}: ${Object.keys(checks).join(' ')}`);
  process.exit(1);
}

const results: Result[] = [];
for (const [name, command] of Object.entries(checks)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  const result = await run(name, command);
  tell(result);
  results.push(result);
}
const failed = results.filter(({ passed }) => !passed).length;
console.log(`${results.length - failed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
