import type { KafkaHome } from './kafka-home.ts';
import { kafkaLogs } from './kafka-logs.ts';
import type { Logs, LogsOptions } from './logs.ts';
import { postgresLogs } from './postgres-logs.ts';

/** On Kafka where the environment names one, else in PostgreSQL. Throws `Problem` where stores belong to another log than this. */
export const openLogs = (options: LogsOptions, kafka: KafkaHome | undefined): Promise<Logs> =>
  kafka === undefined ? postgresLogs(options) : kafkaLogs(options, kafka);
