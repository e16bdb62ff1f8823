import type { Log } from '@noren/log';
import type { PartitionState } from './core/partition.ts';
import { clock, type Member } from './member.ts';

export type PartitionHealth = Readonly<{
  topic: string;
  partition: number;
  state: PartitionState;
  /** Nothing more is read of it for now. */
  full: boolean;
  /** The smallest offset that is not finished. */
  smallestIncomplete: number;
  /** The offset behind the last one taken. */
  read: number;
  /** The offset that the log has acknowledged last. */
  committed: number;
  /** Taken and not finished. */
  pending: number;
  /** Records that the log has behind the smallest unfinished one; undefined while the log does not answer. */
  lag: number | undefined;
  /** How long the oldest unfinished record has been here, milliseconds; 0 where there is none. */
  oldestAgeMs: number;
}>;

export type Health = Readonly<{
  partitions: readonly PartitionHealth[];
  /** Tasks in flight by downstream, and how many may be. */
  downstreams: readonly Readonly<{ name: string; inFlight: number; limit: number }>[];
  pending: number;
  lag: number | undefined;
  oldestAgeMs: number;
  /** How often it crashed and began again. */
  restarts: number;
}>;

const ENDS_WITHIN_MS = 2_000;

export async function healthOf(log: Log, member: Member | undefined, restarts: number): Promise<Health> {
  const held = [...(member?.core.partitions() ?? [])];
  const ends = await endsOf(log, [...new Set(held.map(({ topic }) => topic))]);
  const partitions = held.map((one): PartitionHealth => {
    const { topic, partition, state, full, committed, window, pendingSince } = one;
    const end = ends.get(one.name);
    return {
      topic,
      partition,
      state,
      full,
      committed,
      smallestIncomplete: window.watermark,
      read: window.top,
      pending: window.pending,
      lag: end === undefined ? undefined : Math.max(0, end - window.watermark),
      oldestAgeMs: pendingSince === undefined ? 0 : clock() - pendingSince,
    };
  });
  return {
    partitions,
    downstreams: [...(member?.core.gates() ?? [])].map(({ name, inFlight, limit }) => ({ name, inFlight, limit: limit.limit() })),
    pending: partitions.reduce((sum, { pending }) => sum + pending, 0),
    lag: partitions.reduce<number | undefined>((sum, { lag }) => (sum === undefined || lag === undefined ? undefined : sum + lag), 0),
    oldestAgeMs: Math.max(0, ...partitions.map(({ oldestAgeMs }) => oldestAgeMs)),
    restarts,
  };
}

/** Ends by partition; none where the log is away. */
async function endsOf(log: Log, topics: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (topics.length === 0) return new Map();
  const late = new Promise<never>((_, reject) => setTimeout(() => reject(new Error('late')), ENDS_WITHIN_MS).unref());
  try {
    const ends = await Promise.race([log.ends(topics), late]);
    return new Map(ends.map(({ topic, partition, offset }) => [`${topic}/${partition}`, offset]));
  } catch {
    return new Map();
  }
}
