import { setTimeout as sleep } from 'node:timers/promises';
import { connected, type Ground } from './ground.ts';
import { monotonic } from './journal.ts';
import { message, type Keys, type Kind } from './tasks.ts';

export type Pace = Readonly<{ total: number; perSecond: number; keys: Keys; kindOf?: (id: number) => Kind }>;

const TICK_MS = 5;

/**
 * Produces tasks at a pace, whatever becomes of them (an open loop), and gives the instant, in microseconds of the machine's clock, at which each was due: latencies are
 * counted from there, so that a producer that is late hides nothing.
 */
export async function producePaced({ kafka }: Ground, topic: string, { total, perSecond, keys, kindOf = () => 0 }: Pace): Promise<(id: number) => number> {
  return connected(kafka.producer({ allowAutoTopicCreation: false }), async (producer) => {
    const sends: Promise<unknown>[] = [];
    const from = monotonic();
    const dueAt = (id: number): number => from + (id * 1e6) / perSecond;
    for (let id = 0; id < total; await sleep(TICK_MS)) {
      const messages = [];
      for (const now = monotonic(); id < total && dueAt(id) <= now; id += 1) messages.push(message(id, keys, kindOf(id)));
      if (messages.length > 0) sends.push(producer.send({ topic, acks: 1, messages }));
    }
    await Promise.all(sends);
    return dueAt;
  });
}
