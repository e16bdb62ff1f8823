import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { broken } from './promises.ts';
import { writeMarkdown } from './report.ts';
import { unmoved } from './retries.ts';
import type { Run } from './runs.ts';

const run = (system: string, bench: string, figures: Run['figures']): Run => ({ bench, variant: 'v', system, round: 1, figures });

describe('promises', () => {
  it('are broken where lanes lose, overtake, overlap or do not commit; not by rivals', () => {
    const bad = { lost: 1, overlaps: 2, outOfOrder: 3, again: 4, committed: 0 };
    expect(broken([run('lanes fixed', 'B1', bad)])).toHaveLength(4);
    expect(broken([run('Decaton deferred', 'B1', bad)])).toEqual([]);
    expect(broken([run('lanes adaptive', 'B5', { lost: 0, overlaps: 0, outOfOrder: 0, again: 9, committed: 1 })])).toEqual([]);
  });

  it('allow what went through a retry topic to come out of order', () => {
    expect(broken([run('lanes fixed', 'B4', { lost: 0, overlaps: 0, outOfOrder: 7 })])).toEqual([]);
    expect(broken([run('lanes fixed', 'B4', { lost: 1, overlaps: 0, outOfOrder: 7 })])).toEqual(['lanes fixed broke a promise in B4, v, round 1: lost 1']);
  });
});

describe('healthy keys', () => {
  const at = (failures: readonly number[], without: readonly number[]): readonly Run[] => [
    ...failures.map((healthyP99) => ({
      ...run('lanes fixed', 'B4', { healthyP99 }),
      variant: '1 % fail once, retried after 100 ms and 5 s; 2,000/s, 5x4 ms asleep',
    })),
    ...without.map((healthyP99) => ({ ...run('lanes fixed', 'B4', { healthyP99 }), variant: 'nothing fails; 2,000/s, 5x4 ms asleep' })),
  ];

  it('are worse off where their p99 rises beyond chance, and nothing is said of too few runs', () => {
    expect(unmoved(at([41, 40, 42], [30, 31, 29]))).toEqual(["- lanes fixed: healthy keys' p99 is worse: 30.0 ms without failures, 41.0 ms with"]);
    expect(unmoved(at([31, 32, 29], [30, 31, 29]))).toEqual([
      "- lanes fixed: healthy keys' p99 is not moved beyond chance: 30.0 ms without failures, 31.0 ms with",
    ]);
    expect(unmoved(at([41], [30]))).toEqual([]);
  });
});

describe('the page of the figures', () => {
  let folder = '';
  beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'lanes-report-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const report = { machine: 'm', versions: { Node: '26' }, at: '2026-11-25T00:00:00Z', runs: [run('lanes fixed', 'B1', { perSecond: 7 })] };

  it('is made anew, keeps the words around it when it is made again, and is not put into a page without a place for it', () => {
    const page = join(folder, 'page.md');
    writeMarkdown(page, report);
    writeFileSync(page, `before\n${readFileSync(page, 'utf8')}after\n`);
    writeMarkdown(page, { ...report, machine: 'another' });
    const text = readFileSync(page, 'utf8');
    expect(text).toMatch(/^before\n<!--[^]*-->\nafter\n$/);
    expect(text).toContain('another; Node 26; 2026-11-25');
    expect(text).not.toContain('m; Node');
    expect(text).toContain('| lanes fixed | 7 |');
    writeFileSync(page, 'words');
    expect(() => writeMarkdown(page, report)).toThrow('no place for the figures');
  });
});
