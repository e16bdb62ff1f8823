import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeData } from '@noren/service-kit/postgres';
import { eventually, freePortBase } from '@noren/testing';
import type { DevFile } from '../../src/dev-file.ts';
import { modules, opsOfAll } from '../../src/modules.ts';
import { repository } from '../../src/options.ts';

/** A line of a process' log. */
export type LogLine = Readonly<Record<string, unknown>>;

export type ChildOptions = Readonly<{ args: readonly string[]; env?: Readonly<Record<string, string>> }>;

/** A process of `packages/platform/src/main.ts`. */
export type Child = Readonly<{
  pid: number;
  /** What it has logged so far, as JSON lines. */
  lines(): readonly LogLine[];
  /** Everything that it has said, on both streams. */
  said(): string;
  /** Its exit code, once it has ended; `undefined` where a signal ended it. */
  ended: Promise<number | undefined>;
  /** Sends the signal (SIGTERM: a clean stop) and waits for the end. */
  stop(signal?: NodeJS.Signals): Promise<number | undefined>;
}>;

/** Starts the platform's own program under test (its answers are checked), with an environment of nothing else but what is given. Throws when it is gone at once. */
export function startChild({ args, env = {} }: ChildOptions): Child {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, [join(repository, 'packages/platform/src/main.ts'), ...args], {
    env: { PATH, HOME, NODE_ENV: 'test', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const { pid } = child;
  if (pid === undefined) throw new Error('the platform could not be started');
  const said = collected(child);
  const ended = once(child, 'exit').then(([code]: unknown[]) => (typeof code === 'number' ? code : undefined));
  return {
    pid,
    said,
    ended,
    lines: () => linesOf(said()),
    async stop(signal = 'SIGTERM') {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal);
      return ended;
    },
  };
}

function collected({ stdout, stderr }: ChildProcess): () => string {
  const parts: Buffer[] = [];
  for (const stream of [stdout, stderr]) stream?.on('data', (part: Buffer) => void parts.push(part));
  return () => Buffer.concat(parts).toString();
}

const linesOf = (text: string): readonly LogLine[] =>
  text.split('\n').flatMap((line): LogLine[] => {
    if (!line.startsWith('{')) return [];
    try {
      return [JSON.parse(line) as LogLine];
    } catch {
      // Half a line: the rest is on its way.
      return [];
    }
  });

/** A data folder of its own that PostgreSQL's account can reach. `remove` stops whatever server is left on it. */
export function dataFolder(): Readonly<{ dataDir: string; remove(): Promise<void> }> {
  const parent = mkdtempSync(join(tmpdir(), 'noren-e2e-'));
  chmodSync(parent, 0o711);
  const dataDir = join(parent, 'data');
  return {
    dataDir,
    async remove() {
      await removeData(dataDir);
      await removeData(parent);
    },
  };
}

export type WholePlatform = Readonly<{ child: Child; dev: DevFile; portBase: number; ops: string }>;

/** All modules in one process: resolves when `dev.json` is there. Throws with what the process said when it ends before. */
export async function startWhole({
  dataDir,
  portBase,
  env = {},
}: Readonly<{ dataDir: string; portBase?: number; env?: Readonly<Record<string, string>> }>): Promise<WholePlatform> {
  const base = portBase ?? (await freePlatformPorts());
  const child = startChild({ args: ['--port-base', String(base), '--data', dataDir], env });
  const file = join(dataDir, 'dev.json');
  const dev = await ready(child, async () => (existsSync(file) ? devOf(file, child.pid) : undefined));
  return { child, dev, portBase: base, ops: `http://127.0.0.1:${base + opsOfAll}` };
}

/** A file that a killed platform has left is of another process. */
function devOf(file: string, pid: number): DevFile | undefined {
  const dev = JSON.parse(readFileSync(file, 'utf8')) as DevFile;
  return dev.pid === pid ? dev : undefined;
}

/** Some modules in a process of their own, on the database and the ports of the others: resolves when they can work. */
export async function startModules(names: readonly string[], portBase: number, env: Readonly<Record<string, string>>): Promise<Child> {
  const child = startChild({ args: ['--port-base', String(portBase), ...names], env });
  const place = modules.find(({ name }) => names.includes(name));
  const readyz = `http://127.0.0.1:${portBase + (place?.ops ?? opsOfAll)}/readyz`;
  await ready(child, async () => (await fetch(readyz)).ok || undefined);
  return child;
}

/** Enough ports in a row for all that a platform listens on. */
export const freePlatformPorts = (): Promise<number> => freePortBase(230);

const STARTS_WITHIN_MS = 60_000;

async function ready<T>(child: Child, check: () => Promise<T | undefined>): Promise<T> {
  const gone = child.ended.then((code) => Promise.reject(new Error(`the platform ended with ${code ?? 'a signal'}: ${child.said()}`)));
  try {
    return await Promise.race([eventually(there(check), STARTS_WITHIN_MS), gone]);
  } catch (error) {
    await child.stop('SIGKILL');
    throw error;
  } finally {
    gone.catch(() => {});
  }
}

const there =
  <T>(check: () => Promise<T | undefined>) =>
  async (): Promise<T> => {
    const found = await check();
    if (found === undefined) throw new Error('not there yet');
    return found;
  };
