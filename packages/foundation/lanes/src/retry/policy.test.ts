import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LogRecord } from '@noren/log';
import { attemptOf, HEADERS, moved, originOf, withoutTrouble } from './headers.ts';
import { nextStep, RETRY, type RetryPolicy } from './policy.ts';

const policy: RetryPolicy = {
  ...RETRY,
  attempts: 5,
  firstMs: 100,
  mostMs: 100_000,
  inMemoryMs: 1_000,
  tiers: [
    { topic: 't-5s', delayMs: 5_000 },
    { topic: 't-1m', delayMs: 60_000 },
  ],
  deadLetters: 'dead',
};
const failed = { kind: 'retry' } as const;

describe('a retry policy', () => {
  it('doubles the pause up to the longest, with a share of it left to chance', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.double({ min: 0, max: 0.999, noNaN: true }), (attempt, random) => {
        const step = nextStep({ ...RETRY, firstMs: 100, mostMs: 5_000, jitter: 0.5 }, attempt, failed, () => random);
        if (step.kind !== 'wait') throw new Error(step.kind);
        const full = Math.min(5_000, 100 * 2 ** (attempt - 1));
        expect(step.ms).toBeGreaterThanOrEqual(full / 2);
        expect(step.ms).toBeLessThanOrEqual(full);
      }),
    );
  });

  it('waits short pauses in memory and long ones in the first tier that is long enough, or the longest', () => {
    const after = (afterMs: number) => nextStep(policy, 1, { kind: 'retry', afterMs }, () => 0);
    expect(after(1_000)).toEqual({ kind: 'wait', ms: 1_000 });
    expect(after(1_001)).toEqual({ kind: 'move', tier: { topic: 't-5s', delayMs: 5_000 } });
    expect(after(5_001)).toEqual({ kind: 'move', tier: { topic: 't-1m', delayMs: 60_000 } });
    expect(after(3_600_000)).toEqual({ kind: 'move', tier: { topic: 't-1m', delayMs: 60_000 } });
  });

  it('waits as usual where it is told to wait for a time that is none', () => {
    for (const afterMs of [Number.NaN, Number.POSITIVE_INFINITY, -1])
      expect(nextStep(policy, 1, { kind: 'retry', afterMs }, () => 0)).toEqual({ kind: 'wait', ms: 100 });
  });

  it('ends at the dead letters after the last try, and never where there are none', () => {
    expect(nextStep(policy, 4, failed, () => 0).kind).toBe('wait');
    expect(nextStep(policy, 5, failed, () => 0)).toEqual({ kind: 'dead', topic: 'dead' });
    expect(nextStep({ ...policy, deadLetters: undefined }, 500, { kind: 'dead', because: '' }, () => 0).kind).toBe('move');
  });
});

describe('a record that is moved', () => {
  const record: LogRecord = {
    topic: 't',
    partition: 3,
    offset: 9,
    key: 'k',
    id: 'i',
    type: 'x',
    value: new Uint8Array([1, 255]),
    headers: { traceparent: '00-1' },
    at: '',
  };

  it('keeps key, id, type, bytes and headers, and where it was first read, through any number of moves', () => {
    const trouble = { attempt: 2, at: 0, firstFailedAt: '2026-01-01T00:00:00.000Z', error: new Error('no') };
    const first = moved(record, 't-5s', trouble, 5_000);
    const again = moved({ ...first, partition: 0, offset: 77, at: '' }, 'dead', { ...trouble, attempt: 3, error: 'gone' });
    expect(again).toMatchObject({ topic: 'dead', key: 'k', id: 'i', type: 'x', value: record.value });
    expect(originOf({ ...again, partition: 0, offset: 0, at: '' })).toEqual({ topic: 't', partition: 3, offset: 9 });
    expect(again.headers).toMatchObject({ [HEADERS.attempt]: '3', [HEADERS.error]: 'gone', [HEADERS.failedAt]: '1970-01-01T00:00:00.000Z' });
    expect(again.headers[HEADERS.due]).toBeUndefined();
    expect(withoutTrouble(again.headers)).toEqual({ traceparent: '00-1' });
  });

  it('counts tries from 1 where its header is no number', () => {
    for (const text of ['', 'x', '-1', '1.5', '1e99']) expect(attemptOf({ [HEADERS.attempt]: text })).toBe(1);
  });
});
