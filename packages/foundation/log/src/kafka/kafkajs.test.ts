import { createRequire } from 'node:module';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { clusterOf, errorOf, errorType, fetchBytes } from './kafkajs.ts';
import type { KafkajsBroker } from './kafkajs.ts';
import { silent } from '../logger.ts';

const require = createRequire(import.meta.url);

type Queue = { pending: unknown[]; throttledUntil: number; throttleCheckTimeoutId: unknown; checkPendingRequests(): void };
const RequestQueue = require('kafkajs/src/network/requestQueue') as new (options: object) => Queue;
const BrokerClass = require('kafkajs/src/broker') as { prototype: object };
const newQueue = (maxInFlightRequests: number | null = null): Queue => new RequestQueue({ maxInFlightRequests, requestTimeout: 1_000, logger: silent });

describe('kafkajs as we rely on it', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('is the version that the adapter was made for, exactly', () => {
    expect(require('kafkajs/package.json')).toMatchObject({ version: '2.2.4' });
    expect(require('../../package.json')).toMatchObject({ dependencies: { kafkajs: '2.2.4' } });
  });

  it('sets no timer for a connection on which nothing waits', () => {
    newQueue().checkPendingRequests();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('still looks after requests that wait, and after a throttle', () => {
    const waiting = newQueue(0);
    waiting.pending.push({});
    waiting.checkPendingRequests();
    expect(vi.getTimerCount()).toBe(1);
    const throttled = newQueue();
    throttled.throttledUntil = Date.now() + 100;
    throttled.checkPendingRequests();
    expect(vi.getTimerCount()).toBe(2);
    vi.advanceTimersByTime(100);
  });

  it('has a cluster that finds leaders, coordinators and offsets', () => {
    const { cluster } = clusterOf({ brokers: ['127.0.0.1:1'], clientId: 'test', prefix: '', logger: silent });
    for (const name of [
      'connect',
      'disconnect',
      'refreshMetadata',
      'addMultipleTargetTopics',
      'findLeaderForPartitions',
      'findBroker',
      'findGroupCoordinator',
      'fetchTopicsOffset',
    ])
      expect(cluster).toHaveProperty(name, expect.any(Function));
  });

  it('has a broker that fetches, and speaks of groups and their offsets', () => {
    for (const name of ['fetch', 'joinGroup', 'syncGroup', 'heartbeat', 'leaveGroup', 'offsetCommit', 'offsetFetch'])
      expect(BrokerClass.prototype).toHaveProperty(name, expect.any(Function));
  });

  it('fetches on a connection of its own, so that a long wait holds up neither heartbeats nor commits', async () => {
    const ConnectionPool = require('kafkajs/src/network/connectionPool') as {
      prototype: { getConnectionByRequest(request: object): Promise<number> };
    };
    const FETCH = 1;
    const HEARTBEAT = 12;
    const pool = Object.assign(Object.create(ConnectionPool.prototype) as (typeof ConnectionPool)['prototype'], {
      getConnection: (index = 0) => Promise.resolve(index),
    });
    const connectionOf = (apiKey: number): Promise<number> => pool.getConnectionByRequest({ request: { apiKey } });
    expect(await connectionOf(FETCH)).not.toBe(await connectionOf(HEARTBEAT));
  });

  it('asks for a fetch and leaves its answer as it came; brokers that do not know that version are refused', async () => {
    const { lookup } = require('kafkajs/src/protocol/requests') as { lookup(versions: object): KafkajsBroker['lookupRequest'] };
    const FETCH = 1;
    const answer = Buffer.from([0, 0, 0, 0, 1, 2, 3]);
    type Sent = Readonly<{
      response: Readonly<{ decode(payload: Buffer): Promise<object>; parse(decoded: object): Promise<unknown> }>;
      requestTimeout: number;
    }>;
    const nodeOf = (maxVersion: number): KafkajsBroker =>
      Object.assign(Object.create(BrokerClass.prototype) as KafkajsBroker, {
        lookupRequest: lookup({ [FETCH]: { maxVersion } }),
        connectionPool: { send: async ({ response }: Sent) => response.parse(await response.decode(answer)) },
      });
    const request = { maxWaitTime: 1, minBytes: 1, maxBytes: 1, isolationLevel: 1, topics: [] };
    expect(await fetchBytes(nodeOf(17), request)).toBe(answer);
    await expect(fetchBytes(nodeOf(10), request)).rejects.toThrow(/older than Kafka 2.3/);
  });

  it('names the errors of the protocol, also inside of its own', () => {
    const error = errorOf(27);
    expect(errorType(error)).toBe('REBALANCE_IN_PROGRESS');
    expect(errorType(new Error('given up', { cause: error }))).toBe('REBALANCE_IN_PROGRESS');
    expect(errorType(new Error('another'))).toBe('');
  });
});
