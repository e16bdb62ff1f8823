import { expect, test } from 'vitest';
import type { Figures } from './measure.ts';
import { table } from './result.ts';

const figures = (name: string, perSecond: number, failures: Readonly<Record<string, number>> = {}): Figures => ({
  name,
  inFlight: 16,
  operations: 1_000,
  seconds: 1,
  perSecond,
  unitsPerSecond: perSecond,
  p50: 1.5,
  p99: 9,
  nodeCpu: 250,
  postgresCpu: 370,
  loadCpu: 30,
  memoryNow: 100,
  memoryPeak: 120,
  stealPercent: 0,
  failures,
});

test('a result tells both runs, the ratio, the aim, and what failed', () => {
  const lines = table({
    bench: 'orders',
    machine: '2 × CPU',
    at: '',
    unit: 'orders',
    pairs: [{ platform: figures('platform', 1_400, { '503 ': 2 }), bare: figures('bare', 2_000), aim: '1,200', notes: ['batches of 60'] }],
  }).join('\n');
  for (const part of ['2 × CPU', '1,400', '2,000', '0.70', 'failed 2 times: 503', 'aim: 1,200', 'batches of 60']) expect(lines).toContain(part);
});
