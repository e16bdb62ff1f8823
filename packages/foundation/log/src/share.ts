import { positionKey } from './log.ts';
import type { TopicPartition } from './log.ts';

export type GroupMember = Readonly<{ id: string; topics: readonly string[] }>;
export type Held = TopicPartition & Readonly<{ holder: string | null }>;

/**
 * Who should hold which partition: as evenly as can be, moving as few as can be. Every member computes the same from the same group.
 * A member gets only partitions of topics that it reads. The answer: `topic/partition` → member's id; absent where nobody reads it.
 */
export function share(members: readonly GroupMember[], partitions: readonly Held[]): ReadonlyMap<string, string> {
  const inOrder = partitions.toSorted((a, b) => (a.topic === b.topic ? a.partition - b.partition : a.topic < b.topic ? -1 : 1));
  const shares = new Map<string, Held[]>(members.map(({ id }) => [id, []]));
  const reads = new Map(members.map(({ id, topics }) => [id, new Set(topics)]));
  const readersOf = (topic: string): readonly string[] => members.flatMap(({ id }) => (reads.get(id)?.has(topic) ? [id] : [])).toSorted();
  const held = (id: string): Held[] => shares.get(id) ?? [];
  const ofTopic = (id: string, topic: string): number => held(id).filter((partition) => partition.topic === topic).length;

  for (const partition of inOrder) {
    if (partition.holder !== null && readersOf(partition.topic).includes(partition.holder)) held(partition.holder).push(partition);
  }
  const retained = new Set([...shares.values()].flat());
  for (const partition of inOrder) {
    if (retained.has(partition)) continue;
    const [least] = readersOf(partition.topic).toSorted((a, b) => held(a).length - held(b).length || ofTopic(a, partition.topic) - ofTopic(b, partition.topic));
    if (least !== undefined) held(least).push(partition);
  }
  for (let move = nextMove(shares, readersOf, ofTopic); move !== undefined; move = nextMove(shares, readersOf, ofTopic)) {
    shares.set(
      move.from,
      held(move.from).filter((partition) => partition !== move?.partition),
    );
    held(move.to).push(move.partition);
  }
  return new Map([...shares].flatMap(([id, its]) => its.map((partition) => [positionKey(partition), id] as const)));
}

/** A partition whose move makes the shares more even, if there is one: off the fullest share, of the topic that its holder has most of. */
function nextMove(
  shares: ReadonlyMap<string, readonly Held[]>,
  readersOf: (topic: string) => readonly string[],
  ofTopic: (id: string, topic: string) => number,
): Readonly<{ from: string; to: string; partition: Held }> | undefined {
  const size = (id: string): number => shares.get(id)?.length ?? 0;
  const fullestFirst = [...shares.keys()].toSorted((a, b) => size(b) - size(a) || (a < b ? -1 : 1));
  for (const from of fullestFirst) {
    const candidates = (shares.get(from) ?? []).toSorted((a, b) => ofTopic(from, b.topic) - ofTopic(from, a.topic) || b.partition - a.partition);
    for (const partition of candidates) {
      const to = readersOf(partition.topic).toSorted((a, b) => size(a) - size(b))[0];
      if (to !== undefined && size(from) - size(to) >= 2) return { from, to, partition };
    }
  }
  return undefined;
}
