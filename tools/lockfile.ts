/**
 * `npm run lock`: brings package-lock.json up to date. Many packages bring a binary a platform as optional packages; a registry that mirrors only
 * some of them makes npm leave the others out of the lockfile, and `npm ci` then refuses it, everywhere. They are named here, as npm does it.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
type Entry = {
  version?: string;
  dev?: boolean;
  optional?: boolean;
  os?: string[];
  cpu?: string[];
  libc?: string[];
  optionalDependencies?: Record<string, string>;
};
type Lockfile = { packages: Record<string, Entry> };

export const readLockfile = (): Lockfile => JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as Lockfile;

/** The optional packages of one version that packages ask for and the lockfile does not have. */
export function unnamed({ packages }: Lockfile): readonly Readonly<{ name: string; version: string; dev: boolean }>[] {
  return Object.entries(packages).flatMap(([at, { optionalDependencies = {}, dev = false }]) =>
    Object.entries(optionalDependencies)
      .filter(([name, version]) => /^\d+\.\d+\.\d+/.test(version) && !isKnown(packages, at, name))
      .map(([name, version]) => ({ name, version, dev })),
  );
}

/** As Node looks for it: in the package's own folder, then in each folder above. */
function isKnown(packages: Lockfile['packages'], at: string, name: string): boolean {
  if (`${at === '' ? '' : `${at}/`}node_modules/${name}` in packages) return true;
  return at !== '' && isKnown(packages, at.includes('/node_modules/') ? at.slice(0, at.lastIndexOf('/node_modules/')) : '', name);
}

const systems: Readonly<Record<string, string>> = { windows: 'win32' };
const processors: Readonly<Record<string, string>> = { aarch64: 'arm64', armv7: 'arm', arm: 'arm' };

/** `@oxlint/binding-linux-x64-musl` → for which machines it is. */
function platformOf(name: string): Pick<Entry, 'cpu' | 'libc' | 'os'> {
  const words = name.split(/[-/]/);
  const os = words.find((word) => /^(darwin|linux|win32|windows|freebsd|netbsd|openbsd|android|openharmony|sunos|aix)$/.test(word));
  const cpu = words.find((word) => /^(arm64|aarch64|x64|ia32|armv7|arm|ppc64|riscv64|s390x|loong64|mips64el|wasm32)$/.test(word));
  if (os === undefined || cpu === undefined) throw new Error(`for which machines is ${name}?`);
  const libc = words.find((word) => /^(musl|gnu)/.test(word));
  return { cpu: [processors[cpu] ?? cpu], ...(libc && os === 'linux' ? { libc: [libc.startsWith('musl') ? 'musl' : 'glibc'] } : {}), os: [systems[os] ?? os] };
}

/** The lockfile with every optional package named. */
function completed(lockfile: Lockfile): Lockfile {
  const added = unnamed(lockfile).map(({ name, version, dev }): [string, Entry] => [
    `node_modules/${name}`,
    { version, ...(dev ? { dev } : {}), optional: true, ...platformOf(name) },
  ]);
  const packages = Object.entries({ ...lockfile.packages, ...Object.fromEntries(added) }).sort(([a], [b]) => (a < b ? -1 : 1));
  return { ...lockfile, packages: Object.fromEntries(packages) };
}

if (import.meta.main) {
  const { status } = spawnSync('npm', ['install', '--package-lock-only', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
  writeFileSync(join(root, 'package-lock.json'), `${JSON.stringify(completed(readLockfile()), null, 2)}\n`);
}
