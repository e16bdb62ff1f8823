import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { batching } from './batching.ts';
import { coreUnderTest } from './core/core.fixture.ts';
import type { Handler, Task } from './task.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function batches(handle: (tasks: readonly Task[]) => ReturnType<Parameters<typeof batching>[1]>) {
  const seen: (readonly number[])[] = [];
  const handler: Handler = batching({ size: 3, lingerMs: 50 }, (tasks) => {
    seen.push(tasks.map(({ record }) => record.offset));
    return handle(tasks);
  });
  const under = coreUnderTest({ retry: { firstMs: 10 } });
  under.assign();
  return {
    under,
    seen,
    give: (...keys: readonly string[]) => {
      const before = under.started.length;
      under.take(...keys);
      for (const offset of under.started.slice(before)) under.core.returned(under.work(offset), 1, handler(under.work(offset)) as undefined);
    },
  };
}

describe('batches', () => {
  it('are handled when they are full, or when the first has waited long enough', async () => {
    const { under, seen, give } = batches(() => undefined);
    give('a', 'b', 'c', 'd');
    expect(seen).toEqual([[0, 1, 2]]);
    await vi.advanceTimersByTimeAsync(49);
    expect(seen).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(seen).toEqual([[0, 1, 2], [3]]);
    expect(under.watermark).toBe(4);
  });

  it('that throw fail all of their tasks; verdicts tell of each', async () => {
    const { under, give } = batches(([first]) => {
      if (first?.record.offset === 0) throw new Error('no');
      return [undefined, { kind: 'retry' }];
    });
    give('a', 'b', 'c');
    await vi.advanceTimersByTimeAsync(0);
    expect(under.watermark).toBe(0);
    give('d', 'e', 'f');
    await vi.advanceTimersByTimeAsync(0);
    const [partition] = under.core.partitions();
    expect(partition?.window.pending).toBe(4);
  });

  it('leave out what nobody waits for any more', async () => {
    const { under, seen, give } = batches(() => undefined);
    give('a', 'b');
    under.core.revoke([{ topic: 't', partition: 0 }], { limitMs: 0, reason: 'revoked' }, () => undefined);
    under.pass(1);
    await vi.advanceTimersByTimeAsync(50);
    expect(seen).toEqual([]);
  });
});
