import { execFileSync } from 'node:child_process';
import { availableParallelism, cpus } from 'node:os';

/** The broker, the echo server and this bench on one core, what is measured on another: possible with two cores and taskset. */
export type Pinning = Readonly<{ broker: string; consumer: string }> | undefined;

export function pinning(wanted: boolean): Pinning {
  if (!wanted || availableParallelism() < 2) return undefined;
  try {
    execFileSync('taskset', ['--version'], { stdio: 'ignore' });
    return { broker: '0', consumer: '1' };
  } catch {
    return undefined;
  }
}

/** All threads of a process to a core. */
export const pin = (pid: number, core: string): void => void execFileSync('taskset', ['-a', '-c', '-p', core, String(pid)], { stdio: 'ignore' });

/** As if it had never been pinned. */
export const unpin = (pid: number): void => pin(pid, `0-${cpus().length - 1}`);

/** A command on the core of what is measured. */
export const onConsumerCore = (pins: Pinning, command: readonly string[]): readonly string[] =>
  pins === undefined ? command : ['taskset', '-c', pins.consumer, ...command];
