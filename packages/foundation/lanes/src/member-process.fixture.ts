import { setTimeout as sleep } from 'node:timers/promises';
import { kafkaLog } from '@noren/log';
import { runLanes } from './lanes.ts';
import type { MemberOptions } from './processes.fixture.ts';

/** A member of a group in a process of its own: says what it begins and what is done. Leaves when its standard input ends. */
const { brokers, group, topic, partitions, leaseMs } = JSON.parse(process.argv[2] ?? '{}') as MemberOptions;
const log = kafkaLog({
  brokers,
  topics: [{ name: topic, partitions, writers: [] }],
  timing: { heartbeatMs: 100, leaseMs, backoff: { firstMs: 20, mostMs: 500 } },
});
const say = (what: string, partition: number, offset: number, key: string): void =>
  void process.stdout.write(`${performance.timeOrigin + performance.now()} ${what} ${partition} ${offset} ${key}\n`);

const lanes = runLanes(log, {
  group,
  topics: [topic],
  concurrency: 50,
  commitEveryMs: 200,
  handler: async ({ record: { partition, offset, key } }) => {
    say('begun', partition, offset, key);
    await sleep(Math.random() * 20);
    say('done', partition, offset, key);
  },
});
process.stdin.resume().once(
  'end',
  () =>
    void lanes
      .stop()
      .then(() => log.close())
      .then(() => process.exit(0)),
);
