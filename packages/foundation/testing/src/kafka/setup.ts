import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { kafkaBroker } from './broker.ts';
import { NoKafka } from './jars.ts';

export type TestBroker = Readonly<{ brokers: string; /** The tests' own, so that they know how it is set. */ own: boolean }>;

declare module 'vitest' {
  interface ProvidedContext {
    /** The run's Kafka; undefined where none can be had. */
    testBroker: TestBroker | undefined;
  }
}

/** Vitest's globalSetup of the tests that need Kafka: KAFKA_BROKERS, or one broker for the run (KAFKA_VERSION), in a folder that goes with it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { KAFKA_BROKERS: given, KAFKA_VERSION: version } = process.env;
  if (given) {
    project.provide('testBroker', { brokers: given, own: false });
    return () => Promise.resolve();
  }
  try {
    const dataDir = mkdtempSync(join(tmpdir(), 'noren-kafka-'));
    const broker = await kafkaBroker({ dataDir, temporary: true, ...(version ? { version } : {}) });
    project.provide('testBroker', { brokers: broker.brokers, own: true });
    return () => broker.stop();
  } catch (error) {
    if (!(error instanceof NoKafka)) throw error;
    process.stderr.write(`Tests on Kafka are skipped: ${error.message}, and KAFKA_BROKERS is not set.\n`);
    project.provide('testBroker', undefined);
    return () => Promise.resolve();
  }
}
