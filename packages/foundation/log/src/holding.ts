import { positionKey } from './log.ts';
import type { LogRecord, Position, TopicPartition } from './log.ts';

/** The positions, and the beginning of every partition that they do not name. */
export function behind(named: readonly Position[], topics: readonly string[], partitionsOf: (topic: string) => number): readonly Position[] {
  const known = new Map(named.map((position) => [positionKey(position), position]));
  return topics.flatMap((topic) =>
    Array.from({ length: partitionsOf(topic) }, (_, partition) => known.get(positionKey({ topic, partition })) ?? { topic, partition, offset: 0 }),
  );
}

/** The partitions that a reader has, and where it reads on. */
export class Holding {
  readonly #next = new Map<string, Position>();

  add(positions: readonly Position[]): void {
    for (const position of positions) this.#next.set(positionKey(position), position);
  }

  drop(partitions: readonly TopicPartition[]): void {
    for (const partition of partitions) this.#next.delete(positionKey(partition));
  }

  has(partition: TopicPartition): boolean {
    return this.#next.has(positionKey(partition));
  }

  /** Reads on behind these records; `resumeAt` says where a batch ended early. Partitions that are no longer held stay so. */
  moveBehind(records: readonly LogRecord[], resumeAt: readonly Position[] = []): void {
    // Records come in runs of a partition: only the last of a run counts.
    const lasts = records.filter(({ topic, partition }, index) => partition !== records[index + 1]?.partition || topic !== records[index + 1]?.topic);
    const moved = [...lasts.map(({ topic, partition, offset }) => ({ topic, partition, offset: offset + 1 })), ...resumeAt];
    this.add(moved.filter((position) => this.has(position)));
  }

  /** Where a partition is read on, by its key; undefined where it is not held. */
  readonly next = (partition: string): number | undefined => this.#next.get(partition)?.offset;

  get positions(): readonly Position[] {
    return [...this.#next.values()];
  }

  get empty(): boolean {
    return this.#next.size === 0;
  }
}
