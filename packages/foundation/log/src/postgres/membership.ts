import { gather } from '@noren/kernel';
import type pg from 'pg';
import type { TopicPartition } from '../log.ts';
import type { GroupMember, Held } from '../share.ts';

export type Membership = Readonly<{ group: string; id: string; topics: readonly string[] }>;
export type GroupNow = Readonly<{ members: readonly GroupMember[]; partitions: readonly Held[] }>;

/** The log's book of groups: who is alive and who holds what. */
export interface GroupBook {
  /** I am alive for another lease; how does my group look? Heartbeats of one turn share a round trip. */
  beat(membership: Membership): Promise<GroupNow>;
  /** Takes what nobody alive holds; gives what was got. */
  claim(membership: Membership, partitions: readonly TopicPartition[]): Promise<readonly TopicPartition[]>;
  release(membership: Membership, partitions: readonly TopicPartition[]): Promise<void>;
  leave(membership: Membership): Promise<void>;
}

export function groupBook(pool: pg.Pool, leaseMs: number): GroupBook {
  const columns = (partitions: readonly TopicPartition[]) => [partitions.map(({ topic }) => topic), partitions.map(({ partition }) => partition)] as const;
  const beat = gather<Membership, GroupNow>(async (memberships) => {
    const { rows } = await pool.query<{ groups: readonly Readonly<{ members: GroupMember[] | null; partitions: Held[] | null }>[] }>({
      name: 'log.beat',
      text: 'SELECT log.beat($1::jsonb, $2::int) AS groups',
      values: [JSON.stringify(memberships), leaseMs],
    });
    return (rows[0]?.groups ?? []).map(({ members, partitions }) => ({ members: members ?? [], partitions: partitions ?? [] }));
  });
  return {
    beat,
    claim: async ({ group, id }, partitions) => {
      const { rows } = await pool.query<TopicPartition>('SELECT topic, partition FROM log.claim($1, $2, $3::text[], $4::int[])', [
        group,
        id,
        ...columns(partitions),
      ]);
      return rows;
    },
    release: async ({ group, id }, partitions) => {
      await pool.query('SELECT log.release($1, $2, $3::text[], $4::int[])', [group, id, ...columns(partitions)]);
    },
    leave: async ({ group, id }) => {
      await pool.query('SELECT log.leave($1, $2)', [group, id]);
    },
  };
}
