import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeOffsetMap } from './offset-map.ts';
import { Window } from './window.ts';

describe('a window of offsets', () => {
  it('knows at any time what a plain set of all offsets would know', () => {
    const steps = fc.array(
      fc.record({
        gap: fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, fc.nat(40), fc.integer({ min: 30_000, max: 90_000 })),
        finish: fc.array(fc.nat(50), { maxLength: 4 }),
      }),
      {
        maxLength: 200,
      },
    );
    fc.assert(
      fc.property(steps, fc.maxSafeNat(), (list, high) => {
        const base = Math.floor(high / 2);
        const window = new Window(base);
        const open = new Set<number>();
        let next = base;
        for (const { gap, finish } of list) {
          const offset = next + gap;
          if (window.fits(offset, 24_000)) {
            expect(window.take(offset)).toBe(true);
            expect(window.take(offset)).toBe(false);
            open.add(offset);
            next = offset + 1;
          }
          for (const pick of finish) {
            const chosen = [...open][pick % Math.max(1, open.size)];
            if (chosen === undefined || !open.delete(chosen)) continue;
            window.finish(chosen);
          }
          expect(window.pending).toBe(open.size);
          expect(window.watermark).toBe(open.size === 0 ? next : Math.min(...open));
        }
        const { offset, metadata } = window.snapshot();
        const map = decodeOffsetMap(metadata, offset);
        const finished = 'finished' in map ? map.finished : [];
        for (const one of open) expect(finished.some(({ from, to }) => from <= one && one < to)).toBe(false);
      }),
    );
  });

  it('skips what an earlier time had finished, and tells of it again before it is read', () => {
    const first = new Window(100);
    for (let offset = 100; offset < 110; offset += 1) first.take(offset);
    for (const offset of [103, 104, 109]) first.finish(offset);
    const { offset, metadata } = first.snapshot();
    const map = decodeOffsetMap(metadata, offset);
    const second = new Window(offset, 'finished' in map ? map.finished : []);
    expect(second.snapshot()).toEqual({ offset, metadata });
    const todo = Array.from({ length: 10 }, (_, index) => 100 + index).filter((one) => second.take(one));
    expect(todo).toEqual([100, 101, 102, 105, 106, 107, 108]);
    for (const one of todo) second.finish(one);
    expect(second.snapshot()).toEqual({ offset: 110, metadata: '' });
  });
});
