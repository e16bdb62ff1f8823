import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const main = join(resolve(import.meta.dirname, '../../src'), 'main.ts');

/** A process of the platform, with a process group of its own. */
export type Child = Readonly<{
  pid: number;
  /** What it printed last. */
  said(): string;
  /** As the system does it: SIGKILL, SIGSTOP, SIGCONT, to the whole group. */
  signal(name: NodeJS.Signals): void;
  /** Asks it to end and waits; gives the exit code, `null` where it had to be killed. */
  stop(): Promise<number | null>;
  /** Kills it and waits until it is gone. */
  kill(): Promise<void>;
  ended(): boolean;
}>;

/** Runs the platform's `main.ts` with these arguments, without the variables that belong to the test's own process. */
export function child(args: readonly string[], env: Readonly<Record<string, string>> = {}): Child {
  const own = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(VITEST|NODE_|INIT_CWD|DATABASE_URL|KAFKA_|LOG_LEVEL)/.test(name)));
  const started = spawn(process.execPath, [main, ...args], { detached: true, stdio: ['ignore', 'pipe', 'pipe'], env: { ...own, LOG_LEVEL: 'warn', ...env } });
  const pid = started.pid;
  if (pid === undefined) throw new Error('the process did not start');
  let told = '';
  for (const out of [started.stdout, started.stderr]) out?.on('data', (text) => (told = `${told}${String(text)}`.slice(-100_000)));
  const ended = (): boolean => started.exitCode !== null || started.signalCode !== null;
  const signal = (name: NodeJS.Signals): void => {
    if (!ended()) process.kill(-pid, name);
  };
  return {
    pid,
    said: () => told,
    signal,
    ended,
    stop: () => stopped(started, signal),
    async kill() {
      const gone = ended() ? undefined : once(started, 'exit');
      signal('SIGKILL');
      await gone;
    },
  };
}

async function stopped(started: ChildProcess, signal: (name: NodeJS.Signals) => void): Promise<number | null> {
  if (started.exitCode !== null || started.signalCode !== null) return started.exitCode;
  const gone = once(started, 'exit');
  signal('SIGTERM');
  const late = setTimeout(() => signal('SIGKILL'), 40_000);
  await gone;
  clearTimeout(late);
  return started.exitCode;
}

/** Waits until `ready` gives something; throws with what the process said when it ends or takes too long. */
export async function whenReady<T>(of: Child, ready: () => Promise<T | undefined>, withinMs = 90_000): Promise<T> {
  for (const until = Date.now() + withinMs; Date.now() < until; await sleep(40)) {
    const found = await ready().catch(() => undefined);
    if (found !== undefined) return found;
    if (of.ended()) break;
  }
  throw new Error(`the process did not become ready:\n${of.said().slice(-3_000)}`);
}
