import { firstTimes, type Log, type LogRecord, type Position } from '@noren/log';
import type pg from 'pg';
import type { Partition } from './history.ts';
import type { Victim } from './victim.ts';
import type { RecordRow } from './decode-events.ts';

export type TopicRow = RecordRow & Readonly<{ topic: string; headers: Readonly<Record<string, string>> }>;
export type Query = <T extends pg.QueryResultRow>(sql: string) => Promise<readonly T[]>;

/** The log as whoever judges reads it. `query` asks the database, in the judge's snapshot. */
export type LogView = Readonly<{
  /** What the topics of orders and stock have, each record once, in order per partition. */
  records(query: Query): Promise<readonly TopicRow[]>;
  partitions(query: Query): Promise<readonly Partition[]>;
  ends(query: Query): Promise<readonly Position[]>;
}>;

/** Where a platform's log is, as its processes are told and as a judge reads it. */
export type LogPlace = Readonly<{
  env: Readonly<Record<string, string>>;
  view: LogView;
  /** What can be killed there beside the platform. */
  victims: readonly Victim[];
}>;

/** Numbers as numbers: what is counted here is far from 2⁵³. */
const RECORDS = `
  SELECT p.topic, p.partition, r."offset"::float8 AS "offset", r.key, r.id, r.type, r.headers->>'causationid' AS cause, r.headers, r.value
  FROM log.record r JOIN log.partition p ON p.id = r.partition_id
  WHERE p.topic LIKE 'order.%' OR p.topic LIKE 'inventory.%' ORDER BY p.topic, p.partition, r."offset"`;
const PARTITIONS = `
  SELECT p.topic, p.partition, p.first::float8 AS first, p.next::float8 AS next,
         count(r.*)::float8 AS records, min(r."offset")::float8 AS lowest, max(r."offset")::float8 AS highest
  FROM log.partition p LEFT JOIN log.record r ON r.partition_id = p.id GROUP BY 1, 2, 3, 4`;

export const postgresView: LogView = {
  records: (query) => query(RECORDS),
  partitions: (query) => query(PARTITIONS),
  ends: (query) => query('SELECT topic, partition, next::float8 AS "offset" FROM log.partition'),
};
export const inPostgres: LogPlace = { env: {}, view: postgresView, victims: [] };

const TOPICS = ['order', 'inventory'].flatMap((context) => ['commands', 'events', 'outcomes'].map((what) => `${context}.${what}`));
const ALL = 1_000_000;

/** A log elsewhere. Its records may come twice there, which is allowed and none of the judge's business. */
export function elsewhere(log: Pick<Log, 'ends' | 'read'>): LogView {
  const read = async (): Promise<readonly Readonly<{ end: Position; records: readonly LogRecord[] }>[]> =>
    Promise.all((await log.ends(TOPICS)).map(async (end) => ({ end, records: await log.read({ ...end, offset: 0 }, ALL) })));
  const row = ({ topic, partition, offset, key, id, type, value, headers }: LogRecord): TopicRow => ({
    ...{ topic, partition, offset, key, id, type, value, headers },
    cause: headers['causationid'] ?? null,
  });
  return {
    records: async () => (await read()).flatMap(({ records }) => firstTimes(records, () => ({})).map(row)),
    partitions: async () =>
      (await read()).map(({ end: { topic, partition, offset: next }, records }) => ({
        topic,
        partition,
        first: 0,
        next,
        records: records.length,
        lowest: records[0]?.offset ?? null,
        highest: records.at(-1)?.offset ?? null,
      })),
    ends: () => log.ends(TOPICS),
  };
}
