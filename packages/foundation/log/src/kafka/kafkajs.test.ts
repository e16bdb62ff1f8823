import { createRequire } from 'node:module';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Batch, clusterOf, errorType } from './kafkajs.ts';
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

  it('leaves out of a batch what lies before the fetch, control records, and what was aborted', () => {
    const message = (offset: string, isControlRecord = false) => ({
      offset,
      isControlRecord,
      key: null,
      value: null,
      timestamp: '0',
      attributes: 0,
      headers: {},
      batchContext: { firstOffset: '3', lastOffsetDelta: 9 },
    });
    const batch = new Batch('t', '5', { partition: 0, highWatermark: '9', messages: [message('4'), message('5'), message('6', true), message('7')] });
    expect(batch.messages.map(({ offset }) => offset)).toEqual(['5', '7']);
    expect(batch.rawMessages).toHaveLength(4);
  });

  it('names the errors of the protocol, also inside of its own', () => {
    const { createErrorFromCode } = require('kafkajs/src/protocol/error') as { createErrorFromCode(code: number): Error };
    const error = createErrorFromCode(27);
    expect(errorType(error)).toBe('REBALANCE_IN_PROGRESS');
    expect(errorType(new Error('given up', { cause: error }))).toBe('REBALANCE_IN_PROGRESS');
    expect(errorType(new Error('another'))).toBe('');
  });
});
