import { randomBytes } from 'node:crypto';
import { ensureKafkaTopics, kafkaLog } from '@noren/log';
import { testBroker } from '@noren/testing';
import { counterHouse, topics } from './counter.test-support.ts';
import { rebuilds } from './rebuild.contract-suite.ts';

const broker = testBroker();

rebuilds(
  'Kafka',
  async () => {
    const given = { brokers: broker?.brokers ?? '', prefix: `rebuild-${randomBytes(4).toString('hex')}.`, topics: Object.values(topics) };
    await ensureKafkaTopics(given, given.topics);
    return counterHouse({ elsewhere: kafkaLog(given) });
  },
  broker === undefined,
);
