import { randomUUID } from 'node:crypto';
import { NoKafka } from '@noren/testing/kafka';
import { expect, test } from 'vitest';
import { dice } from '../../packages/platform/test/faults/dice.ts';
import { withEnginesKilled } from './apart.ts';
import { judged, linesOf, type ShortRow } from './invoices.fixture.ts';
import { planOf } from './plan.ts';
import { replay } from './replay.ts';

const seed = Number(process.env['SEED'] ?? Date.now() % 100_000);
const codes = ['21777', '85123A', '22633', '84406B', '71053', '22752', '21730', '84029G'];

/** Invoices of some lines each, and behind every fifth one that gives a line of it back or cancels it whole. */
function invoices(many: number): readonly ShortRow[] {
  const chance = dice(seed);
  return Array.from({ length: many }, (_, at): readonly ShortRow[] => {
    const lines = Array.from({ length: 1 + chance.below(6) }, (): ShortRow => [String(1_000 + at), chance.one(codes), 1 + chance.below(9), '1.25', String(at)]);
    const back = at % 5 === 0 ? lines.slice(0, chance.chance(0.5) ? 1 : lines.length) : [];
    return [...lines, ...back.map(([, code, quantity]): ShortRow => [`C${5_000 + at}`, code, -Number(quantity), '1.25', String(at)])];
  }).flat();
}

test('on Kafka, with a process a module and engines killed meanwhile, every unit and penny of 150 invoices is accounted for', async ({ skip }) => {
  const plan = planOf(linesOf(judged(...invoices(150))));
  const said: string[] = [];
  const say = (line: string): void => void said.push(line);
  const run = withEnginesKilled({ kills: 3, kafka: true, seed, say }, (platform) => replay(platform, plan, 16, randomUUID(), { patience: 30_000 }));
  const done = await run.catch((error: unknown) => {
    if (error instanceof NoKafka && !process.env['KAFKA_REQUIRED']) return skip(error.message);
    throw error;
  });
  expect(done.played.failures, `repeat with SEED=${seed}`).toEqual([]);
  expect(done.reconciled.differences, `repeat with SEED=${seed}`).toEqual([]);
  expect(done.played.orderIds.size).toBe(150);
  expect(said.at(-1)).toMatch(/^[1-3] engines were killed meanwhile$/);
});
