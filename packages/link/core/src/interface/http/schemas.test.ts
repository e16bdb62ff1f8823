import { describe, expect, it } from 'vitest';
import { cursorsOf } from './cursor.ts';
import { waitMs } from './wait.ts';
import { money, price } from './schemas.ts';

describe('a cursor', () => {
  const list = cursorsOf('catalogue', 'shp_1');

  it('leads on behind where it was written', () => {
    expect(list.read(list.write('お茶 1'))).toBe('お茶 1');
    expect(list.read(undefined)).toBe('');
  });

  it('of another list, or of nobody’s making, is refused', () => {
    const bound = Buffer.from(list.write(''), 'base64url').toString();
    const forged = Buffer.from(`${bound}\0`).toString('base64url');
    for (const cursor of [cursorsOf('catalogue', 'shp_2').write('a'), 'x', '%', forged]) expect(() => list.read(cursor)).toThrow('belongs to no such list');
  });
});

describe('how long a caller waits', () => {
  it.each([
    [undefined, undefined, 10_000],
    [3, 'wait=7', 3_000],
    [undefined, 'respond-async, wait=7', 7_000],
    [undefined, 'wait=9999', 30_000],
    [undefined, 'await=3', 10_000],
    [0, undefined, 0],
  ])('%s and Prefer: %s is %s ms', (query, prefer, expected) => expect(waitMs(query, prefer)).toBe(expected));
});

describe('money', () => {
  it('of a total may be more than any price', () => {
    const total = { amount: 1_000_000_000_000 * 13, currency: 'GBP' };
    expect([money.safeParse(total).success, price.safeParse(total).success]).toEqual([true, false]);
  });
});
