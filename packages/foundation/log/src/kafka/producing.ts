import type { Message, Producer } from 'kafkajs';
import { kafkaOf } from './kafkajs.ts';
import type { Reach } from './kafkajs.ts';

/** Repeats for some ten seconds while brokers restart or move, then says that it could not. */
const RETRY = { initialRetryTime: 50, multiplier: 2, maxRetryTime: 1_000, retries: 14 };

/**
 * The producer, connected when it is first asked for. Not an idempotent one: kafkajs's loses concurrent sends without a word (tulios/kafkajs 598, 1005).
 * Each message says itself which partition it is for.
 */
export function producerOf(reach: Reach): Readonly<{ get(): Promise<Pick<Producer, 'send'>>; close(): Promise<void> }> {
  let connected: Promise<Producer> | undefined;
  const connect = async (): Promise<Producer> => {
    const producer = kafkaOf(reach).producer({
      idempotent: false,
      allowAutoTopicCreation: false,
      createPartitioner:
        () =>
        ({ message }: Readonly<{ message: Message }>) =>
          message.partition ?? 0,
      retry: RETRY,
    });
    await producer.connect();
    return producer;
  };
  return {
    get: async () => {
      const producer = await (connected ??= connect().catch((error: unknown) => {
        connected = undefined;
        throw error;
      }));
      return { send: (record) => producer.send({ ...record, topic: reach.prefix + record.topic }) };
    },
    close: async () => {
      const producer = await connected?.catch(() => undefined);
      await producer?.disconnect();
    },
  };
}
