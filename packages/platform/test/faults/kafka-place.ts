import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kafkaLog } from '@noren/log';
import { kafkaBroker } from '@noren/testing/kafka';
import { topics } from '../../src/topics.ts';
import { elsewhere, type LogPlace } from './log-view.ts';

/** A Kafka of one platform's own, which goes with it. */
export type KafkaPlace = LogPlace &
  Readonly<{ /** As a power cut. */ kill(): Promise<void>; /** On what it has. */ revive(): Promise<void>; close(): Promise<void> }>;

/** Starts a broker. Throws `NoKafka` where none can be had. */
export async function kafkaPlace(): Promise<KafkaPlace> {
  const dataDir = mkdtempSync(join(tmpdir(), 'noren-kafka-'));
  let broker = await kafkaBroker({ dataDir });
  const { brokers, port } = broker;
  const log = kafkaLog({ brokers, topics });
  return {
    env: { KAFKA_BROKERS: brokers },
    view: elsewhere(log),
    kill: () => broker.kill(),
    revive: async () => {
      broker = await kafkaBroker({ dataDir, port });
    },
    async close() {
      await log.close();
      await broker.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
