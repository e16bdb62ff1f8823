import { createRequire } from 'node:module';

/** kafkajs's own encoder of batches, and its checksum: what ours reads is written by somebody else. */
const require = createRequire(import.meta.url);
type Encoded = Readonly<{ buffer: Buffer }>;
const Long = require('kafkajs/src/utils/long') as { fromValue(value: number): object };
const { RecordBatch } = require('kafkajs/src/protocol/recordBatch/v0') as { RecordBatch(of: object): Promise<Encoded> };
const encodeRecord = require('kafkajs/src/protocol/recordBatch/record/v0') as (of: object) => Encoded;
const crc32C = require('kafkajs/src/protocol/recordBatch/crc32C') as (bytes: Buffer) => number;

export type Written = Readonly<{
  key: Buffer | null;
  value: Buffer | null;
  headers: Readonly<Record<string, Buffer | Buffer[]>>;
  offsetDelta: number;
  timestampDelta: number;
}>;
type Batch = Readonly<{
  first: number;
  time: number;
  latest: number;
  producer: number;
  compression: number;
  /** Bits beside those of the compression. */ attributes: number;
  lastDelta: number;
}>;

export const written = (more: Partial<Written> = {}): Written => ({ key: null, value: null, headers: {}, offsetDelta: 0, timestampDelta: 0, ...more });

/** A batch as it would lie in the log. */
export async function batchOf(records: readonly Written[], more: Partial<Batch> = {}): Promise<Buffer> {
  const { first = 0, time = 0, latest = time, producer = -1, compression = 0, attributes = 0, lastDelta = records.at(-1)?.offsetDelta ?? 0 } = more;
  const { buffer } = await RecordBatch({
    compression,
    firstOffset: Long.fromValue(first),
    firstTimestamp: time,
    maxTimestamp: latest,
    lastOffsetDelta: lastDelta,
    producerId: Long.fromValue(producer),
    records: records.map((record) => encodeRecord({ ...record, timestampDelta: Long.fromValue(record.timestampDelta) })),
  });
  return attributes === 0 ? Buffer.from(buffer) : withAttributes(Buffer.from(buffer), attributes);
}

/** kafkajs writes neither control batches nor times of the broker's. */
function withAttributes(batch: Buffer, attributes: number): Buffer {
  batch.writeInt16BE(batch.readInt16BE(21) | attributes, 21);
  return sealed(batch);
}

/** With the checksum that belongs to its bytes. */
export function sealed(batch: Buffer): Buffer {
  batch.writeUInt32BE(crc32C(batch.subarray(21)), 17);
  return batch;
}
