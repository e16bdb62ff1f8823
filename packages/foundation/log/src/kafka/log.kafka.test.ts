import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { testBroker } from '@noren/testing';
import { contractTopics, logContract } from '../contract-suite.ts';
import type { LogUnderTest, Opened } from '../contract-suite.ts';
import { ensureKafkaTopics } from './ensure-topics.ts';
import { kafkaLog } from './log.ts';

const broker = testBroker();
/** A broker that others have set up may insist on its own least session time-out. */
const leaseMs = broker?.own ? 1_500 : 6_000;
const timing = { heartbeatMs: 100, leaseMs, backoff: { firstMs: 20, mostMs: 500 } };

const makeLogs = async (): Promise<LogUnderTest> => {
  const brokers = broker?.brokers ?? '';
  const topics = contractTopics('order');
  await ensureKafkaTopics({ brokers }, topics);
  const open = (): Opened => {
    const sockets = new Set<Socket>();
    let isCut = false;
    const socketFactory = ({ host, port, onConnect }: Readonly<{ host: string; port: number; onConnect: () => void }>): Socket => {
      // Port 1 takes no connections.
      const socket = connect({ host, port: isCut ? 1 : port }, onConnect);
      sockets.add(socket);
      return socket;
    };
    const log = kafkaLog({ brokers, topics, timing, role: 'order', socketFactory });
    const cut = (): Promise<void> => {
      isCut = true;
      for (const socket of sockets) socket.destroy(new Error('cut off'));
      return Promise.resolve();
    };
    return { log, cut };
  };
  return {
    leaseMs,
    open,
    setClock: () => undefined,
    commit: async (log, records, delayMs) => {
      await sleep(delayMs);
      await log.append(records);
    },
    close: () => Promise.resolve(),
  };
};

logContract('kafka', makeLogs, { keepsTime: false }, broker === undefined);
