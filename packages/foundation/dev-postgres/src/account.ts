import { spawnSync } from 'node:child_process';
import { chownSync, statSync } from 'node:fs';
import { parse } from 'node:path';

/** Who the server runs as. `undefined`: as whoever runs Node. */
export type Account = Readonly<{ uid: number; gid: number }> | undefined;

const isRoot = (): boolean => process.getuid?.() === 0;

/** PostgreSQL refuses to run as root; there it runs as the owner of the cluster that exists, else as `postgres` (made where it is missing), else as `nobody`. */
export function serverAccount(cluster: string): Account {
  if (!isRoot()) return undefined;
  const owner = statSync(cluster, { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  return named('postgres') ?? made('postgres') ?? named('nobody');
}

/** Whether that account can run the file, from where it lies. */
export const canRun = (account: Account, program: string): boolean => spawnSync(program, ['--version'], as(account)).status === 0;
/** Whether that account can go into the folder. */
export const canEnter = (account: Account, folder: string): boolean =>
  account === undefined || spawnSync('/bin/sh', ['-c', 'test -x "$1"', 'sh', folder], as(account)).status === 0;
export function give(account: Account, path: string): void {
  if (account) chownSync(path, account.uid, account.gid);
}

/**
 * Options for a process of the server. It starts in the root folder, which everybody may enter, and takes over nothing of our environment:
 * somebody's PGPORT or PGOPTIONS would move the server elsewhere.
 */
export const as = (account: Account): Readonly<{ cwd: string; env: NodeJS.ProcessEnv; uid?: number; gid?: number }> => ({
  cwd: parse(process.cwd()).root,
  env: { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC', SystemRoot: process.env['SystemRoot'] },
  ...account,
});

function named(user: string): Account {
  const [uid, gid] = ['-u', '-g'].map((which) => Number.parseInt(spawnSync('id', [which, user], { encoding: 'utf8' }).stdout ?? '', 10));
  return uid !== undefined && gid !== undefined && uid > 0 && gid > 0 ? { uid, gid } : undefined;
}

function made(user: string): Account {
  spawnSync('useradd', ['--system', '--user-group', '--no-create-home', '--home-dir', '/nonexistent', '--shell', '/usr/sbin/nologin', user]);
  return named(user);
}
