import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ensureKafkaTopics, kafkaLog, type Commits, type Log } from '@noren/log';
import { eventually, testBroker } from '@noren/testing';
import { kafkaBroker } from '@noren/testing/kafka';
import { afterEach, describe, expect, it } from 'vitest';
import { Processes } from './processes.fixture.ts';

const broker = testBroker();
const leaseMs = broker?.own ? 1_500 : 6_000;
const PARTITIONS = 6;
/** How long a broker is away; issue 5 asks for 60. Seconds. */
const OUTAGE_S = Number(process.env['LANES_OUTAGE_S'] ?? 10);

let log: (Log & Commits) | undefined;
let processes: Processes | undefined;
afterEach(async () => {
  await processes?.stopAll();
  await log?.close();
});

async function house(brokers: string, name: string) {
  const topics = [{ name, partitions: PARTITIONS, writers: [] }];
  await ensureKafkaTopics({ brokers }, topics);
  const opened = kafkaLog({ brokers, topics });
  const members = new Processes({ brokers, group: name, topic: name, partitions: PARTITIONS, leaseMs });
  [log, processes] = [opened, members];
  let appended = 0;
  const append = async (many: number): Promise<void> => {
    for (const end = appended + many; appended < end; appended += 250) {
      await opened.append(
        Array.from({ length: 250 }, (_, index) => ({
          topic: name,
          key: `k${(appended + index) % 100}`,
          id: `${appended + index}`,
          type: 'x',
          value: new Uint8Array(100),
          headers: {},
        })),
      );
    }
  };
  const allDone = async (): Promise<void> => {
    await eventually(() => expect(members.done).toBe(appended), 90_000);
    await eventually(async () => {
      const ends = await opened.ends([name]);
      expect((await opened.committed(name, ends)).map(({ offset }) => offset)).toEqual(ends.map(({ offset }) => offset));
    }, 30_000);
    expect(members.violations()).toEqual([]);
  };
  return { members, append, allDone };
}

describe.skipIf(broker === undefined)('lanes in processes of their own, on Kafka', () => {
  it('lose nothing and keep order when members are killed one after the other (kill -9)', { timeout: 180_000 }, async () => {
    const { members, append, allDone } = await house(broker?.brokers ?? '', 'lanes.killed');
    await append(5_000);
    for (const _ of [1, 2, 3]) members.start();
    await eventually(() => members.done > 500, 60_000);
    for (const _ of [1, 2, 3, 4]) {
      await members.killFirst();
      members.start();
      await append(2_500);
      await sleep(1_500);
    }
    await allDone();
    // What had been done since the last commit of each of four, 200 ms before at most.
    expect(members.begunTwice).toBeLessThan(4 * 2_000);
  });

  it('do nothing twice when members come and go by themselves, two, three, two', { timeout: 180_000 }, async () => {
    const { members, append, allDone } = await house(broker?.brokers ?? '', 'lanes.moving');
    await append(5_000);
    members.start();
    members.start();
    await eventually(() => members.done > 500, 60_000);
    members.start();
    for (const _ of [1, 2, 3]) {
      await append(2_500);
      await sleep(1_000);
    }
    await members.stopFirst();
    await append(2_500);
    await allDone();
    expect(members.begunTwice).toBe(0);
  });

  it.skipIf(!broker?.own)('go on when the broker was away', { timeout: 300_000 }, async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'noren-kafka-away-'));
    let own = await kafkaBroker({ dataDir });
    const { port } = own;
    try {
      const { members, append, allDone } = await house(own.brokers, 'lanes.away');
      await append(10_000);
      members.start();
      members.start();
      await eventually(() => members.done > 500, 60_000);
      await own.kill();
      await sleep(OUTAGE_S * 1_000);
      own = await kafkaBroker({ dataDir, port, temporary: true });
      await append(2_500);
      await allDone();
      await members.stopAll();
    } finally {
      await own.stop();
    }
  });
});
