// What has to be there before anything of Noren can run. Runs on Node 20 with nothing installed.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
/** The Node that the lockfile names, whatever the machine has. */
export const node = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

const lockfile = join(root, 'package-lock.json');

/** Installs, generates and builds what has changed since the last time; on an unchanged tree it takes some milliseconds. */
export async function prepare() {
  const packages = hashOf([lockfile]);
  if (!isMarked('installed', packages) && !npmHasRunSince()) await step('installing packages', 'ci', '--include=dev', '--no-audit', '--no-fund');
  mark('installed', packages);

  const languages = filesIn(join(root, 'packages')).filter((path) => path.endsWith('.proto') || path.endsWith('schema.prisma'));
  const sources = hashOf([...languages, ...['tools/generate.ts', 'buf.yaml', 'buf.gen.yaml', 'package-lock.json'].map((path) => join(root, path))]);
  const isThere = languages.every((path) => existsSync(join(packageOf(path), 'src', 'generated')));
  if (!isMarked('generated', sources) || !isThere) await step('generating code', 'run', 'generate');
  mark('generated', sources);

  const page = join(root, 'packages', 'bff', 'console');
  const pageSources = [...filesIn(page), ...filesIn(join(root, 'packages', 'bff', 'contract', 'src'))].filter((path) => !path.startsWith(join(page, 'dist')));
  const built = hashOf([...pageSources, lockfile]);
  const isBuilt = existsSync(join(page, 'dist', 'index.html'));
  if (!isMarked('console', built) || !isBuilt) await step('building the console', 'run', 'build', '--workspace', '@noren/bff-console');
  mark('console', built);
}

/** npm keeps a record of what it installed; one younger than the lockfile tells that somebody has run it by hand. */
function npmHasRunSince() {
  const record = statSync(join(root, 'node_modules', '.package-lock.json'), { throwIfNoEntry: false });
  return record !== undefined && existsSync(node) && record.mtimeMs >= statSync(lockfile).mtimeMs;
}

/** Runs npm. Says what it does when that takes longer than a second, and what npm said when it fails. */
function step(what, ...args) {
  return new Promise((resolve, reject) => {
    const [program, ...before] = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ['npm'];
    const child = spawn(program, [...before, ...args], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: program === 'npm' && process.platform === 'win32',
    });
    const said = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => said.push(chunk));
    const done = progress(what);
    child.once('error', (error) => (done(false), reject(new Failed(`${what} failed: ${error.message}`))));
    child.once('close', (code) => {
      done(code === 0);
      if (code === 0) resolve();
      else reject(new Failed(`${what} failed (npm ${args.join(' ')}):\n${Buffer.concat(said).toString().trim()}`));
    });
  });
}

export class Failed extends Error {}

/** A line that counts seconds on a terminal; elsewhere one line at the start and one at the end. */
function progress(what) {
  const started = Date.now();
  const seconds = () => Math.round((Date.now() - started) / 1000);
  const terminal = process.stderr.isTTY;
  const first = setTimeout(() => !terminal && process.stderr.write(`${what}…\n`), 1000);
  const tick = setInterval(() => terminal && process.stderr.write(`\r${what}… ${seconds()} s`), 1000);
  return (good) => {
    clearTimeout(first);
    clearInterval(tick);
    if (good && seconds() >= 1) process.stderr.write(`${terminal ? '\r' : ''}${what}: done in ${seconds()} s\n`);
    else if (terminal && seconds() >= 1) process.stderr.write('\n');
  };
}

const markerOf = (name) => join(root, 'node_modules', '.noren', name);
const isMarked = (name, hash) => existsSync(markerOf(name)) && readFileSync(markerOf(name), 'utf8') === hash;
function mark(name, hash) {
  if (isMarked(name, hash)) return;
  mkdirSync(dirname(markerOf(name)), { recursive: true });
  writeFileSync(markerOf(name), hash);
}

function hashOf(paths) {
  const hash = createHash('sha256');
  for (const path of [...paths].sort()) hash.update(relative(root, path)).update('\0').update(readFileSync(path)).update('\0');
  return hash.digest('hex');
}

function filesIn(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name === 'node_modules' || entry.name === 'generated' || entry.name.startsWith('.')) return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesIn(path) : [path];
  });
}

function packageOf(path) {
  const folder = dirname(path);
  return existsSync(join(folder, 'package.json')) ? folder : packageOf(folder);
}
