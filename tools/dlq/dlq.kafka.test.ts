import { randomBytes } from 'node:crypto';
import { ensureKafkaTopics, kafkaLog } from '@noren/log';
import { testBroker } from '@noren/testing';
import { dlqOf, workTopics } from './contract-suite.ts';

const broker = testBroker();

dlqOf(
  'Kafka',
  async () => {
    const { brokers = '' } = broker ?? {};
    const name = `dlq-${randomBytes(4).toString('hex')}`;
    const home = { brokers, prefix: `${name}.` };
    await ensureKafkaTopics(home, workTopics);
    const log = kafkaLog({ ...home, topics: workTopics });
    const environment = { KAFKA_BROKERS: brokers, KAFKA_PREFIX: name, DATABASE_URL: 'postgres://the-stores@elsewhere/noren' };
    return { log, options: ['--brokers', brokers, '--prefix', name], environment, close: () => log.close() };
  },
  broker === undefined,
);
