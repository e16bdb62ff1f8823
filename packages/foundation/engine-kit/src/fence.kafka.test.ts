import { randomBytes } from 'node:crypto';
import { ensureKafkaTopics, kafkaLog } from '@noren/log';
import { testBroker } from '@noren/testing';
import { counterHouse, topics } from './counter.test-support.ts';
import { fenceHolds } from './fence.contract-suite.ts';

const broker = testBroker();

fenceHolds(
  'Kafka',
  async () => {
    // A broker that outlives the run has the counters' topics of others.
    const given = { brokers: broker?.brokers ?? '', prefix: `fence-${randomBytes(4).toString('hex')}.`, topics: Object.values(topics) };
    await ensureKafkaTopics(given, given.topics);
    return counterHouse({ elsewhere: kafkaLog(given) });
  },
  broker === undefined,
);
