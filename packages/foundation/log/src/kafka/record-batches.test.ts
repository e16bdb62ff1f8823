import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Damaged } from './bytes.ts';
import { readBatches } from './record-batches.ts';
import type { Aborted, Read } from './record-batches.ts';
import { batchOf, sealed, written } from './record-batches.fixture.ts';
import type { Written } from './record-batches.fixture.ts';

const GZIP = 1;
const [LOG_APPEND_TIME, TRANSACTIONAL, CONTROL] = [0b1000, 0b1_0000, 0b10_0000];
const [ABORT, COMMIT] = [0, 1];

const read = (bytes: Buffer, from = 0, more: Readonly<{ aborted?: readonly Aborted[]; notBefore?: number }> = {}): Promise<Read> =>
  readBatches({ from: { topic: 't', partition: 2, offset: from }, bytes, aborted: [], notBefore: 0, binary: new Set(['bytes']), ...more });
const offsets = ({ records }: Read): readonly number[] => records.map(({ offset }) => offset);
const marker = (first: number, producer: number, kind: number): Promise<Buffer> =>
  batchOf([written({ key: Buffer.from([0, 0, 0, kind]), value: Buffer.alloc(6) })], { first, producer, attributes: CONTROL | TRANSACTIONAL });
const many = (count: number): readonly Written[] =>
  Array.from({ length: count }, (_, offsetDelta) => written({ offsetDelta, value: Buffer.from(`v${offsetDelta}`) }));

const bytes = fc.uint8Array({ maxLength: 200 }).map((array) => Buffer.from(array));
const text = fc.string({ unit: 'grapheme', maxLength: 20 }).map((string) => Buffer.from(string));
const name = fc.string({ minLength: 1, maxLength: 12 }).filter((string) => !['__proto__', 'ce_id', 'bytes'].includes(string));
const records = fc
  .array(
    fc.record({
      key: fc.option(text),
      value: fc.option(bytes),
      headers: fc.dictionary(name, fc.oneof(text, fc.array(text, { minLength: 1, maxLength: 3 })), { noNullPrototype: true, maxKeys: 4 }),
      gap: fc.integer({ min: 1, max: 70_000 }),
      timestampDelta: fc.integer({ min: -1_000_000, max: 2 ** 40 }),
    }),
    { minLength: 1, maxLength: 20 },
  )
  .map((all): readonly Written[] => {
    let offsetDelta = -1;
    return all.map(({ gap, ...record }) => ({ ...record, offsetDelta: (offsetDelta += gap) }));
  });
const last = (value: Buffer | Buffer[]): string => (Array.isArray(value) ? value.at(-1) : value)?.toString() ?? '';

describe('records that were fetched', () => {
  it('are what kafkajs has written: keys, values, headers, offsets and times, compressed or not', async () => {
    const batch = fc.record({
      records,
      first: fc.integer({ min: 0, max: 2 ** 50 }),
      time: fc.integer({ min: 0, max: 2 ** 41 }),
      compression: fc.constantFrom(0, GZIP),
    });
    await fc.assert(
      fc.asyncProperty(batch, async ({ records: all, first, time, compression }) => {
        const result = await read(await batchOf(all, { first, time, compression }));
        let latest = 0;
        expect(
          result.records.map(({ topic, partition, offset, key, value, headers, at }) => ({
            topic,
            partition,
            offset,
            key,
            value: Buffer.from(value),
            headers,
            at,
          })),
        ).toEqual(
          all.map(({ key, value, headers, offsetDelta, timestampDelta }) => {
            latest = Math.max(latest, time + timestampDelta);
            const lastHeaders = Object.fromEntries(Object.entries(headers).map(([header, of]) => [header, last(of)]));
            const at = new Date(latest).toISOString();
            return {
              topic: 't',
              partition: 2,
              offset: first + offsetDelta,
              key: key?.toString() ?? '',
              value: value ?? Buffer.alloc(0),
              headers: lastHeaders,
              at,
            };
          }),
        );
        expect(result).toMatchObject({ next: first + (all.at(-1)?.offsetDelta ?? 0) + 1, latest });
      }),
    );
  });

  it('weigh no less than their key and value', async () => {
    const [record] = (await read(await batchOf([written({ key: Buffer.from('abc'), value: Buffer.alloc(1_000) })]))).records;
    expect(record?.weight).toBeGreaterThanOrEqual(1_003);
  });

  it('come from many batches, without what lies before the fetch', async () => {
    const set = Buffer.concat([await batchOf(many(5), { first: 10 }), await batchOf(many(5), { first: 15, compression: GZIP })]);
    expect(offsets(await read(set, 13))).toEqual([13, 14, 15, 16, 17, 18, 19]);
  });

  it('go on behind batches of which compaction has left the end, or nothing', async () => {
    // The broker leaves the mark of compression to a batch that it has emptied.
    const emptied = await batchOf([], { first: 20, lastDelta: 9, attributes: GZIP });
    const set = Buffer.concat([await batchOf(many(2), { first: 0, lastDelta: 9 }), await batchOf([], { first: 10, lastDelta: 9 }), emptied]);
    const result = await read(set);
    expect([offsets(result), result.next]).toEqual([[0, 1], 30]);
  });

  it('have the time at which the broker took them in, where the topic is kept so', async () => {
    const {
      records: [record],
    } = await read(await batchOf([written({ timestampDelta: 5 })], { time: 1_000, latest: 7_000, attributes: LOG_APPEND_TIME }));
    expect(record?.at).toBe('1970-01-01T00:00:07.000Z');
  });

  it('have no time before that of the record in front of them, over fetches too', async () => {
    const result = await read(await batchOf([written({ timestampDelta: 0 }), written({ offsetDelta: 1, timestampDelta: 9_000 })], { time: 1_000 }), 0, {
      notBefore: 4_000,
    });
    expect(result.records.map(({ at }) => Date.parse(at))).toEqual([4_000, 10_000]);
    expect(result.latest).toBe(10_000);
  });

  it('are neither marks of transactions nor what was aborted', async () => {
    const set = Buffer.concat([
      await batchOf(many(2), { first: 0, producer: 7, attributes: TRANSACTIONAL }),
      await batchOf(many(2), { first: 2, producer: 8, attributes: TRANSACTIONAL }),
      await batchOf(many(1), { first: 4 }),
      await marker(5, 7, ABORT),
      await batchOf(many(2), { first: 6, producer: 7, attributes: TRANSACTIONAL }),
      await marker(8, 8, COMMIT),
      await batchOf(many(1), { first: 9, producer: 8, attributes: TRANSACTIONAL }),
      await marker(10, 7, COMMIT),
      await marker(11, 8, ABORT),
    ]);
    const result = await read(set, 0, {
      aborted: [
        { producer: 8, first: 9 },
        { producer: 7, first: 0 },
      ],
    });
    expect(offsets(result)).toEqual([2, 3, 4, 6, 7]);
    expect(result.next).toBe(12);
  });

  it('end with the last whole batch: a broker cuts off where the bytes that were asked for end', async () => {
    const first = await batchOf(many(3));
    const set = Buffer.concat([first, await batchOf(many(3), { first: 3 })]);
    for (let length = first.length; length < set.length; length += 1) {
      const result = await read(set.subarray(0, length));
      expect([offsets(result), result.next]).toEqual([[0, 1, 2], 3]);
    }
    expect(await read(Buffer.alloc(0), 5)).toEqual({ records: [], next: 5, latest: 0 });
  });

  it('are refused when a byte of them is another', async () => {
    const whole = await batchOf([written({ key: Buffer.from('k'), value: Buffer.from('value'), headers: { a: Buffer.from('b') } })]);
    const changed = fc.record({ at: fc.integer({ min: 17, max: whole.length - 1 }), bit: fc.integer({ min: 0, max: 7 }) });
    await fc.assert(
      fc.asyncProperty(changed, async ({ at, bit }) => {
        const damaged = Buffer.from(whole);
        damaged[at] = (damaged[at] ?? 0) ^ (1 << bit);
        await expect(read(damaged)).rejects.toThrow(/checksum/);
      }),
    );
  });

  it('are refused when they are shorter or longer than they say, whatever the checksum', async () => {
    const forge = async (at: number, byte: number): Promise<Buffer> => {
      const forged = await batchOf(many(2), { attributes: LOG_APPEND_TIME });
      forged[at] = byte;
      return sealed(forged);
    };
    // Records in the batch: three instead of two, and one.
    await expect(read(await forge(60, 3))).rejects.toThrow(Damaged);
    await expect(read(await forge(60, 1))).rejects.toThrow(/more comes/);
    // The first record's length.
    await expect(read(await forge(61, 4))).rejects.toThrow(Damaged);
  });

  it('in ways that nobody here knows are refused by name: snappy, and the format of before Kafka 0.11', async () => {
    await expect(read(await batchOf(many(1), { attributes: 2 }))).rejects.toThrow(/Snappy/);
    const old = await batchOf(many(1));
    old[16] = 1;
    await expect(read(old)).rejects.toThrow(/before Kafka 0.11/);
  });
});
