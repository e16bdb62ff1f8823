import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { cpuOf, cpuOfTree, memoryOf, parseStat } from './meters.ts';

test('a process with spaces and brackets in its name is read right', () => {
  const text = '4242 (postgres: (a) b) S 17 4242 4242 0 -1 4194304 1 2 3 4 100 50 7 3 20 0 1 0 99 1 1';
  expect(parseStat(text)).toEqual({ pid: 4242, parent: 17, own: 1_500_000, ended: 100_000 });
});

test.skipIf(!existsSync('/proc/self/stat'))('CPU time and memory of this process are told', () => {
  const before = cpuOf(process.pid);
  // Time of the clock would say little: others may have the core meanwhile.
  const from = process.cpuUsage();
  for (let used = 0; used < 60_000;) {
    const { user, system } = process.cpuUsage(from);
    used = user + system;
  }
  expect(cpuOf(process.pid) - before).toBeGreaterThanOrEqual(30_000);
  expect(cpuOfTree(process.pid)).toBeGreaterThanOrEqual(before);
  const { now, peak } = memoryOf(process.pid);
  expect(now).toBeGreaterThan(10);
  expect(peak).toBeGreaterThanOrEqual(now * 0.9);
});
