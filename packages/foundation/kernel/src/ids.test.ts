import { describe, expect, it } from 'vitest';
import { idFrom, newId } from './ids.ts';

describe('an id', () => {
  it('tells its kind, and is never made twice', () => {
    const ids = Array.from({ length: 10_000 }, () => newId('ord'));
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^ord_[0-9a-f]{32}$/);
  });

  it('sorts by the time at which it was made', async () => {
    const first = newId('ord');
    await new Promise((resolve) => setTimeout(resolve, 2));
    expect(newId('ord') > first).toBe(true);
  });

  it('made from the same parts is the same, and from others another', () => {
    expect(idFrom('cmd', 'evt_1', 'reserve')).toBe(idFrom('cmd', 'evt_1', 'reserve'));
    const all = [idFrom('cmd', 'a', 'bc'), idFrom('cmd', 'ab', 'c'), idFrom('cmd', 'abc'), idFrom('cmd', 'a', 'b', 'c'), idFrom('evt', 'abc')];
    expect(new Set(all).size).toBe(all.length);
  });
});
