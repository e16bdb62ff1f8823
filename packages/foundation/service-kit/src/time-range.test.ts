import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { parsed } from './parse.ts';
import { anyTime, inBuckets, instant } from './time-range.ts';

const field = (name: string) => expect.objectContaining({ kind: 'invalid', field: name });

describe('an instant', () => {
  it('is told in one form, however it was written', () => {
    expect(parsed(instant, '2026-01-05T18:30:00+09:00')).toBe('2026-01-05T09:30:00.000Z');
    expect(parsed(anyTime, '')).toBeUndefined();
    expect(parsed(anyTime, '2026-01-05T09:30:00Z')).toBe('2026-01-05T09:30:00.000Z');
    for (const none of [
      'yesterday',
      '2026-01-05',
      '2026-01-05T09:30:00',
      '2026-02-30T00:00:00Z',
      '0000-01-01T00:00:00Z',
      '9999-12-31T23:59:59-23:59',
      '0001-01-01T00:00:00+23:59',
    ])
      expect(() => parsed(instant, none)).toThrow();
  });
});

describe('a time in buckets', () => {
  const schema = inBuckets({ shopId: z.string() });
  const january = { shopId: 'shp_1', from: '2026-01-01T00:00:00Z', until: '2026-02-01T00:00:00Z', bucketMinutes: 0 };
  it('is counted by the hour unless another length is given', () => {
    expect(parsed(schema, january)).toEqual({ shopId: 'shp_1', from: '2026-01-01T00:00:00.000Z', until: '2026-02-01T00:00:00.000Z', bucketMinutes: 60 });
    expect(parsed(schema, { ...january, bucketMinutes: 1_440 })).toMatchObject({ bucketMinutes: 1_440 });
  });
  it('has an end behind its beginning, and no more of it than a chart can show', () => {
    expect(() => parsed(schema, { ...january, until: january.from })).toThrow(field('until'));
    expect(() => parsed(schema, { ...january, until: '2027-03-01T00:00:00Z', bucketMinutes: 1_440 })).toThrow(field('until'));
    expect(() => parsed(schema, { ...january, bucketMinutes: 44 })).toThrow(field('bucketMinutes'));
    expect(() => parsed(schema, { ...january, bucketMinutes: -1 })).toThrow(field('bucketMinutes'));
    expect(() => parsed(schema, { ...january, bucketMinutes: 45 })).not.toThrow();
  });
});
