import { describe, expect, it } from 'vitest';
import { murmur2, partitionOfKey } from './partitioner.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('partitioner', () => {
  it.each([
    ['21', -973932308],
    ['foobar', -790332482],
    ['a-little-bit-long-string', -985981536],
    ['a-little-bit-longer-string', -1486304829],
    ['lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8', -58897971],
    ['abc', 479470107],
  ])("hashes %s as Kafka's own tests say", (text, hash) => {
    expect(murmur2(bytes(text))).toBe(hash);
  });

  it('hashes a view into a larger buffer like a buffer of its own', () => {
    expect(murmur2(bytes('xxfoobar').subarray(2))).toBe(-790332482);
  });

  it('gives a partition within the topic for any key', () => {
    for (const key of ['', 'shp_1', '暖簾', 'ключ/ＳＫＵ']) {
      const partition = partitionOfKey(key, 7);
      expect(partition).toBeGreaterThanOrEqual(0);
      expect(partition).toBeLessThan(7);
    }
  });
});
