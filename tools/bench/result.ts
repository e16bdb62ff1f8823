import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Figures } from './measure.ts';

/** One comparison: what the platform did and what a bare loop did in the same run. `aim` is what the README promises of it, for people. */
export type Pair = Readonly<{ platform: Figures; bare?: Figures; aim?: string; notes?: readonly string[] }>;
export type Result = Readonly<{ bench: string; machine: string; at: string; unit: string; pairs: readonly Pair[] }>;

const number = (value: number, digits = 0): string =>
  Number.isNaN(value) ? '–' : value.toLocaleString('en-GB', { maximumFractionDigits: digits, minimumFractionDigits: digits });

/** The result as people read it: a line a run, the ratio beside it, what failed below. */
export function table({ bench, machine, unit, pairs }: Result): readonly string[] {
  const head = ['', 'in flight', `${unit}/s`, 'p50 ms', 'p99 ms', 'node µs', 'pg µs', 'load µs', 'MiB', 'steal %', 'of bare'];
  const rows = pairs.flatMap(({ platform, bare, aim, notes = [] }) => [
    row(platform, bare === undefined ? '' : number(platform.unitsPerSecond / bare.unitsPerSecond, 2)),
    ...(bare === undefined ? [] : [row(bare, '')]),
    ...[...notes, ...(aim === undefined ? [] : [`aim: ${aim}`])].map((note) => `    ${note}`),
  ]);
  return [`bench ${bench}`, machine, line(head), ...rows];
}

function row(figures: Figures, ratio: string): string {
  const { name, inFlight, unitsPerSecond, p50, p99, nodeCpu, postgresCpu, loadCpu, memoryPeak, stealPercent, failures } = figures;
  const cells = [
    name,
    number(inFlight),
    number(unitsPerSecond),
    number(p50, 1),
    number(p99, 1),
    number(nodeCpu),
    number(postgresCpu),
    number(loadCpu),
    number(memoryPeak),
    number(stealPercent, 1),
    ratio,
  ];
  const failed = Object.entries(failures).map(([what, times]) => `\n    failed ${number(times)} times: ${what}`);
  return `${line(cells)}${failed.join('')}`;
}

const line = ([name = '', ...cells]: readonly string[]): string => `${name.padEnd(26)}${cells.map((cell) => cell.padStart(10)).join('')}`;

export function writeResult(path: string, result: Result): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${JSON.stringify(result, null, 2)}\n`);
}
