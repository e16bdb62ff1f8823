/**
 * Plain kafkajs. `mode=each-message`: as its documentation begins, one task after the other. `mode=each-batch`: 2,000 tasks at once, then the next 2,000, in no order
 * and with a pause for the slowest: a floor for what kafkajs and so many timers cost, not a way to process by key.
 */
import { Kafka, logLevel, type EachBatchPayload } from 'kafkajs';
import { Journal, monotonic } from '../journal.ts';
import { givenSpec } from '../spec.ts';
import { idOf, kindOf, PARTITIONS } from '../tasks.ts';
import { converse } from './conversation.ts';
import { workOf } from './work.ts';

const AT_ONCE = 2_000;

const spec = givenSpec();
const journal = new Journal(spec);
const work = workOf(spec);
const consumer = new Kafka({ brokers: [spec.brokers], logLevel: logLevel.NOTHING }).consumer({ groupId: spec.group });

async function handle(value: Buffer | null): Promise<void> {
  if (value === null) return;
  const begun = monotonic();
  const working = work(kindOf(value));
  if (working !== undefined) await working;
  journal.ended(idOf(value), false, begun);
}

async function eachBatch({ batch: { messages }, resolveOffset, heartbeat, commitOffsetsIfNecessary }: EachBatchPayload): Promise<void> {
  for (let from = 0; from < messages.length; from += AT_ONCE) {
    const some = messages.slice(from, from + AT_ONCE);
    await Promise.all(some.map(({ value }) => handle(value)));
    const last = some.at(-1);
    if (last !== undefined) resolveOffset(last.offset);
    await heartbeat();
    await commitOffsetsIfNecessary();
  }
}

await consumer.connect();
await consumer.subscribe({ topics: [spec.topic], fromBeginning: true });
await consumer.run(
  spec.mode === 'each-batch'
    ? { eachBatch, eachBatchAutoResolve: false, partitionsConsumedConcurrently: PARTITIONS }
    : { eachMessage: ({ message: { value } }) => handle(value), partitionsConsumedConcurrently: PARTITIONS },
);
await converse(spec, journal, () => consumer.disconnect());
