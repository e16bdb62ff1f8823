import type { LogRecord } from '@noren/log';
import { Accepted, LocalizedText, Money, Outcome, Outcomes, type Position } from '@noren/wire';
import fc from 'fast-check';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { eitherReader, eventReader, nothing } from './event-reader.ts';
import { messageCodec, messageEncoder } from './message-codec.ts';
import { type Generated, type Present, readMessage } from './messages.ts';

/** Messages as ts-proto generates them, as far as the wire has none of the kind: one with an optional field, and one of bytes. They travel as JSON here. */
type Pause = Readonly<{ shopId: string; until?: string | undefined }>;
type Photo = Readonly<{ sku: string; bytes: Uint8Array; tags: Readonly<Record<string, string>> }>;
const json = (message: object) => ({ finish: () => Buffer.from(JSON.stringify(message)) });
const parsed = <Wire>(bytes: Uint8Array): Wire => JSON.parse(Buffer.from(bytes).toString()) as Wire;
const Pause: Generated<Pause> = { encode: json, decode: parsed };
const picture = Buffer.from([0, 1, 255]);
const Photo: Generated<Photo> = { encode: json, decode: (bytes) => ({ ...parsed<Photo>(bytes), bytes: picture }) };

const file = { protobufPackage: 'noren.test.v1', protobufFileName: 'test.proto', Outcome, Pause };
type RefusalMessage = Readonly<{ kind: string; code: string; message: string; field: string }>;
const statuses = ['done', 'refused'] as const;
type Decided = Readonly<{
  type: 'Outcome';
  commandId: string;
  status: (typeof statuses)[number];
  refusal: RefusalMessage;
  result: string;
  positions: readonly Position[];
}>;
type Paused = Readonly<{ type: 'Pause'; shopId: string; until?: string }>;
const codec = messageCodec<Decided | Paused>()(file, { Outcome: { status: statuses } });

const refusal: RefusalMessage = { kind: 'conflict', code: 'late', message: '遅い', field: '' };
const decided: Decided = { type: 'Outcome', commandId: 'cmd_1', status: 'refused', refusal, result: '', positions: [] };

describe('a codec', () => {
  it('brings every message back as it was, its lists too', () => {
    const text = fc.string({ unit: 'grapheme' });
    const outcome: fc.Arbitrary<Decided> = fc.record({
      type: fc.constant('Outcome'),
      commandId: text,
      status: fc.constantFrom(...statuses),
      refusal: fc.record({ kind: text, code: text, message: text, field: text }),
      result: text,
      positions: fc.array(fc.record({ topic: text, partition: fc.integer(), offset: fc.maxSafeInteger() })),
    });
    fc.assert(
      fc.property(outcome, (message) => {
        const { type, value } = codec.encode(message);
        expect(type).toBe('noren.test.v1.Outcome');
        expect(codec.decode(type, value)).toStrictEqual(structuredClone(message));
      }),
    );
  });

  it('gives no key to what is optional and missing', () => {
    for (const message of [
      { type: 'Pause', shopId: 'shp_1' },
      { type: 'Pause', shopId: 'shp_1', until: 'noon' },
    ] as const) {
      const { type, value } = codec.encode(message);
      expect(codec.decode(type, value)).toStrictEqual(message);
    }
  });

  it('does not know messages of other files, nor what is no message of its own', () => {
    for (const type of ['noren.test.v1.Newer', 'noren.other.v1.Outcome', 'Outcome', 'noren.test.v1.protobufPackage', 'noren.test.v1.toString']) {
      expect(codec.decode(type, new Uint8Array())).toBeUndefined();
      expect(codec.knows(type)).toBe(false);
    }
    expect(codec.knows('noren.test.v1.Pause')).toBe(true);
  });

  it('refuses a word of a newer version, and says which words there are', () => {
    const bytes = Outcome.encode({ ...decided, status: 'postponed' }).finish();
    expect(() => codec.decode('noren.test.v1.Outcome', bytes)).toThrow('status postponed is none of done, refused');
  });

  it('refuses words of a newer version within lists of records, and takes none where the record is missing', () => {
    type Day = Readonly<{ shift?: Readonly<{ work: string }> | undefined; tasks: readonly Readonly<{ work: string }>[] }>;
    const Day: Generated<Day> = { encode: json, decode: parsed };
    const work = ['count', 'sell'] as const;
    type Work = Readonly<{ work: (typeof work)[number] }>;
    const days = messageCodec<Readonly<{ type: 'Day'; shift?: Work; tasks: readonly Work[] }>>()(
      { protobufPackage: 'noren.test.v1', Day },
      { Day: { shift: { work }, tasks: { work } } },
    );
    const read = (day: Day) => days.decode('noren.test.v1.Day', json(day).finish());
    expect(read({ tasks: [{ work: 'count' }, { work: 'sell' }] })).toStrictEqual({ type: 'Day', tasks: [{ work: 'count' }, { work: 'sell' }] });
    expect(() => read({ tasks: [{ work: 'count' }, { work: 'sleep' }] })).toThrow('work sleep is none of count, sell');
    expect(() => read({ shift: { work: '' }, tasks: [] })).toThrow('work  is none of count, sell');
  });

  it('refuses a message without a part that is not optional', () => {
    expect(() => codec.decode('noren.test.v1.Outcome', new Uint8Array())).toThrow('Outcome.refusal is missing');
  });

  it('cannot write what it does not know', () => {
    const other = messageCodec<Paused>()({ protobufPackage: 'noren.test.v1', Pause });
    expect(() => Reflect.apply(other.encode, other, [decided])).toThrow('no message Outcome in noren.test.v1');
  });
});

describe('a message that is read', () => {
  const outcome = (of: Partial<Outcome>): Outcome => ({ commandId: 'cmd_1', status: 'done', refusal, result: '', positions: [], ...of });
  const outcomes = (...of: readonly Outcome[]): Uint8Array => Outcomes.encode({ outcomes: of }).finish();

  it('is whole, or it is said what is missing and where', () => {
    const read = readMessage(Outcomes, outcomes(outcome({}), outcome({ commandId: 'cmd_2' })));
    expectTypeOf(read.outcomes[0]?.refusal).not.toEqualTypeOf<undefined>();
    expect(read).toStrictEqual({ outcomes: [outcome({}), outcome({ commandId: 'cmd_2' })] });
    expect(() => readMessage(Outcomes, outcomes(outcome({}), outcome({ refusal: undefined })), 'told')).toThrow('told.outcomes.1.refusal is missing');
    expect(() => readMessage(Outcome, new Uint8Array())).toThrow('record.refusal is missing');
  });

  it('has its defaults, its maps and its bytes as they are', () => {
    expect(readMessage(Money, new Uint8Array())).toStrictEqual({ amount: 0, currency: '' });
    const accepted = { operationId: 'op_1', commandIds: ['a', ''], made: { orderId: 'ord_1', none: '', 名: '茶' }, replayed: true };
    expect(readMessage(Accepted, Accepted.encode(accepted).finish())).toStrictEqual(accepted);
    const photo = readMessage(Photo, json({ sku: 'tea', tags: {} }).finish());
    expect(photo).toStrictEqual({ sku: 'tea', tags: {}, bytes: picture });
    expect(photo.bytes).toBe(picture);
  });
});

const record = (type: string, value: Uint8Array): LogRecord => ({
  ...{ topic: 'test.events', partition: 0, offset: 7, key: 'k', id: 'evt_1', type, value, headers: {}, at: '2026-01-05T09:00:00.000Z' },
});

describe('a reader of another context’s events', () => {
  const read = eventReader<string>()(file, {
    Outcome: ({ refusal: answered, positions }, { offset }) => (positions.length > 3 ? undefined : `${answered.code} at ${offset}`),
    Pause: nothing,
  });
  const bytes = (of: Decided): Uint8Array => codec.encode(of).value;

  it('makes of an event what its table says, and nothing of others', () => {
    expect(read(record('noren.test.v1.Outcome', bytes(decided)))).toBe('late at 7');
    expect(
      read(record('noren.test.v1.Outcome', bytes({ ...decided, positions: Array.from({ length: 4 }, () => ({ topic: '', partition: 0, offset: 0 })) }))),
    ).toBe(undefined);
    for (const type of ['noren.test.v1.Pause', 'noren.test.v1.Newer', 'noren.other.v1.Outcome']) expect(read(record(type, Buffer.from('{')))).toBeUndefined();
  });

  it('does not take half an event', () => {
    expect(() => read(record('noren.test.v1.Outcome', new Uint8Array()))).toThrow('Outcome.refusal is missing');
  });

  it('stands beside others: the first that makes something of it is heard', () => {
    const texts = eventReader<string>()({ protobufPackage: 'noren.wire.v1', LocalizedText }, { LocalizedText: ({ text }) => text });
    const both = eitherReader(read, texts);
    expect(both(record('noren.test.v1.Outcome', bytes(decided)))).toBe('late at 7');
    expect(both(record('noren.wire.v1.LocalizedText', LocalizedText.encode({ language: 'ja', text: '茶' }).finish()))).toBe('茶');
    expect(both(record('noren.test.v1.Pause', new Uint8Array()))).toBeUndefined();
  });
});

it('a command for another context is written under its full name', () => {
  const encode = messageEncoder({ protobufPackage: 'noren.wire.v1', Money, LocalizedText });
  const { type, value } = encode({ type: 'Money', amount: 5, currency: 'GBP' });
  expect([type, Money.decode(value)]).toEqual(['noren.wire.v1.Money', { amount: 5, currency: 'GBP' }]);
});

describe('a message', () => {
  const money = { protobufPackage: 'noren.test.v1', Money };
  const pause = { protobufPackage: 'noren.test.v1', Pause };
  const day = { protobufPackage: 'noren.test.v1', Outcomes };

  it('does not compile where the two forms differ', () => {
    messageCodec<Readonly<{ type: 'Money'; amount: number; currency: string }>>()(money);
    // @ts-expect-error the message has no field `rounded`
    messageCodec<Readonly<{ type: 'Money'; amount: number; currency: string; rounded: boolean }>>()(money);
    // @ts-expect-error the domain has no field `currency`
    messageCodec<Readonly<{ type: 'Money'; amount: number }>>()(money);
    // @ts-expect-error the amount is a number
    messageCodec<Readonly<{ type: 'Money'; amount: string; currency: string }>>()(money);
    expect(true).toBe(true);
  });

  it('does not compile where a field may be missing on one side only', () => {
    messageCodec<Readonly<{ type: 'Pause'; shopId: string; until?: string }>>()(pause);
    // @ts-expect-error the message may be without `until`
    messageCodec<Readonly<{ type: 'Pause'; shopId: string; until: string }>>()(pause);
    // @ts-expect-error the message always has its amount
    messageCodec<Readonly<{ type: 'Money'; amount?: number; currency: string }>>()(money);
    expect(true).toBe(true);
  });

  it('does not compile where they differ deep within: in lists of records, and in parts that must be there', () => {
    type Line = Omit<Decided, 'type' | 'status'> & Readonly<{ status: string }>;
    messageCodec<Readonly<{ type: 'Outcomes'; outcomes: readonly Line[] }>>()(day);
    // @ts-expect-error a line has a result, too
    messageCodec<Readonly<{ type: 'Outcomes'; outcomes: readonly Omit<Line, 'result'>[] }>>()(day);
    // @ts-expect-error a refusal has no severity
    messageCodec<Readonly<{ type: 'Outcomes'; outcomes: readonly (Line & { refusal: { severity: number } })[] }>>()(day);
    // @ts-expect-error a refusal is not optional in the message
    messageCodec<Readonly<{ type: 'Outcomes'; outcomes: readonly (Omit<Line, 'refusal'> & { refusal?: RefusalMessage })[] }>>()(day);
    // @ts-expect-error outcomes are a list
    messageCodec<Readonly<{ type: 'Outcomes'; outcomes: Line }>>()(day);
    expect(true).toBe(true);
  });

  it('does not compile where only one side has it', () => {
    const two = { protobufPackage: 'noren.test.v1', Money, Pause };
    type Sum = Readonly<{ type: 'Money'; amount: number; currency: string }>;
    messageCodec<Sum | Paused>()(two);
    // @ts-expect-error the proto has no message Pause
    messageCodec<Sum | Paused>()(money);
    // @ts-expect-error the domain has no Pause
    messageCodec<Sum>()(two);
    expect(true).toBe(true);
  });

  it('does not compile without the words of its fields, or with others', () => {
    const outcome = { protobufPackage: 'noren.test.v1', Outcome };
    messageCodec<Decided>()(outcome, { Outcome: { status: statuses } });
    // @ts-expect-error the words of the status are missing
    messageCodec<Decided>()(outcome);
    // @ts-expect-error the words of the status are missing
    messageCodec<Decided>()(outcome, { Outcome: {} });
    // @ts-expect-error `postponed` is no status
    messageCodec<Decided>()(outcome, { Outcome: { status: ['done', 'postponed'] } });
    // @ts-expect-error a result is any text
    messageCodec<Decided>()(outcome, { Outcome: { status: statuses, result: ['a'] } });
    // @ts-expect-error there are no words in a sum of money
    messageCodec<Readonly<{ type: 'Money'; amount: number; currency: string }>>()(money, {});
    expect(true).toBe(true);
  });

  it('does not compile where a reader does not name it, or names one that there is not', () => {
    // @ts-expect-error Pause is not named
    eventReader<string>()(file, { Outcome: nothing });
    // @ts-expect-error there is no Resume
    eventReader<string>()(file, { Outcome: nothing, Pause: nothing, Resume: nothing });
    // @ts-expect-error an outcome has no amount
    eventReader<string>()(file, { Outcome: ({ amount }) => amount, Pause: nothing });
    // @ts-expect-error a number is no text
    eventReader<string>()(file, { Outcome: () => 1, Pause: nothing });
    expect(true).toBe(true);
  });

  it('does not compile where what is asked of another context is not as it says', () => {
    const encode = messageEncoder({ protobufPackage: 'noren.test.v1', Outcome, Money, Pause });
    encode({ type: 'Pause', shopId: 'shp_1' });
    // @ts-expect-error the currency is missing
    encode({ type: 'Money', amount: 1 });
    // @ts-expect-error an outcome has a refusal
    void (() => encode({ type: 'Outcome', commandId: '', status: '', refusal: undefined, result: '', positions: [] }));
    // @ts-expect-error there is no message of that name
    void (() => encode({ type: 'Cheque', amount: 1 }));
    expect(true).toBe(true);
  });

  it('does not compile where what is optional is read as if it were there; what must be there is', () => {
    type Read = Present<Pause>;
    const read: Read = { shopId: 'shp_1' };
    // @ts-expect-error it may be missing
    const until: string = read.until;
    const { refusal: there }: Present<Outcome> = decided;
    expect([until, there.code]).toEqual([undefined, 'late']);
  });
});
