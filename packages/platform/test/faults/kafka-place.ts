import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Log, kafkaLog } from '@noren/log';
import { kafkaBroker, NoKafka } from '@noren/testing/kafka';
import { topics } from '../../src/topics.ts';
import { elsewhere, type LogPlace } from './log-view.ts';

/** A Kafka for one test, and the place of a platform that has it alone. */
export type KafkaPlace = LogPlace &
  Readonly<{
    /** The place of another platform that shares it, its topics behind this prefix. */
    behind(prefix: string): LogPlace;
    /** As a power cut. */
    kill(): Promise<void>;
    /** On what it has. */
    revive(): Promise<void>;
    close(): Promise<void>;
  }>;

/** Starts a broker. Throws `NoKafka` where none can be had. */
export async function kafkaPlace(): Promise<KafkaPlace> {
  const dataDir = mkdtempSync(join(tmpdir(), 'noren-kafka-'));
  let broker = await kafkaBroker({ dataDir });
  const { brokers, port } = broker;
  const logs: Log[] = [];
  const kill = (): Promise<void> => broker.kill();
  const revive = async (): Promise<void> => {
    broker = await kafkaBroker({ dataDir, port });
  };
  const place = (prefix: string, env: Readonly<Record<string, string>>): LogPlace => {
    const log = kafkaLog({ brokers, prefix, topics });
    logs.push(log);
    return { env: { KAFKA_BROKERS: brokers, ...env }, view: elsewhere(log), victims: [{ name: 'broker', kill, revive }] };
  };
  return {
    ...place('', {}),
    behind: (prefix) => place(`${prefix}.`, { KAFKA_PREFIX: prefix }),
    kill,
    revive,
    async close() {
      await Promise.all(logs.map((log) => log.close()));
      await broker.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** The same for a file of tests, `undefined` where no broker can be had: nothing is tested there then, and one line says why. With KAFKA_REQUIRED it throws. */
export const kafkaPlaceIfAny = (): Promise<KafkaPlace | undefined> =>
  kafkaPlace().catch((error: unknown) => {
    if (!(error instanceof NoKafka) || process.env['KAFKA_REQUIRED']) throw error;
    console.warn(`Platforms on Kafka are not tested: ${error.message}`);
    return undefined;
  });
