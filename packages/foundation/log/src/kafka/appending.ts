import { gather } from '@noren/kernel';
import type { Message, Producer } from 'kafkajs';
import { positionKey } from '../log.ts';
import type { NewRecord, Position, Positions, TopicPartition } from '../log.ts';
import { messageOf } from './record.ts';
import type { BinaryHeaders } from './record.ts';

type Append = (records: readonly NewRecord[]) => Promise<readonly Position[]>;
type Lane = (records: readonly NewRecord[]) => Promise<readonly Position[]>;

/** A produce holds one batch, and a broker takes batches of 1 MiB unless it is told otherwise. What a record costs beside its texts is guessed generously. */
const PRODUCE_BYTES = 900_000;
const RECORD_BYTES = 64;

type AppendingParts = Readonly<{
  producer(): Promise<Pick<Producer, 'send'>>;
  partitionOf: (topic: string, key: string) => number;
  /** Throws what speaks against a record. */
  check(record: NewRecord): void;
  /** CloudEvents' `source`. */
  source: string;
  binary: BinaryHeaders;
}>;

/**
 * Appends with acks=all, one produce a partition under way: what comes meanwhile is the next one, so that a repeated produce is behind nothing that came
 * after it. Kafka takes in the records of a partition together, and those of several partitions each for itself: where one fails, others may be in.
 */
export function gatheredProduce(parts: AppendingParts): Append {
  const { partitionOf, check } = parts;
  const lanes = new Map<string, Lane>();
  const laneOf = (at: TopicPartition): Lane => {
    const key = positionKey(at);
    const lane = lanes.get(key) ?? gather(async (calls: readonly (readonly NewRecord[])[]) => inParts(calls, await produce(parts, at, calls.flat())));
    lanes.set(key, lane);
    return lane;
  };
  const append: Append = async (records) => {
    const places = records.map((record, index) => ({ record, index, topic: record.topic, partition: partitionOf(record.topic, record.key) }));
    const positions: Position[] = [];
    const append = async (its: typeof places): Promise<void> => {
      const [first] = its;
      if (first === undefined) return;
      const ends = await laneOf({ topic: first.topic, partition: first.partition })(its.map(({ record }) => record));
      its.forEach(({ index }, at) => {
        const position = ends[at];
        if (position !== undefined) positions[index] = position;
      });
    };
    await Promise.all([...Map.groupBy(places, positionKey).values()].map(append));
    return positions;
  };
  return async (records) => {
    for (const record of records) check(record);
    if (!records.some(({ carriesPositions }) => carriesPositions)) return append(records);
    // The others first: the carriers tell where they ended.
    const others = await append(records.filter(({ carriesPositions }) => !carriesPositions));
    const positions = JSON.stringify(endsOf(others));
    const carrying = records.filter(({ carriesPositions }) => carriesPositions);
    const carriers = await append(carrying.map((record) => ({ ...record, headers: { ...record.headers, positions } })));
    const [nextOther, nextCarrier] = [others.values(), carriers.values()];
    return records.flatMap(({ carriesPositions }) => (carriesPositions ? nextCarrier : nextOther).next().value ?? []);
  };
}

function inParts(calls: readonly (readonly NewRecord[])[], positions: readonly Position[]): readonly (readonly Position[])[] {
  let from = 0;
  return calls.map(({ length }) => positions.slice(from, (from += length)));
}

function endsOf(positions: readonly Position[]): Positions {
  const ends: Record<string, number> = {};
  for (const position of positions) ends[positionKey(position)] = Math.max(ends[positionKey(position)] ?? 0, position.offset + 1);
  return ends;
}

async function produce(parts: AppendingParts, at: TopicPartition, records: readonly NewRecord[]): Promise<readonly Position[]> {
  const { producer, source, binary } = parts;
  const positions: Position[] = [];
  for (const some of bySize(records)) {
    const messages = some.map((record): Message => ({ ...messageOf(record, source, binary), partition: at.partition }));
    const [answer] = await (await producer()).send({ topic: at.topic, acks: -1, messages });
    const base = Number(answer?.baseOffset);
    messages.forEach((_, index) => positions.push({ ...at, offset: base + index }));
  }
  return positions;
}

/** Parts that a broker takes. A record that is too large by itself goes alone, and the broker says so. */
function bySize(records: readonly NewRecord[]): readonly (readonly NewRecord[])[] {
  const parts: NewRecord[][] = [];
  let room = 0;
  for (const record of records) {
    const size = sizeOf(record);
    if (size > room || parts.length === 0) {
      parts.push([]);
      room = PRODUCE_BYTES;
    }
    parts.at(-1)?.push(record);
    room -= size;
  }
  return parts;
}

function sizeOf({ key, id, type, value, headers }: NewRecord): number {
  let size = RECORD_BYTES + value.length + 3 * (key.length + id.length) + type.length;
  for (const name in headers) size += name.length + 3 * (headers[name]?.length ?? 0);
  return size;
}
