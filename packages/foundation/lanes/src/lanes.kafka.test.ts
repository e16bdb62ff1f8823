import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { ensureKafkaTopics, kafkaLog } from '@noren/log';
import { testBroker } from '@noren/testing';
import { lanesContract } from './contract-suite.ts';
import { lanesTopics } from './log-under-lanes.fixture.ts';

const broker = testBroker();
/** Longer than a busy machine holds a process up: who loses its lease does again what it had not committed. A broker that others have set up may insist on more. */
const leaseMs = broker?.own ? 3_000 : 6_000;
const timing = { heartbeatMs: 100, leaseMs, backoff: { firstMs: 20, mostMs: 500 } };

lanesContract(
  'kafka',
  async () => {
    const brokers = broker?.brokers ?? '';
    const topics = lanesTopics('order');
    await ensureKafkaTopics({ brokers }, topics);
    const all = new Set<Socket>();
    return {
      open: () => {
        const own = new Set<Socket>();
        let isCut = false;
        const socketFactory = ({ host, port, onConnect }: Readonly<{ host: string; port: number; onConnect: () => void }>): Socket => {
          // Port 1 takes no connections.
          const socket = connect({ host, port: isCut ? 1 : port }, onConnect);
          own.add(socket);
          all.add(socket);
          return socket;
        };
        const cut = (): Promise<void> => {
          isCut = true;
          for (const socket of own) socket.destroy();
          return Promise.resolve();
        };
        return { log: kafkaLog({ brokers, topics, timing, role: 'order', socketFactory }), cut };
      },
      // As the network tells of a broker that is gone; without an error kafkajs would wait for each answer until its time-out.
      disturb: () => {
        for (const socket of all) socket.destroy(new Error('read ECONNRESET'));
        return Promise.resolve();
      },
      close: () => Promise.resolve(),
    };
  },
  broker === undefined,
);
