import { createHash } from 'node:crypto';
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { canEnter, type Account } from './account.ts';

const candidates = ['/var/lib/noren', '/var/tmp/noren'];

/**
 * A folder of root's that the server's account can enter: for programs and data whose own place it cannot. Only root needs it, so somebody else's folder
 * of that name (anyone may write to /var/tmp) is not taken.
 */
export function commonGround(account: Account): string {
  for (const folder of candidates) {
    try {
      mkdirSync(folder, { recursive: true, mode: 0o755 });
    } catch {
      continue;
    }
    const found = lstatSync(folder);
    if (found.isDirectory() && found.uid === 0 && (found.mode & 0o022) === 0 && canEnter(account, folder)) return folder;
  }
  throw new Error(
    `PostgreSQL cannot run as root, and the account it runs as can enter none of ${candidates.join(', ')}: run as an ordinary user or set DATABASE_URL`,
  );
}

/**
 * Where the cluster of this data folder lies: in it, or, where the server's account cannot enter it, on common ground under a name made from its secret.
 * So a moved data folder finds its cluster again, and one that was removed and made anew does not find the old one.
 */
export function clusterHome(dataDir: string, secret: string, account: Account): string {
  if (existsSync(join(dataDir, 'cluster')) || canEnter(account, dataDir)) return dataDir;
  const ground = commonGround(account);
  const home = join(ground, createHash('sha256').update(`home of ${secret}`).digest('hex').slice(0, 16));
  const owner = realpathSync(dataDir);
  for (const left of existsSync(home) ? [] : homesOf(owner, ground)) rmSync(left, { recursive: true, force: true });
  mkdirSync(home, { recursive: true, mode: 0o755 });
  writeFileSync(join(home, 'data-folder'), owner);
  return home;
}

/** Removes what belongs to a data folder and does not lie in it. */
export function removeHomes(dataDir: string): void {
  if (!existsSync(dataDir)) return;
  for (const ground of candidates) for (const home of homesOf(realpathSync(dataDir), ground)) rmSync(home, { recursive: true, force: true });
}

function homesOf(dataDir: string, ground: string): readonly string[] {
  if (!existsSync(ground)) return [];
  return readdirSync(ground)
    .map((name) => join(ground, name))
    .filter((home) => existsSync(join(home, 'data-folder')) && readFileSync(join(home, 'data-folder'), 'utf8') === dataDir);
}
