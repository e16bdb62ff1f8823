import { inject } from 'vitest';
import type { TestBroker } from './setup.ts';

/** The run's Kafka, for `*.kafka.test.ts`; undefined where none can be had, then skip: `describe.skipIf(testBroker() === undefined)`. */
export const testBroker = (): TestBroker | undefined => inject('testBroker');
