import { positionKey } from '../log.ts';
import type { Position } from '../log.ts';
import { errorOf } from './kafkajs.ts';
import type { Broker } from './prefixed.ts';
import { readBatches } from './record-batches.ts';
import type { BinaryHeaders, WeighedRecord } from './record.ts';

/** So much of one partition comes at a time, and of all of a node's together. */
const PARTITION_BYTES = 1_048_576;
const ALL_BYTES = 8 * PARTITION_BYTES;
/** Without what a transaction of somebody else's has aborted or not yet committed. */
const READ_COMMITTED = 1;

/** What a fetch brought of a partition: where it began, where the next one begins, and where the partition ended then. */
export type Fetched = Readonly<{ from: Position; records: readonly WeighedRecord[]; next: number; end: number }>;

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
  const answers = await node.fetch({ maxWaitTime: waitMs, minBytes: 1, maxBytes: ALL_BYTES, isolationLevel: READ_COMMITTED, topics });
  const failed = answers.find(({ error }) => error !== 0);
  if (failed !== undefined) throw errorOf(failed.error);
  const requested = new Map(positions.map((position) => [positionKey(position), position]));
  const fetched: Fetched[] = [];
  for (const { aborted, bytes, end, ...partition } of answers) {
    const key = positionKey(partition);
    const from = requested.get(key);
    if (from === undefined) continue;
    const { records, next, latest } = await readBatches({ from, bytes, aborted, notBefore: instants.get(key) ?? 0, binary });
    instants.set(key, latest);
    fetched.push({ from, records, next, end });
  }
  return fetched;
}
