import { Money, Outcome, Outcomes } from '@noren/wire';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Generated, Present } from './messages.ts';
import { withEnumValues, wholeRecords } from './whole-record.ts';

const statuses = ['done', 'refused'] as const;
type Decided = Readonly<Omit<Present<Outcome>, 'status'> & { status: (typeof statuses)[number] }>;
const table = wholeRecords('outcome', Outcome, {
  command: ['text', ({ commandId }) => commandId],
  code: ['text', ({ refusal }) => (refusal.code === '' ? null : refusal.code)],
});
const decided: Decided = {
  ...{ commandId: 'cmd_1', status: 'refused', result: '', positions: [] },
  refusal: { kind: 'conflict', code: 'late', message: '遅い', field: '' },
};

describe('a record that is kept whole', () => {
  it('is its message’s bytes, beside what queries need of it', () => {
    expect(table.columns).toEqual({ record: 'bytea', command: 'text', code: 'text' });
    const bytes = Outcome.encode(decided).finish();
    expect(table.toRow(decided, 'key')).toEqual({ record: bytes, command: 'cmd_1', code: 'late' });
    expect(table.toRow({ ...decided, refusal: { ...decided.refusal, code: '' } }, 'key')).toMatchObject({ code: null });
  });

  it('is read from its bytes alone', () => {
    expect(table.loaded).toEqual(['record']);
    const text = fc.string({ unit: 'grapheme' });
    const outcome = fc.record({
      ...{ commandId: text, status: text, refusal: fc.record({ kind: text, code: text, message: text, field: text }), result: text },
      positions: fc.array(fc.record({ topic: text, partition: fc.integer(), offset: fc.maxSafeInteger() })),
    });
    fc.assert(
      fc.property(outcome, (record) => {
        expect(table.fromRow({ record: table.toRow(record, 'key')['record'] })).toStrictEqual(structuredClone(record));
      }),
    );
  });

  it('that lacks a part, or has no bytes, is a mistake that names its table', () => {
    const outcomes = wholeRecords('told', Outcomes);
    const record = Outcomes.encode({ outcomes: [{ ...decided, refusal: undefined }] }).finish();
    expect(() => outcomes.fromRow({ record })).toThrow('told.outcomes.0.refusal is missing');
    for (const row of [{ record: null }, {}]) expect(() => wholeRecords('sum', Money).fromRow(row)).toThrow('a row of sum has no record');
  });

  it('in the domain’s words is one of them, or a mistake', () => {
    const worded = withEnumValues<Decided>()(table, { status: statuses });
    expect(worded.fromRow(worded.toRow(decided, 'key'))).toStrictEqual(decided);
    expect([worded.name, worded.columns, worded.loaded]).toEqual([table.name, table.columns, table.loaded]);
    const record = Outcome.encode({ ...decided, status: 'postponed' }).finish();
    expect(() => worded.fromRow({ record })).toThrow('status postponed is none of done, refused');
  });
});

it('a domain’s record that is not as its message does not compile', () => {
  type Sum = Readonly<{ amount: number; currency: string }>;
  const sums = wholeRecords('sum', Money);
  type Pause = Readonly<{ shopId: string; until?: string | undefined }>;
  const Pause: Generated<Pause> = { encode: () => ({ finish: () => new Uint8Array() }), decode: () => ({ shopId: '' }) };
  const pauses = wholeRecords('pause', Pause);
  withEnumValues<Sum>()(sums);
  withEnumValues<Readonly<{ shopId: string; until?: string }>>()(pauses);
  // @ts-expect-error the message has no `rounded`
  withEnumValues<Sum & { rounded: boolean }>()(sums);
  // @ts-expect-error the record has no currency
  withEnumValues<Readonly<{ amount: number }>>()(sums);
  // @ts-expect-error the message may be without `until`
  withEnumValues<Readonly<{ shopId: string; until: string }>>()(pauses);
  // @ts-expect-error the message always has its amount
  withEnumValues<Readonly<{ amount?: number; currency: string }>>()(sums);
  // @ts-expect-error the words of the status are missing
  withEnumValues<Decided>()(table);
  // @ts-expect-error `postponed` is no status
  withEnumValues<Decided>()(table, { status: ['postponed'] });
  // @ts-expect-error a sum of money has no shop
  wholeRecords('sum', Money, { shop_id: ['text', ({ shopId }) => shopId] });
  // @ts-expect-error there is no such type of column
  wholeRecords('sum', Money, { amount: ['number', ({ amount }) => amount] });
  expect(sums.columns).toEqual({ record: 'bytea' });
});
