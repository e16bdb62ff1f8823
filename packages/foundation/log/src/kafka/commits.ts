import { LostPartitions, positionKey } from '../log.ts';
import type { Commit, Commits } from '../log.ts';
import type { KafkaGroupMembership, Membership } from './group-membership.ts';
import { errorType } from './kafkajs.ts';
import type { Wire } from './wire.ts';

/** As whom a group's offsets are committed where none of its members is here; Kafka takes that while the group is empty. */
const nobody: Membership = { id: '', generation: -1 };
/** The group has settled anew since we looked. */
const MOVED = new Set(['REBALANCE_IN_PROGRESS', 'ILLEGAL_GENERATION']);
const OVER = new Set(['UNKNOWN_MEMBER_ID', 'OFFSET_METADATA_TOO_LARGE', 'INVALID_COMMIT_OFFSET_SIZE', 'INVALID_GROUP_ID']);

/** Kafka's committed offsets with their metadata. `heartsOf` gives the members of a group that this log runs: commits are made as whoever holds the partitions. */
export const commitsOf = (wire: Wire, membershipsOf: (group: string) => readonly KafkaGroupMembership[]): Commits => ({
  commit: async (group, commits) => {
    const memberships = membershipsOf(group);
    const byMembership = Map.groupBy(commits, (commit) => memberships.find(({ assignment }) => assignment.leased.has(positionKey(commit))));
    for (const [membership, its] of byMembership) {
      if (membership === undefined && memberships.length > 0) throw new LostPartitions(`commits of ${group} belong to partitions that are not held`);
      await wire.persist(
        async () => commitAs((await membership?.committer(its)) ?? nobody, wire, group, its),
        (error) => !(error instanceof LostPartitions) && !OVER.has(errorType(error)) && (membership !== undefined || !MOVED.has(errorType(error))),
      );
    }
  },
  committed: async (group, partitions) => {
    if (partitions.length === 0) return [];
    const topics = byTopic(partitions).map(([topic, its]) => ({ topic, partitions: its.map(({ partition }) => ({ partition })) }));
    const { responses } = await wire.persist(async () => (await wire.coordinatorOf(group)).offsetFetch({ groupId: group, topics }));
    const found = new Map(
      responses.flatMap(({ topic, partitions: its }) =>
        its.map(({ partition, offset, metadata }) => [positionKey({ topic, partition }), { offset, metadata }]),
      ),
    );
    return partitions.map(({ topic, partition }) => {
      const { offset = '-1', metadata = '' } = found.get(positionKey({ topic, partition })) ?? {};
      return { topic, partition, offset: Math.max(0, Number(offset)), metadata: metadata ?? '' };
    });
  },
});

async function commitAs({ id, generation }: Membership, wire: Wire, group: string, commits: readonly Commit[]): Promise<void> {
  const topics = byTopic(commits).map(([topic, its]) => ({
    topic,
    partitions: its.map(({ partition, offset, metadata }) => ({ partition, offset: String(offset), metadata })),
  }));
  const coordinator = await wire.coordinatorOf(group);
  await coordinator.offsetCommit({ groupId: group, groupGenerationId: generation, memberId: id, topics });
}

const byTopic = <T extends Readonly<{ topic: string }>>(partitions: readonly T[]): readonly (readonly [string, readonly T[]])[] => [
  ...Map.groupBy(partitions, ({ topic }) => topic),
];
