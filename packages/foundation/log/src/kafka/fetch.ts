import { positionKey } from '../log.ts';
import type { LogRecord, Position } from '../log.ts';
import { Batch } from './kafkajs.ts';
import type { Broker, FetchedMessage } from './kafkajs.ts';
import { KafkaRecord } from './record.ts';
import type { BinaryHeaders } from './record.ts';

/** So much of one partition comes at a time, and of all of a node's together. */
const PARTITION_BYTES = 1_048_576;
const ALL_BYTES = 8 * PARTITION_BYTES;
/** Without what a transaction of somebody else's has aborted or not yet committed. */
const READ_COMMITTED = 1;

/** What a fetch brought of a partition: where it began, where the next one begins, and where the partition ended then. */
export type Fetched = Readonly<{ from: Position; records: readonly LogRecord[]; next: number; end: number }>;

/** The latest instant of each partition that a reader has seen: those of producers may go back, `at` may not. */
export type Instants = Map<string, number>;

/** Asks a node for what lies behind the positions; it answers at once if there is something, else after `waitMs`. */
export async function fetchFrom(
  node: Broker,
  positions: readonly Position[],
  waitMs: number,
  binary: BinaryHeaders,
  instants: Instants,
): Promise<readonly Fetched[]> {
  const topics = [...Map.groupBy(positions, ({ topic }) => topic)].map(([topic, its]) => ({
    topic,
    partitions: its.map(({ partition, offset }) => ({ partition, fetchOffset: String(offset), maxBytes: PARTITION_BYTES })),
  }));
  const { responses } = await node.fetch({ maxWaitTime: waitMs, minBytes: 1, maxBytes: ALL_BYTES, isolationLevel: READ_COMMITTED, topics });
  const asked = new Map(positions.map((position) => [positionKey(position), position]));
  return responses.flatMap(({ topicName: topic, partitions }) =>
    partitions.flatMap((response) => {
      const from = asked.get(positionKey({ topic, partition: response.partition }));
      if (from === undefined) return [];
      const { messages, rawMessages } = new Batch(topic, String(from.offset), response);
      const records = messages.map((message) => new KafkaRecord(topic, from.partition, message, notBefore(instants, from, Number(message.timestamp)), binary));
      return [{ from, records, next: Math.max(from.offset, behind(rawMessages.at(-1))), end: Number(response.highWatermark) }];
    }),
  );
}

/** Compaction may have taken the last records of a batch: the next one begins behind the batch. */
function behind(message: FetchedMessage | undefined): number {
  if (message === undefined) return 0;
  const { batchContext } = message;
  const inBatch = Number(message.offset) + 1;
  return batchContext === undefined ? inBatch : Math.max(inBatch, Number(batchContext.firstOffset) + batchContext.lastOffsetDelta + 1);
}

function notBefore(instants: Instants, position: Position, ms: number): number {
  const key = positionKey(position);
  const at = Math.max(instants.get(key) ?? 0, ms);
  instants.set(key, at);
  return at;
}
