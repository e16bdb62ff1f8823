import { describe, expect, it } from 'vitest';
import { gather } from './gather.ts';

/** Runs batches that end when the next turn comes; tells what each of them held. */
function gathering(options: Parameters<typeof gather<number, number>>[1]) {
  const batches: number[][] = [];
  const one = gather<number, number>(async (items) => {
    batches.push([...items]);
    await new Promise(setImmediate);
    return items.map((item) => -item);
  }, options);
  return { batches, all: (items: readonly number[]) => Promise.all(items.map(one)) };
}

describe('gathering', () => {
  it('puts those who come together into one batch, and those who come meanwhile into the next', async () => {
    const { batches, all } = gathering({});
    const first = all([1, 2]);
    await Promise.resolve();
    expect(await Promise.all([first, all([3, 4])])).toEqual([
      [-1, -2],
      [-3, -4],
    ]);
    expect(batches).toEqual([
      [1, 2],
      [3, 4],
    ]);
  });

  it('bounds a batch by its items', async () => {
    const { batches, all } = gathering({ max: 2 });
    await all([1, 2, 3, 4, 5]);
    expect(batches).toEqual([[1, 2], [3, 4], [5]]);
  });

  it('bounds a batch by what they come to, in order, and lets what is larger go alone', async () => {
    const { batches, all } = gathering({ most: 10, sizeOf: (item) => item });
    await all([4, 6, 1, 25, 3, 3, 3, 3]);
    expect(batches).toEqual([[4, 6], [1], [25], [3, 3, 3], [3]]);
  });
});
