import { testDatabase } from '@noren/testing';
import type { TestDatabase } from '@noren/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bigintArray, boolArray, byteaArray, instantArray, intArray, jsonbArray, textArray } from './arrays.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase({ stores: ['log'] });
});
afterAll(() => db.close());

const sent = async (type: string, array: Buffer): Promise<unknown> =>
  (await db.pool('log').query<{ json: unknown }>(`SELECT to_jsonb($1::${type}[]) AS json`, [array])).rows[0]?.json;

describe('an array in binary form', () => {
  it('comes to PostgreSQL as it was sent, nulls and nothing included', async () => {
    const texts = ['', 'a"b\\c,{}', 'ｔｅａ 暖簾 🍵', 'NULL', null];
    expect(await sent('text', textArray(texts))).toEqual(texts);
    expect(await sent('text', textArray([]))).toEqual([]);
    expect(await sent('jsonb', jsonbArray(['{"a":[1,"暖簾"]}', '"x"', null]))).toEqual([{ a: [1, '暖簾'] }, 'x', null]);
    expect(await sent('bytea', byteaArray([new Uint8Array([0, 92, 255]), null]))).toEqual(['\\x005cff', null]);
    expect(await sent('boolean', boolArray([true, false, null]))).toEqual([true, false, null]);
    expect(await sent('int', intArray([-(2 ** 31), 2 ** 31 - 1, null]))).toEqual([-(2 ** 31), 2 ** 31 - 1, null]);
    const whole = [0, -1, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER, null];
    expect(await sent('bigint', bigintArray(whole))).toEqual(whole);
    const instants = ['2026-11-25T03:04:05.678+00:00', '1969-12-31T23:59:59.999+00:00', '9999-12-31T23:59:59.999+00:00', null];
    expect(await sent('timestamptz', instantArray(['2026-11-25T12:04:05.678+09:00', ...instants.slice(1)]))).toEqual(instants);
  });

  it('is not made of what is no value of its type', () => {
    expect(() => bigintArray([0.5])).toThrow(RangeError);
    expect(() => instantArray(['tomorrow'])).toThrow(RangeError);
  });
});
