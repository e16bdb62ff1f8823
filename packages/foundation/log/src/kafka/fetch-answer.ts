import { Bytes } from './bytes.ts';
import type { Aborted } from './record-batches.ts';

/** What a broker answers of a partition; `error` is 0 where there is none. */
export type PartitionAnswer = Readonly<{ topic: string; partition: number; error: number; end: number; aborted: readonly Aborted[]; bytes: Buffer }>;

/** The answer to a fetch, version 11: https://kafka.apache.org/protocol#The_Messages_Fetch */
export function readFetchAnswer(payload: Buffer): readonly PartitionAnswer[] {
  const reader = new Bytes(payload);
  // The time that a broker wants to be left alone; kafkajs has seen to that.
  reader.skip(4);
  const error = reader.int16();
  // Fetch sessions are not used.
  reader.skip(4);
  const answers = several(reader, () => {
    const topic = reader.text();
    return several(reader, () => readPartition(reader, topic));
  }).flat();
  return error === 0 ? answers : answers.map((answer) => ({ ...answer, error }));
}

function readPartition(reader: Bytes, topic: string): PartitionAnswer {
  const partition = reader.int32();
  const error = reader.int16();
  const end = reader.int64();
  // The last stable offset, and the first that there is.
  reader.skip(16);
  const aborted = several(reader, () => ({ producer: reader.int64(), first: reader.int64() }));
  // The replica that the broker would rather be asked; we name no rack, so it has none.
  reader.skip(4);
  const length = Math.max(0, reader.int32());
  reader.skip(length);
  return { topic, partition, error, end, aborted, bytes: reader.buffer.subarray(reader.at - length, reader.at) };
}

function several<T>(reader: Bytes, read: () => T): readonly T[] {
  const all: T[] = [];
  for (let count = reader.int32(); count > 0; count -= 1) all.push(read());
  return all;
}
