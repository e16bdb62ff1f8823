import { afterEach, describe, expect, it } from 'vitest';
import { breachReport } from './faults/check-history.ts';
import { crashRun } from './faults/crash-run.ts';
import type { House } from './faults/house.ts';
import { splitHouse } from './faults/split-house.ts';
import { wholeHouse } from './faults/whole-house.ts';

let house: House | undefined;
afterEach(async () => {
  await house?.stop();
  house = undefined;
});

/** Another instant each time; the number is what repeats it. */
const seed = Number(process.env['SEED'] ?? Date.now() % 100_000);

async function survives(of: House, victims: readonly string[]): Promise<void> {
  const report = await crashRun(of, { seed, victims });
  expect(breachReport(report.breaches), `repeat with SEED=${seed}`).toBe('');
  expect(report.kills).toHaveLength(victims.length);
  expect(report.confirmed).toBeGreaterThan(10);
}

describe('what was accepted is decided once, whoever is killed meanwhile', () => {
  it('the whole platform, and the PostgreSQL that it looks after', async () => {
    house = await wholeHouse();
    await survives(house, ['platform', 'postmaster']);
  });

  it('an engine in a process of its own, and every process at once', async () => {
    house = await splitHouse();
    await survives(house, ['order-engine', 'inventory-engine', 'every process']);
  });
});
