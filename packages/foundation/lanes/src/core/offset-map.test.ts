import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeOffsetMap, encodeOffsetMap, MAX_SPAN } from './offset-map.ts';

/** Which offsets of a span are finished, at any density. */
const spans = fc
  .record({
    base: fc.maxSafeNat().map((base) => Math.min(base, Number.MAX_SAFE_INTEGER - MAX_SPAN)),
    length: fc.integer({ min: 0, max: MAX_SPAN }),
    seed: fc.nat(),
    holes: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ base, length, seed, holes }) => {
    let state = seed;
    const next = (): number => (state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff) / 0x7fffffff;
    return { base, finished: Array.from({ length }, () => next() > holes) };
  });

const encode = (base: number, finished: readonly boolean[]): string =>
  encodeOffsetMap(base, base + finished.length, (offset) => finished[offset - base] === true);

describe('an offset map', () => {
  it('tells exactly what is finished, and never takes more than a broker allows', () => {
    fc.assert(
      fc.property(spans, ({ base, finished }) => {
        const text = encode(base, finished);
        expect(text.length).toBeLessThanOrEqual(4_096);
        const map = decodeOffsetMap(text, base);
        if ('ignored' in map) throw new Error(map.ignored);
        const decoded = finished.map(() => false);
        for (const { from, to } of map.finished) decoded.fill(true, from - base, to - base);
        expect(decoded).toEqual(finished);
      }),
      { numRuns: 60 },
    );
  });

  it('fits where every second offset of the widest span is finished', () => {
    const text = encode(
      2 ** 52,
      Array.from({ length: MAX_SPAN }, (_, index) => index % 2 === 1),
    );
    expect(text.length).toBe(4_021);
  });

  it('is short where few runs tell it all', () => {
    expect(encode(5, [false, ...Array.from({ length: 20_000 }, () => true)]).length).toBeLessThan(20);
  });

  it('is no text where nothing is finished', () => {
    expect(encode(5, [false, false])).toBe('');
    expect(decodeOffsetMap('', 5)).toEqual({ finished: [] });
  });

  it('is not trusted at another offset than it was made for', () => {
    expect(decodeOffsetMap(encode(5, [false, true]), 6)).toEqual({ ignored: 'of another offset' });
  });

  it("is not trusted when it is someone else's, or damaged in any character", () => {
    expect(decodeOffsetMap('bm90IG91cnM=', 5)).toEqual({ ignored: 'foreign' });
    const text = encode(5, [false, true, true, false, true]);
    for (let at = 3; at < text.length; at += 1) {
      for (const other of ['A', '_', '']) {
        const broken = text.slice(0, at) + other + text.slice(at + 1);
        // A last character may differ in bits that carry nothing.
        if (Buffer.from(broken.slice(3), 'base64url').equals(Buffer.from(text.slice(3), 'base64url'))) continue;
        expect(decodeOffsetMap(broken, 5)).toHaveProperty('ignored');
      }
    }
  });

  it('never throws, whatever the text', () => {
    fc.assert(
      fc.property(fc.string(), fc.base64String(), (any, base64) => {
        for (const text of [any, base64, `N1.${any}`, `N1.${base64}`]) expect(decodeOffsetMap(text, 5)).toBeDefined();
      }),
    );
  });
});
