import { randomBytes } from 'node:crypto';
import { ensureKafkaTopics, kafkaLog } from '@noren/log';
import { testBroker } from '@noren/testing';
import { counterHouse, topics } from './counter.test-support.ts';
import { fenceHolds } from './fence.contract-suite.ts';

// The counters' topics have one name for all: a broker that outlives the run has others' commands in them.
const broker = testBroker();
const brokers = broker?.own ? broker.brokers : undefined;

fenceHolds(
  'Kafka',
  async () => {
    const given = { brokers: brokers ?? '', topics: Object.values(topics), clientId: `fence-${randomBytes(4).toString('hex')}` };
    await ensureKafkaTopics(given, given.topics);
    return counterHouse({ elsewhere: kafkaLog(given) });
  },
  brokers === undefined,
);
