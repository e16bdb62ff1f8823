import type pg from 'pg';
import type { LogRecord, Position, TopicPartition } from '../log.ts';

type Row = Readonly<{
  topic: string;
  partition: number;
  offset: string;
  key: string;
  id: string;
  type: string;
  headers: Record<string, string>;
  value: Buffer;
  at: string;
}>;

const READ = {
  name: 'log.read',
  text: `SELECT topic, partition, "offset", key, id, type, headers, value, (at AT TIME ZONE 'UTC')::text AS at
         FROM log.read($1::text[], $2::int[], $3::bigint[], $4::int, $5::int)`,
};

/** At most so many records of one partition come with a reading of several. */
const perPartition = (max: number, partitions: number): number => (partitions === 1 ? max : Math.min(max, Math.max(100, Math.ceil((2 * max) / partitions))));

/** Whether a reading of so many records may have left some behind. Fewer than this were all that there were. */
export const mayHaveLeft = (records: number, partitions: number, max: number): boolean => records >= perPartition(max, partitions);

/** The records behind the positions, at most `max` of all together, in order per partition and about in the order of time. */
export async function readFrom(pool: pg.Pool, positions: readonly Position[], max: number): Promise<readonly LogRecord[]> {
  const each = perPartition(max, positions.length);
  const { rows } = await pool.query<Row>({
    ...READ,
    values: [positions.map(({ topic }) => topic), positions.map(({ partition }) => partition), positions.map(({ offset }) => offset), each, max],
  });
  return rows.map((row) => ({ ...row, offset: Number(row.offset), at: isoInstant(row.at) }));
}

/** Where each of the partitions ends: the offset of its next record. */
export async function endsOf(pool: pg.Pool, topics: readonly string[]): Promise<readonly Position[]> {
  const { rows } = await pool.query<TopicPartition & Readonly<{ next: string }>>({
    name: 'log.ends',
    text: 'SELECT topic, partition, next FROM log.partition WHERE topic = ANY ($1::text[]) ORDER BY topic, partition',
    values: [topics],
  });
  return rows.map(({ topic, partition, next }) => ({ topic, partition, offset: Number(next) }));
}

/** PostgreSQL's `2026-11-24 03:36:47.7659` (UTC) as `2026-11-24T03:36:47.765Z`, cut to milliseconds. Much cheaper than by way of a Date. */
const isoInstant = (text: string): string => `${text.slice(0, 10)}T${text.slice(11, 19)}.${text.slice(20, 23).padEnd(3, '0')}Z`;
