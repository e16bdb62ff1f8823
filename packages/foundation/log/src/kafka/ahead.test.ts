import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Position } from '../log.ts';
import { Ahead } from './ahead.ts';
import type { WeighedRecord } from './record.ts';

const at = (offset: number): Position => ({ topic: 't', partition: 0, offset });
const record = (offset: number): WeighedRecord => ({ ...at(offset), key: '', id: '', type: '', value: new Uint8Array(1), weight: 1, headers: {}, at: '' });
/** A fetch of records with these offsets. */
const fetched = (from: number, offsets: readonly number[], next: number) => ({ from: at(from), records: offsets.map(record), next, end: next });
const offsets = (ahead: Ahead, max = 100): readonly number[] => ahead.take(max).map(({ offset }) => offset);

describe('what is read ahead of a partition', () => {
  it('is given again to a reader that comes back to where it last read', () => {
    const ahead = new Ahead(at(10));
    ahead.add(fetched(10, [10, 11, 12], 13));
    expect(offsets(ahead, 2)).toEqual([10, 11]);
    ahead.moveTo(at(10));
    expect(offsets(ahead)).toEqual([10, 11, 12]);
    ahead.moveTo(at(12));
    expect(offsets(ahead)).toEqual([12]);
  });

  it('is read anew when its reader goes back further, or elsewhere', () => {
    const ahead = new Ahead(at(10));
    ahead.add(fetched(10, [10, 11], 12));
    ahead.moveTo(at(11));
    ahead.moveTo(at(10));
    expect([ahead.size, ahead.next.offset]).toEqual([0, 10]);
    ahead.moveTo(at(50));
    expect([ahead.size, ahead.next.offset]).toEqual([0, 50]);
  });

  it('takes no fetch that began where it does not go on', () => {
    const ahead = new Ahead(at(10));
    ahead.moveTo(at(20));
    ahead.add(fetched(10, [10, 11], 12));
    expect([ahead.size, ahead.next.offset]).toEqual([0, 20]);
  });

  it('goes over gaps, such as compaction leaves', () => {
    const ahead = new Ahead(at(0));
    ahead.add(fetched(0, [3, 7], 12));
    ahead.moveTo(at(8));
    expect([offsets(ahead), ahead.next.offset]).toEqual([[], 12]);
  });

  it('goes on at the beginning of a log that has begun anew, for a reader that stands beyond its end', () => {
    const ahead = new Ahead(at(100));
    ahead.skipTo(0);
    ahead.add(fetched(0, [0, 1, 2], 3));
    for (const _ of [1, 2]) {
      ahead.moveTo(at(100));
      expect([offsets(ahead), ahead.next.offset]).toEqual([[0, 1, 2], 3]);
    }
    ahead.moveTo(at(2));
    expect([offsets(ahead), ahead.next.offset]).toEqual([[2], 3]);
    ahead.moveTo(at(100));
    expect([ahead.size, ahead.next.offset]).toEqual([0, 100]);
  });

  it('gives every record once and in order, however much is taken and fetched at a time', () => {
    const steps = fc.array(fc.record({ fetch: fc.integer({ min: 0, max: 40 }), take: fc.integer({ min: 0, max: 40 }), repeat: fc.boolean() }), {
      maxLength: 80,
    });
    fc.assert(
      fc.property(steps, (list) => {
        const ahead = new Ahead(at(0));
        let [end, position] = [0, 0];
        for (const { fetch, take, repeat } of list) {
          ahead.add(
            fetched(
              end,
              Array.from({ length: fetch }, (_, index) => end + index),
              end + fetch,
            ),
          );
          end += fetch;
          ahead.moveTo(at(position));
          expect(ahead.size).toBe(end - position);
          const taken = offsets(ahead, take);
          expect(taken).toEqual(Array.from({ length: Math.min(take, end - position) }, (_, index) => position + index));
          if (!repeat) position += taken.length;
        }
      }),
    );
  });
});
