import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { golden } from '../interface/golden.test-support.ts';
import { tables } from './tables.ts';

const { hold, stock } = golden.samples.records;

describe('through its row and back', () => {
  it('a hold is the same hold', () => {
    fc.assert(
      fc.property(hold.arbitrary, (held) => {
        expect(tables.hold.fromRow(tables.hold.toRow(held, 'key'))).toStrictEqual(held);
      }),
    );
  });

  it('a level is the same level, and its version is not the row’s', () => {
    fc.assert(
      fc.property(stock.arbitrary, fc.maxSafeInteger(), (level, version) => {
        expect(tables.stock.fromRow({ ...tables.stock.toRow(level, 'key'), key: 'key', version })).toStrictEqual(level);
      }),
    );
  });

  it('a hold of a status that is no word of ours is a mistake', () => {
    const row = tables.hold.toRow({ shopId: 'shp_1', holder: 'a', status: 'held', lines: [] }, 'key');
    const record = Buffer.from(row['record'] instanceof Uint8Array ? row['record'] : []).toString('latin1');
    expect(() => tables.hold.fromRow({ record: Buffer.from(record.replace('held', 'lost'), 'latin1') })).toThrow(
      'status lost is none of held, committed, released',
    );
  });
});
