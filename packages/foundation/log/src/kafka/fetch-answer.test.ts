import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { Damaged } from './bytes.ts';
import { readFetchAnswer } from './fetch-answer.ts';
import { batchOf, written } from './record-batches.fixture.ts';

const require = createRequire(import.meta.url);
interface Encoder {
  buffer: Buffer;
  writeInt16(value: number): Encoder;
  writeInt32(value: number): Encoder;
  writeInt64(value: number): Encoder;
  writeString(value: string): Encoder;
  writeBytes(value: Buffer): Encoder;
  writeArray(of: readonly Encoder[]): Encoder;
}
const EncoderClass = require('kafkajs/src/protocol/encoder') as new () => Encoder;
const { decode } = require('kafkajs/src/protocol/requests/fetch/v11/response') as {
  decode(payload: Buffer): Promise<Readonly<{ responses: readonly Readonly<{ topicName: string; partitions: readonly object[] }>[] }>>;
};

const partitionOf = (partition: number, error: number, bytes: Buffer): Encoder =>
  new EncoderClass()
    .writeInt32(partition)
    .writeInt16(error)
    .writeInt64(2 ** 40)
    .writeInt64(90)
    .writeInt64(3)
    .writeArray([new EncoderClass().writeInt64(2 ** 35).writeInt64(17)])
    .writeInt32(-1)
    .writeBytes(bytes);
const answerOf = (error: number, topics: Readonly<Record<string, readonly Encoder[]>>): Buffer =>
  new EncoderClass()
    .writeInt32(0)
    .writeInt16(error)
    .writeInt32(0)
    .writeArray(Object.entries(topics).map(([topic, its]) => new EncoderClass().writeString(topic).writeArray(its))).buffer;

describe('the answer to a fetch', () => {
  it('is read as kafkajs reads it', async () => {
    const bytes = await batchOf([written({ value: Buffer.from('v') })]);
    const answer = answerOf(0, { orders: [partitionOf(3, 0, bytes), partitionOf(4, 6, Buffer.alloc(0))], bücher: [partitionOf(0, 0, bytes)] });
    const partitions = (await decode(answer)).responses.flatMap(({ topicName, partitions: its }) => its.map((one) => ({ topicName, ...one })));
    const read = readFetchAnswer(answer);
    expect(
      read.map(({ topic, partition, error, end, aborted }) => ({
        topicName: topic,
        partition,
        errorCode: error,
        highWatermark: String(end),
        abortedTransactions: aborted.map(({ producer, first }) => ({ producerId: String(producer), firstOffset: String(first) })),
      })),
    ).toMatchObject(partitions.map(({ topicName, ...one }) => ({ topicName, ...pick(one) })));
    expect(read.map(({ bytes: its }) => its)).toEqual([bytes, Buffer.alloc(0), bytes]);
  });

  it('that is an error as a whole is one for every partition', () => {
    expect(readFetchAnswer(answerOf(-1, { orders: [partitionOf(3, 0, Buffer.alloc(0))] })).map(({ error }) => error)).toEqual([-1]);
  });

  it('is refused where it is cut off', async () => {
    const answer = answerOf(0, { orders: [partitionOf(3, 0, await batchOf([written()]))] });
    for (let length = 0; length < answer.length; length += 1) expect(() => readFetchAnswer(answer.subarray(0, length))).toThrow(Damaged);
  });
});

const pick = (one: object): object =>
  Object.fromEntries(Object.entries(one).filter(([name]) => ['partition', 'errorCode', 'highWatermark', 'abortedTransactions'].includes(name)));
