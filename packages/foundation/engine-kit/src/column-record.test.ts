import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { appendOnly, columnRecords } from './column-record.ts';

type Level = Readonly<{ shopId: string; onHand: number; open: boolean; seenAt?: string; tags: readonly string[]; version: number }>;
const columns = { shopId: 'text', onHand: 'bigint', open: 'boolean', seenAt: 'timestamptz', tags: 'jsonb', version: 'bigint' } as const;
const table = columnRecords<Level>('level', columns, { shop_key: ['text', ({ shopId }) => shopId.toLowerCase()] });

describe('a record in columns', () => {
  it('has a column for each field, named after it; its version is not its row’s', () => {
    expect(table.columns).toEqual({
      ...{ shop_id: 'text', on_hand: 'bigint', open: 'boolean', seen_at: 'timestamptz', tags: 'jsonb', record_version: 'bigint' },
      shop_key: 'text',
    });
    expect(table.toRow({ shopId: 'SHP', onHand: 0, open: false, tags: [], version: 3 }, 'key')).toEqual({
      ...{ shop_id: 'SHP', on_hand: 0, open: false, seen_at: null, tags: [], record_version: 3 },
      shop_key: 'shp',
    });
  });

  it('is read from its own columns, and comes back as it was', () => {
    expect(table.loaded).toEqual(['shop_id', 'on_hand', 'open', 'seen_at', 'tags', 'record_version']);
    const level: fc.Arbitrary<Level> = fc.record(
      { shopId: fc.string(), onHand: fc.maxSafeInteger(), open: fc.boolean(), seenAt: fc.string(), tags: fc.array(fc.string()), version: fc.nat() },
      { requiredKeys: ['shopId', 'onHand', 'open', 'tags', 'version'] },
    );
    fc.assert(
      fc.property(level, (record) => {
        expect(table.fromRow({ ...table.toRow(record, 'key'), key: 'key', version: 99 })).toStrictEqual(structuredClone(record));
      }),
    );
  });

  it('is written the same where rows are only added', () => {
    const lines = appendOnly<Level>('line', columns);
    expect([lines.name, lines.columns]).toEqual(['line', { ...table.columns, shop_key: undefined }]);
    const line = { shopId: 'SHP', onHand: -1, open: true, seenAt: 'noon', tags: ['a'], version: 1 };
    const { shop_key: _computed, ...row } = table.toRow(line, 'key');
    expect(lines.toRow(line)).toEqual(row);
  });
});

it('a column that is missing, of another type, or of no field does not compile', () => {
  type Line = Readonly<{ sku: string; quantity: number; holder?: string }>;
  columnRecords<Line>('line', { sku: 'text', quantity: 'bigint', holder: 'text' });
  // @ts-expect-error the quantity has no column
  columnRecords<Line>('line', { sku: 'text', holder: 'text' });
  // @ts-expect-error the holder has no column, though it may be missing
  columnRecords<Line>('line', { sku: 'text', quantity: 'bigint' });
  // @ts-expect-error a quantity is no text
  columnRecords<Line>('line', { sku: 'text', quantity: 'text', holder: 'text' });
  // @ts-expect-error a line has no price
  columnRecords<Line>('line', { sku: 'text', quantity: 'bigint', holder: 'text', price: 'bigint' });
  // @ts-expect-error a line has no price
  columnRecords<Line>('line', { sku: 'text', quantity: 'bigint', holder: 'text' }, { price: ['bigint', ({ price }) => price] });
  // @ts-expect-error the quantity has no column
  appendOnly<Line>('line', { sku: 'text', holder: 'text' });
  // @ts-expect-error a quantity is no truth
  appendOnly<Line>('line', { sku: 'text', quantity: 'boolean', holder: 'text' });
  expect(appendOnly<Line>('line', { sku: 'text', quantity: 'integer', holder: 'text' }).columns).toEqual({ sku: 'text', quantity: 'integer', holder: 'text' });
});
