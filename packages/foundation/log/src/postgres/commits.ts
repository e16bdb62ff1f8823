import type pg from 'pg';
import { positionKey } from '../log.ts';
import type { Commits, TopicPartition } from '../log.ts';

type Row = TopicPartition & Readonly<{ offset: string; metadata: string }>;

/** The hints of groups, in the log's own table. */
export const commitsOf = (pool: pg.Pool): Commits => ({
  commit: async (group, commits) => {
    if (commits.length === 0) return;
    await pool.query('SELECT log.keep_hints($1, $2::text[], $3::int[], $4::bigint[], $5::text[])', [
      group,
      commits.map(({ topic }) => topic),
      commits.map(({ partition }) => partition),
      commits.map(({ offset }) => offset),
      commits.map(({ metadata }) => metadata),
    ]);
  },
  committed: async (group, partitions) => {
    const { rows } = await pool.query<Row>('SELECT topic, partition, "offset", metadata FROM log.hints($1)', [group]);
    const found = new Map(rows.map((row) => [positionKey(row), row]));
    return partitions.map(({ topic, partition }) => {
      const { offset = '0', metadata = '' } = found.get(positionKey({ topic, partition })) ?? {};
      return { topic, partition, offset: Number(offset), metadata };
    });
  },
});
