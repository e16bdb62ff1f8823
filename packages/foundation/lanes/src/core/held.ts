import type { TopicPartition } from '@noren/log';
import type { Partition } from './partition.ts';

/** The partitions that this member has. */
export class Held {
  readonly #topics = new Map<string, Map<number, Partition>>();

  get({ topic, partition }: TopicPartition): Partition | undefined {
    return this.#topics.get(topic)?.get(partition);
  }

  set(partition: Partition): void {
    let topic = this.#topics.get(partition.topic);
    if (topic === undefined) this.#topics.set(partition.topic, (topic = new Map<number, Partition>()));
    topic.set(partition.partition, partition);
  }

  /** Unless another one has taken its place. */
  delete(partition: Partition): void {
    if (this.get(partition) === partition) this.#topics.get(partition.topic)?.delete(partition.partition);
  }

  *[Symbol.iterator](): Generator<Partition> {
    for (const topic of this.#topics.values()) yield* topic.values();
  }
}
