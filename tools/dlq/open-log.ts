import pg from 'pg';
import { DECATON_HEADER } from '../../packages/foundation/lanes/src/index.ts';
import { kafkaLog, kafkaTopics, postgresLog, type Log } from '../../packages/foundation/log/src/index.ts';
import type { KafkaHome } from '../../packages/platform/src/kafka-home.ts';

/** Where a log is: the URL of its database, or its Kafka. */
export type LogHome = Readonly<{ database: string }> | Readonly<{ kafka: KafkaHome }>;

type Use<T> = (log: Log, topics: readonly string[]) => Promise<T>;

/** Uses a log with all the topics that it has. */
export const withLog = <T>(home: LogHome, use: Use<T>): Promise<T> => ('kafka' in home ? onKafka(home.kafka, use) : inPostgres(home.database, use));

/** Headers of Decaton's are bytes, and go back as they came. */
async function onKafka<T>(kafka: KafkaHome, use: Use<T>): Promise<T> {
  const topics = await kafkaTopics(kafka);
  const log = kafkaLog({ ...kafka, topics, clientId: 'noren-dlq', binaryHeaders: [DECATON_HEADER] });
  return use(log, namesOf(topics)).finally(() => log.close());
}

const namesOf = (topics: readonly Readonly<{ name: string }>[]): readonly string[] => topics.map(({ name }) => name);

async function inPostgres<T>(database: string, use: Use<T>): Promise<T> {
  const pool = new pg.Pool({ connectionString: database, max: 2 });
  try {
    const { rows } = await pool.query<{ name: string; partitions: number }>(
      'SELECT topic AS name, count(*)::int AS partitions FROM log.partition GROUP BY topic',
    );
    const log = postgresLog({ pool, topics: rows.map((row) => ({ ...row, writers: [] })) });
    return await use(log, namesOf(rows)).finally(() => log.close());
  } finally {
    await pool.end();
  }
}
