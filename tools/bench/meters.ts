import { readdirSync, readFileSync } from 'node:fs';

/** CPU time since a process began, in microseconds. */
const MICROSECONDS_A_TICK = 10_000;

type Stat = Readonly<{ pid: number; parent: number; own: number; ended: number }>;

/** A line of `/proc/<pid>/stat`. `ended`: the time of children that have ended. */
export function parseStat(text: string): Stat {
  const pid = Number(text.slice(0, text.indexOf(' ')));
  // The name stands in brackets and may hold spaces and brackets itself.
  const fields = text
    .slice(text.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  const ticks = (at: number): number => (fields[at] ?? 0) * MICROSECONDS_A_TICK;
  return { pid, parent: fields[1] ?? 0, own: ticks(11) + ticks(12), ended: ticks(13) + ticks(14) };
}

function statOf(pid: number | string): Stat | undefined {
  try {
    return parseStat(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return undefined; // It has ended meanwhile.
  }
}

/** CPU time of a process and of its children, those that have ended too, in microseconds. */
export function cpuOfTree(pid: number): number {
  const stats = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => statOf(name) ?? []);
  return stats.reduce((sum, stat) => sum + (stat.pid === pid ? stat.own + stat.ended : stat.parent === pid ? stat.own : 0), 0);
}

/** CPU time of one process without its children, in microseconds. */
export const cpuOf = (pid: number): number => statOf(pid)?.own ?? 0;
export const parentOf = (pid: number): number => statOf(pid)?.parent ?? 0;

/** Resident memory of a process in MiB: now, and the most that it ever was. */
export function memoryOf(pid: number): Readonly<{ now: number; peak: number }> {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const mebibytes = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? Number.NaN) / 1_024;
  return { now: mebibytes('VmRSS'), peak: mebibytes('VmHWM') };
}

/** Part of the machine's CPU time that its host gave to others since it booted, and all of it, in ticks. */
export function stolen(): Readonly<{ steal: number; all: number }> {
  const [, ...ticks] = readFileSync('/proc/stat', 'utf8').slice(0, 400).split('\n')[0]?.split(/\s+/).map(Number) ?? [];
  return { steal: ticks[7] ?? 0, all: ticks.slice(0, 8).reduce((sum, value) => sum + value, 0) };
}
