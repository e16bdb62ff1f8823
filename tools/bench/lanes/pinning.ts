import { execFileSync } from 'node:child_process';
import { availableParallelism } from 'node:os';

/** The broker and this bench on one core, what is measured on another: possible with two cores and taskset. */
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

/** A command on the core of what is measured. */
export const onConsumerCore = (pins: Pinning, command: readonly string[]): readonly string[] =>
  pins === undefined ? command : ['taskset', '-c', pins.consumer, ...command];
