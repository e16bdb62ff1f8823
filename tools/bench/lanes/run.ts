import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { memoryOf } from '../meters.ts';
import type { Marks } from './journal.ts';
import { onConsumerCore, type Pinning } from './pinning.ts';
import { argsOf, type Spec } from './spec.ts';

/** A runner at work. */
export type Runner = Readonly<{
  ready: Promise<void>;
  /** Resolves when it is done and has told its figures; throws when it ends before or is late. It has left then. */
  done(withinMs: number): Promise<Readonly<{ marks: Marks; peakMiB: number }>>;
  /** Asks it to end now, as a member that leaves; `done` comes then. */
  stop(): void;
  kill(): Promise<void>;
}>;

/** Starts a runner on the core of what is measured. It is killed with this process at the latest. */
export function start(command: readonly string[], spec: Spec, pins: Pinning): Runner {
  const [program = '', ...args] = onConsumerCore(pins, [...command, ...argsOf(spec)]);
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'] });
  const onExit = (): void => void child.kill('SIGKILL');
  process.once('exit', onExit);
  let complaints = '';
  child.stderr.on('data', (said: Buffer) => (complaints = (complaints + said.toString()).slice(-2_000)));
  const gone = new Promise<void>((resolve) => child.once('close', () => resolve()));
  void gone.then(() => process.off('exit', onExit));

  const lines = new Map<string, (rest: string) => void>();
  const line = (word: string): Promise<string> => new Promise((resolve) => void lines.set(word, resolve));
  const ready = line('ready');
  const done = line('done');
  createInterface(child.stdout).on('line', (text) => {
    const [word = ''] = text.split(' ', 1);
    lines.get(word)?.(text.slice(word.length + 1));
  });
  const ended = gone.then(() => Promise.reject(new Error(`the runner ended by itself: ${complaints.trim()}`)));
  ended.catch(() => undefined);

  return {
    ready: Promise.race([ready, ended]).then(() => undefined),
    done: async (withinMs) => {
      try {
        const figures = await Promise.race([done, ended, late(withinMs)]);
        const peakMiB = memoryOf(pidOf(child)).peak;
        child.stdin.end();
        await gone;
        return { marks: JSON.parse(figures) as Marks, peakMiB };
      } finally {
        child.kill('SIGKILL');
      }
    },
    stop: () => void child.stdin.write('stop\n'),
    kill: async () => {
      child.kill('SIGKILL');
      await gone;
    },
  };
}

/** taskset replaces itself by the command, so the child is the runner. */
const pidOf = ({ pid = 0 }: ChildProcess): number => pid;

const late = (ms: number): Promise<never> => new Promise((_, reject) => setTimeout(() => reject(new Error(`not done within ${ms / 1_000} s`)), ms).unref());
