import { KAFKA_VERSION, kafkaJars, NoKafka } from '@noren/testing/kafka';
import { describe } from 'vitest';
import { versionsOn } from './golden/fixture.ts';
import { servedAsThen } from './golden/served.contract-suite.ts';

/** Whether a broker can be had: each version gets one of its own, of its own cluster. */
const kafka = await kafkaJars(KAFKA_VERSION).then(
  () => true,
  (error: unknown) => {
    if (!(error instanceof NoKafka) || process.env['KAFKA_REQUIRED']) throw error;
    console.warn(`Golden platforms on Kafka are not tested: ${error.message}`);
    return false;
  },
);

describe.skipIf(!kafka)('on Kafka', () => {
  for (const version of versionsOn('kafka')) servedAsThen(version, 'kafka');
});
