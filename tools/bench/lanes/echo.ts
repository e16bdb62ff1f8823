import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** The process that tasks ask over TCP, and that answers after a while: the downstream of the bench. */
export type Echo = Readonly<{
  pid: number;
  port: number;
  /** It works on so many requests at once from now on, others wait in line; 0: on all at once. */
  workers(count: number): void;
  /** Resolves at the next request. */
  requested(): Promise<void>;
  stop(): Promise<void>;
}>;

export async function startEcho(): Promise<Echo> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'runners/echo-server.ts')], { stdio: ['pipe', 'pipe', 'inherit'] });
  const onExit = (): void => void child.kill('SIGKILL');
  process.once('exit', onExit);
  const gone = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const lines = createInterface(child.stdout);
  const port = await Promise.race([
    new Promise<number>((resolve) => lines.once('line', (line) => resolve(Number(line.split(' ')[1])))),
    gone.then(() => Promise.reject(new Error('the echo server ended by itself'))),
  ]);
  return {
    pid: child.pid ?? 0,
    port,
    workers: (count) => void child.stdin.write(`workers ${count}\n`),
    requested: () => {
      child.stdin.write('watch\n');
      return new Promise((resolve) => lines.once('line', () => resolve()));
    },
    stop: async () => {
      child.stdin.end();
      await gone;
      process.off('exit', onExit);
    },
  };
}
