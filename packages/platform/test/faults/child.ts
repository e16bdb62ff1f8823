import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { repository } from '../../src/options.ts';

/** A line of a process' log. */
export type LogLine = Readonly<Record<string, unknown>>;

/** A process of the platform, with a process group of its own. */
export type Child = Readonly<{
  pid: number;
  /** Everything that it has said, on both streams. */
  said(): string;
  /** What it has logged so far. */
  lines(): readonly LogLine[];
  /** Its exit code, once it has ended; `undefined` where a signal ended it. */
  ended: Promise<number | undefined>;
  hasEnded(): boolean;
  /** As the system does it: SIGKILL, SIGSTOP, SIGCONT, to the whole group. */
  signal(name: NodeJS.Signals): void;
  /** Asks it to end, waits, and gives its exit code; one that does not end is killed. */
  stop(name?: NodeJS.Signals): Promise<number | undefined>;
  /** Kills it and waits until it is gone. */
  kill(): Promise<void>;
}>;

/** One that has not ended after so long does not. */
const STOPS_WITHIN_MS = 40_000;

/** Runs the platform's `main.ts` with these arguments and an environment of nothing else but what is given. */
export function child(args: readonly string[], env: Readonly<Record<string, string>> = {}): Child {
  const { PATH = '', HOME = '' } = process.env;
  const started = spawn(process.execPath, [join(repository, 'packages/platform/src/main.ts'), ...args], {
    env: { PATH, HOME, LOG_LEVEL: 'warn', NODE_ENV: 'development', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const { pid } = started;
  if (pid === undefined) throw new Error('the process did not start');
  const said = collected(started);
  const ended = once(started, 'exit').then(([code]: unknown[]) => (typeof code === 'number' ? code : undefined));
  const hasEnded = (): boolean => started.exitCode !== null || started.signalCode !== null;
  const signal = (name: NodeJS.Signals): void => {
    if (!hasEnded()) process.kill(-pid, name);
  };
  const stop = async (name: NodeJS.Signals = 'SIGTERM'): Promise<number | undefined> => {
    signal(name);
    const late = setTimeout(() => signal('SIGKILL'), STOPS_WITHIN_MS);
    return ended.finally(() => clearTimeout(late));
  };
  return { pid, said, lines: () => linesOf(said()), ended, hasEnded, signal, stop, kill: async () => void (await stop('SIGKILL')) };
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

/** Waits until `ready` gives something; throws with what the process said when it ends or takes too long, and kills it. */
export async function whenReady<T>(of: Child, ready: () => Promise<T | undefined>, withinMs = 90_000): Promise<T> {
  for (const until = Date.now() + withinMs; Date.now() < until && !of.hasEnded(); await sleep(40)) {
    const found = await ready().catch(() => undefined);
    if (found !== undefined) return found;
  }
  await of.kill();
  throw new Error(`the process did not become ready:\n${of.said().slice(-3_000)}`);
}
