import { AssignerProtocol } from 'kafkajs';
import { parsePositionKey } from '../log.ts';
import type { TopicPartition } from '../log.ts';
import { share } from '../share.ts';

const { MemberAssignment, MemberMetadata } = AssignerProtocol;

/** What a member tells when it joins: its topics, and what it holds since which generation of the group. */
export type Claim = Readonly<{ id: string; topics: readonly string[]; generation: number; owned: readonly string[] }>;

export const claimBytes = ({ topics, generation, owned }: Omit<Claim, 'id'>): Buffer =>
  MemberMetadata.encode({ version: 0, topics: [...topics], userData: Buffer.from(JSON.stringify({ generation, owned })) });

export function readClaim(id: string, bytes: Buffer): Claim {
  const { topics = [], userData } = MemberMetadata.decode(bytes) ?? {};
  const { generation = -1, owned = [] }: Partial<Claim> = userData === undefined || userData.length === 0 ? {} : JSON.parse(userData.toString());
  return { id, topics, generation, owned };
}

export function assignmentBytes(partitions: readonly string[]): Buffer {
  const assignment = Object.groupBy(partitions.map(parsePositionKey), ({ topic }) => topic);
  const byTopic = Object.entries(assignment).map(([topic, its = []]) => [topic, its.map(({ partition }) => partition)] as const);
  return MemberAssignment.encode({ version: 0, assignment: Object.fromEntries(byTopic.map(([topic, its]) => [topic, [...its]])), userData: Buffer.alloc(0) });
}

export function readAssignment(bytes: Buffer): readonly TopicPartition[] {
  const { assignment = {} } = (bytes.length === 0 ? null : MemberAssignment.decode(bytes)) ?? {};
  return Object.entries(assignment).flatMap(([topic, partitions]) => partitions.map((partition) => ({ topic, partition })));
}

/**
 * Who gets what, decided by one member for all: as evenly as can be, moving as few as can be. What another member still holds is given to nobody yet:
 * its holder sees that it is not to keep it, gives it up in peace, and joins anew (Kafka's cooperative protocol, KIP-429). Of two that say they hold the
 * same, who joined the group later holds it.
 */
export function assign(claims: readonly Claim[], partitionsOf: (topic: string) => number): ReadonlyMap<string, readonly string[]> {
  const holders = new Map<string, string>();
  for (const { id, owned } of claims.toSorted((a, b) => a.generation - b.generation)) for (const key of owned) holders.set(key, id);
  const partitions = [...new Set(claims.flatMap(({ topics }) => topics))].flatMap((topic) =>
    Array.from({ length: partitionsOf(topic) }, (_, partition) => ({ topic, partition, holder: holders.get(`${topic}/${partition}`) ?? null })),
  );
  const target = share(claims, partitions);
  const free = [...target].filter(([key, id]) => (holders.get(key) ?? id) === id);
  return new Map(claims.map(({ id }) => [id, free.flatMap(([key, to]) => (to === id ? [key] : []))]));
}
