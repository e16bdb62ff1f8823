import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { defaultDevFile, repository, runningPlatform, type Dev } from './dev-file.ts';

/**
 * Runs `use` against the platform that `devPath` names (it must run), or against the one of this repository if it runs, or else against one that is
 * started for the purpose on a fresh data folder and stopped and removed afterwards, however `use` ends. `env`: variables of that one.
 */
export async function withPlatform<Result>(
  devPath: string | undefined,
  say: (line: string) => void,
  use: (dev: Dev) => Promise<Result>,
  env: Readonly<Record<string, string>> = {},
): Promise<Result> {
  const running = runningPlatform(devPath ?? defaultDevFile);
  if (running !== undefined) return use(running);
  if (devPath !== undefined) throw new Error(`no platform runs that ${devPath} tells of: start one with npm start, or leave --dev out`);
  const data = await mkdtemp(join(tmpdir(), 'noren-tool-'));
  say('no platform is running: starting one on a fresh data folder');
  const child = await start(data, env);
  const end = async (): Promise<void> => {
    await stop(child);
    await rm(data, { recursive: true, force: true });
  };
  const interrupted = (): void => void end().then(() => process.exit(130));
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
  try {
    return await use(await ready(child, join(data, 'dev.json')));
  } finally {
    process.off('SIGINT', interrupted).off('SIGTERM', interrupted);
    await end();
  }
}

async function start(data: string, more: Readonly<Record<string, string>>): Promise<ChildProcess> {
  const portBase = String(await freePortBase());
  // A session of its own: a Ctrl-C in the terminal reaches the tool, which stops the platform in order.
  return spawn(process.execPath, ['bin/start.mjs', '--data', data, '--port-base', portBase], {
    cwd: repository,
    // With the sample merchant, and without the limits of a deployment.
    env: { ...process.env, NODE_ENV: 'development', ...more },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
}

async function ready(child: ChildProcess, devPath: string): Promise<Dev> {
  let output = '';
  const keep = (text: unknown): void => void (output = `${output}${String(text)}`.slice(-4_000));
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  for (let waited = 0; waited < 180_000; waited += 100) {
    const dev = runningPlatform(devPath);
    if (dev !== undefined) return dev;
    if (child.exitCode !== null || child.signalCode !== null) break;
    await sleep(100);
  }
  throw new Error(`the platform did not start:\n${output}`);
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGINT');
  const late = setTimeout(() => child.kill('SIGKILL'), 60_000);
  await ended;
  clearTimeout(late);
}

/** How many ports a platform takes from its base on, at most. */
const PORTS = 256;

/** The base of a run of ports on which nobody listens. */
async function freePortBase(): Promise<number> {
  for (let tries = 0; tries < 50; tries += 1) {
    const base = 10_000 + Math.floor(Math.random() * 80) * PORTS;
    const taken = await Promise.all(Array.from({ length: PORTS }, (_, at) => listens(base + at)));
    if (!taken.includes(true) && (await canListen(base))) return base;
  }
  throw new Error('no free ports were found');
}

const listens = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const settle = (listening: boolean): void => {
      socket.destroy();
      resolve(listening);
    };
    socket.once('connect', () => settle(true)).once('error', () => settle(false));
  });

const canListen = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
