import { type Position, positionKey } from '@noren/log';

/**
 * Where a stream is, as the id of its events: of each topic, in their order, the offsets of its partitions in base 36: `1~2s.1a~0.4~…`.
 * Short, since it goes with every event and comes back in a header.
 */
export const writtenPlace = (topics: readonly string[], positions: readonly Position[]): string =>
  ['1', ...topics.map((topic) => ofTopic(topic, positions))].join('~');

const ofTopic = (topic: string, positions: readonly Position[]): string =>
  positions
    .filter((position) => position.topic === topic)
    .toSorted((a, b) => a.partition - b.partition)
    .map(({ offset }) => offset.toString(36))
    .join('.');

/** The positions that an id names; undefined where it is none of ours, or of a log with other partitions than now. */
export function readPlace(topics: readonly string[], id: string, now: readonly Position[]): readonly Position[] | undefined {
  const [version, ...parts] = id.split('~');
  if (version !== '1' || parts.length !== topics.length || !/^[0-9a-z.~]{1,2000}$/.test(id)) return undefined;
  const read = topics.flatMap((topic, at) =>
    (parts[at] ?? '').split('.').map((offset, partition) => ({ topic, partition, offset: Number.parseInt(offset, 36) })),
  );
  const ends = new Map(now.map((position) => [positionKey(position), position.offset]));
  const fits = read.length === now.length && read.every((position) => position.offset <= (ends.get(positionKey(position)) ?? -1));
  return fits ? read : undefined;
}
