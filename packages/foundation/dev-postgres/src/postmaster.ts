import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync, openSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { alive } from '@noren/service-kit/owner';
import { as, type Account } from './account.ts';

/** The port that the server was to listen on belongs to somebody else. */
export class PortTaken extends Error {
  override readonly name = 'PortTaken';
}

export type Launch = Readonly<{
  program: string;
  cluster: string;
  account: Account;
  port: number;
  settings: Readonly<Record<string, string>>;
  logFile: string;
}>;

/** Longest wait for a server that still replays what a crash left. */
const patience = 120_000;

/** Starts the server and resolves when it takes connections. It has a process group of its own: Ctrl-C at the terminal is for Node, who stops it last. */
export async function launch({ program, cluster, account, port, settings, logFile }: Launch): Promise<ChildProcess> {
  const until = Date.now() + patience;
  for (;;) {
    const from = statSync(logFile, { throwIfNoEntry: false })?.size ?? 0;
    const log = openSync(logFile, 'a', 0o600);
    const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const server = spawn(program, ['-D', cluster, '-p', String(port), ...flags], { ...as(account), detached: true, stdio: ['ignore', log, log] });
    closeSync(log);
    if (await ready(server, cluster, until)) return server;
    const said = readFileSync(logFile, 'utf8').slice(from);
    if (/Address already in use|could not bind/.test(said)) throw new PortTaken(`port ${port} is in use by another program`);
    // Backends of a server that was killed notice within moments.
    if (/still in use/.test(said) && Date.now() < until) await sleep(100);
    else
      throw new Error(
        `PostgreSQL did not start: ${said.match(/(?:FATAL|PANIC): .*/)?.[0] ?? said.trim().split('\n').at(-1) ?? 'it said nothing'} (${logFile})`,
      );
  }
}

async function ready(server: ChildProcess, cluster: string, until: number): Promise<boolean> {
  let failed = false;
  server.once('error', () => (failed = true));
  while (!failed && server.exitCode === null && server.signalCode === null) {
    const lines = pidFile(cluster);
    if (Number(lines[0]) === server.pid && lines[7]?.trim() === 'ready') return true;
    if (Date.now() > until) await stop(server);
    else await sleep(10);
  }
  return false;
}

/** Fast shutdown: open transactions roll back, a checkpoint is written. A server that cannot is told to drop everything (it then replays its log at the next start). */
export async function stop(server: ChildProcess): Promise<void> {
  if (server.pid !== undefined) await end(server.pid, () => server.exitCode === null && server.signalCode === null);
}

async function end(pid: number, lives: () => boolean): Promise<void> {
  for (const [signal, wait] of [
    ['SIGINT', 30_000],
    ['SIGQUIT', 10_000],
    ['SIGKILL', 5_000],
  ] as const) {
    if (!lives()) return;
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    for (const until = Date.now() + wait; lives() && Date.now() < until;) await sleep(10);
  }
}

/**
 * Makes the cluster free for a new server: stops one that a killed Node left running. A number in its file that meanwhile belongs to some other program
 * would make PostgreSQL refuse for ever; it is replaced by our own, which PostgreSQL, being our child, knows to be no server, and it still looks whether
 * the old server's memory is in use.
 */
export async function clear(cluster: string): Promise<'nothing' | 'stopped'> {
  const [first, ...rest] = pidFile(cluster);
  const pid = Math.abs(Number(first));
  if (!Number.isInteger(pid) || pid === 0 || !alive(pid)) return 'nothing';
  if (isServerOf(pid, cluster)) {
    await end(pid, () => alive(pid) && isServerOf(pid, cluster));
    return 'stopped';
  }
  writeFileSync(join(cluster, 'postmaster.pid'), [String(process.pid), ...rest].join('\n'));
  // The lock of its socket bears the same number.
  for (const left of readdirSync(cluster).filter((name) => name.startsWith('.s.PGSQL.'))) rmSync(join(cluster, left));
  return 'nothing';
}

const pidFile = (cluster: string): readonly string[] => {
  const path = join(cluster, 'postmaster.pid');
  try {
    return existsSync(path) ? readFileSync(path, 'utf8').split('\n') : [];
  } catch {
    return [];
  }
};

function isServerOf(pid: number, cluster: string): boolean {
  if (process.platform === 'linux') {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(cluster);
    } catch {
      return false;
    }
  }
  return (spawnSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' }).stdout ?? '').includes(cluster);
}
