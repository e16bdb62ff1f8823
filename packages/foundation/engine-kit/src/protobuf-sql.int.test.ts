import { join } from 'node:path';
import { testDatabase, type TestDatabase } from '@noren/testing';
import { Accepted, LocalizedText, Money, Outcome, Outcomes, Position } from '@noren/wire';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase({ stores: ['log'], migrations: { inventory: join(import.meta.dirname, '../migrations') } });
});
afterAll(() => db.close());

/** What an expression over `$1`, `$2`… comes to. */
async function sql(expression: string, ...values: readonly unknown[]): Promise<Buffer> {
  const { rows } = await db.pool('inventory').query<{ bytes: Buffer }>(`SELECT ${expression} AS bytes`, [...values]);
  if (!rows[0]) throw new Error('no row');
  return rows[0].bytes;
}
const bytesOf = (message: Readonly<{ finish(): Uint8Array }>): Buffer => Buffer.from(message.finish());

const numRuns = 200;
/** PostgreSQL has no text with a zero in it, nor with half a surrogate pair. */
const text = fc.string({ unit: 'grapheme', maxLength: 200 }).map((of) => of.replaceAll('\0', ''));
const sometimes = <T>(of: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(of, { freq: 4 });
/** Those around which a varint takes a byte more, and the ends. */
const edges = [1, 127, 128, 16_383, 16_384, 2 ** 31 - 1, 2 ** 31, 2 ** 32, 2 ** 49 - 1, 2 ** 49, 2 ** 53 - 1].flatMap((edge) => [edge, -edge]);
const whole = fc.oneof(fc.maxSafeInteger(), fc.constantFrom(0, ...edges));

describe('SQL writes the bytes that generated code writes', () => {
  it('of texts and integers, negative ones and the largest too; what is null or empty is left out', async () => {
    const position = fc.record({ topic: sometimes(text), partition: sometimes(fc.integer()), offset: sometimes(whole) });
    await fc.assert(
      fc.asyncProperty(position, async ({ topic, partition, offset }) => {
        const bytes = await sql('pb_text(1, $1) || pb_int(2, $2::bigint) || pb_int(3, $3::bigint)', topic, partition, offset);
        expect(bytes).toEqual(bytesOf(Position.encode({ topic: topic ?? '', partition: partition ?? 0, offset: offset ?? 0 })));
        expect(Position.decode(bytes)).toEqual({ topic: topic ?? '', partition: partition ?? 0, offset: offset ?? 0 });
      }),
      { numRuns },
    );
    for (const offset of edges) expect(await sql('pb_int(3, $1::bigint)', offset)).toEqual(bytesOf(Position.encode({ topic: '', partition: 0, offset })));
  });

  it('of integers beyond JavaScript’s own, to both ends of 64 bits', async () => {
    // What two’s complement makes of them, seven bits at a time.
    const varint = (value: bigint): Buffer => {
      const bytes: number[] = [];
      let rest = BigInt.asUintN(64, value);
      for (; rest > 127n; rest >>= 7n) bytes.push(Number(rest & 127n) | 128);
      return Buffer.from([...bytes, Number(rest)]);
    };
    const { min, max } = { min: -(2n ** 63n), max: 2n ** 63n - 1n };
    for (const value of [min, min + 1n, max, 2n ** 53n, -(2n ** 53n), 2n ** 56n, 2n ** 63n - 128n])
      expect(await sql('pb_varint($1::bigint)', String(value))).toEqual(varint(value));
    await fc.assert(
      fc.asyncProperty(fc.bigInt({ min, max }), async (value) => {
        expect(await sql('pb_varint($1::bigint)', String(value))).toEqual(varint(value));
      }),
      { numRuns },
    );
  });

  it('of booleans, of fields with large numbers, and of texts longer than a byte can count', async () => {
    for (const replayed of [true, false, null])
      expect(await sql('pb_bool(4, $1::boolean)', replayed)).toEqual(
        bytesOf(Accepted.encode({ operationId: '', commandIds: [], made: {}, replayed: replayed ?? false })),
      );
    expect(await sql('pb_bool(1000, true)')).toEqual(Buffer.from([0xc0, 0x3e, 1]));
    expect(await sql('pb_text(268435455, $1)', 'a')).toEqual(Buffer.from([0xfa, 0xff, 0xff, 0xff, 0x07, 1, 97]));
    const long = { language: 'ja', text: '簾👘'.repeat(5_000) };
    expect(await sql('pb_text(1, $1) || pb_text(2, $2)', long.language, long.text)).toEqual(bytesOf(LocalizedText.encode(long)));
  });

  it('of messages within messages, and of those in lists', async () => {
    const positions = fc.array(fc.record({ topic: text, partition: fc.integer(), offset: whole }), { maxLength: 5 });
    const refusal = fc.record({ kind: text, code: text, message: text, field: text });
    const outcome = fc.record({ commandId: text, status: text, refusal: fc.option(refusal, { nil: undefined }), result: text, positions });
    await fc.assert(
      fc.asyncProperty(outcome, async (of) => {
        const bytes = await sql(
          `pb_text(1, $1) || pb_text(2, $2)
           || coalesce((SELECT pb_bytes(3, pb_text(1, r ->> 'kind') || pb_text(2, r ->> 'code') || pb_text(3, r ->> 'message') || pb_text(4, r ->> 'field'))
                        FROM (SELECT $3::jsonb) AS t(r) WHERE r IS NOT NULL), ''::bytea)
           || pb_text(4, $4)
           || coalesce((SELECT string_agg(pb_bytes(5, pb_text(1, one ->> 'topic') || pb_int(2, (one ->> 'partition')::bigint) || pb_int(3, (one ->> 'offset')::bigint)), ''::bytea ORDER BY nr)
                        FROM jsonb_array_elements($5::jsonb) WITH ORDINALITY AS t(one, nr)), ''::bytea)`,
          of.commandId,
          of.status,
          of.refusal ? JSON.stringify(of.refusal) : null,
          of.result,
          JSON.stringify(of.positions),
        );
        expect(bytes).toEqual(bytesOf(Outcome.encode(of)));
      }),
      { numRuns },
    );
    expect(await sql('pb_bytes(3, NULL)')).toEqual(Buffer.alloc(0));
    expect(await sql(`pb_bytes(3, ''::bytea)`)).toEqual(Buffer.from([26, 0]));
  });

  it('of money, which is missing where its currency is', async () => {
    await fc.assert(
      fc.asyncProperty(whole, sometimes(text), async (amount, currency) => {
        const bytes = await sql('pb_money(3, $1::bigint, $2)', amount, currency);
        const within = currency === null ? null : bytesOf(Money.encode({ amount, currency }));
        expect(bytes).toEqual(await sql('pb_bytes(3, $1::bytea)', within));
      }),
      { numRuns },
    );
  });

  it('of localized texts in their order, out of JSON', async () => {
    const texts = fc.array(fc.record({ language: text, text }), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(sometimes(texts), async (list) => {
        // Outcomes hold a list in their field 1 of what has two texts in its fields 1 and 2, as localized texts have.
        const outcomes = (list ?? []).map((one) => ({ commandId: one.language, status: one.text, refusal: undefined, result: '', positions: [] }));
        const bytes = await sql('pb_texts(1, $1::jsonb)', list && JSON.stringify(list));
        expect(bytes).toEqual(bytesOf(Outcomes.encode({ outcomes })));
        const [one] = list ?? [];
        if (one)
          expect(await sql('pb_texts(7, $1::jsonb)', JSON.stringify([one]))).toEqual(await sql('pb_bytes(7, $1::bytea)', bytesOf(LocalizedText.encode(one))));
      }),
      { numRuns },
    );
  });

  it('of instants as the domain has them: UTC, with milliseconds, whatever zone the connection is in', async () => {
    const instant = fc.date({ min: new Date('0001-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59.999Z'), noInvalidDate: true });
    await fc.assert(
      fc.asyncProperty(sometimes(instant), fc.constantFrom('UTC', 'Asia/Tokyo', 'America/St_Johns'), async (at, zone) => {
        const { rows } = await db
          .pool('inventory')
          .query<{ text: string | null }>(`SELECT pb_instant(i) AS text FROM (SELECT $1::timestamptz, set_config('timezone', $2, false)) AS t(i)`, [
            at?.toISOString() ?? null,
            zone,
          ]);
        expect(rows).toEqual([{ text: at?.toISOString() ?? null }]);
      }),
      { numRuns },
    );
    const { rows } = await db.pool('inventory').query(`SELECT pb_instant('2026-01-05 09:00:00.123999Z') AS text`);
    expect(rows).toEqual([{ text: '2026-01-05T09:00:00.123Z' }]);
  });

  it('of optional fields: null is left out, and what is empty or 0 is not', async () => {
    await fc.assert(
      fc.asyncProperty(sometimes(text), sometimes(whole), async (some, number) => {
        const bytes = await sql('pb_optional_text(1, $1) || pb_optional_int(3, $2::bigint)', some, number);
        // As a field that is not optional, but for its default, whose tag is written with it.
        const [texts, integers] = [
          bytesOf(Position.encode({ topic: some ?? '', partition: 0, offset: 0 })),
          bytesOf(Position.encode({ topic: '', partition: 0, offset: number ?? 0 })),
        ];
        expect(bytes).toEqual(Buffer.concat([some === '' ? Buffer.from([10, 0]) : texts, number === 0 ? Buffer.from([24, 0]) : integers]));
        expect(Position.decode(bytes)).toEqual({ topic: some ?? '', partition: 0, offset: number ?? 0 });
      }),
      { numRuns },
    );
    expect(await sql(`pb_optional_text(1, '') || pb_optional_int(3, 0)`)).toEqual(Buffer.from([10, 0, 24, 0]));
  });
});
