import { setTimeout as sleep } from 'node:timers/promises';
import { percentile } from '../../client/percentile.ts';
import { connected, type Ground } from './ground.ts';
import { monotonic } from './journal.ts';
import { message, type Keys, type Kind, type Message } from './tasks.ts';

type Pace = Readonly<{ total: number; perSecond: number; keys: Keys; kindOf?: (id: number) => Kind }>;

/** When each task was due, in microseconds of the machine's clock; and how much later than that the broker had it, which is not the part of whoever reads it. */
export type Schedule = Readonly<{ dueAt: (id: number) => number; storedLateP99Ms: number }>;

const TICK_MS = 5;
/** Of a producer that is late; more would not fit a request. */
const MOST_AT_ONCE = 4_000;

/**
 * Produces tasks at a pace, whatever becomes of them (an open loop). Latencies are to be counted from the instant at which each was due, so that a producer that is late hides
 * nothing (no coordinated omission).
 */
export async function producePaced({ kafka }: Ground, topic: string, { total, perSecond, keys, kindOf = () => 0 }: Pace): Promise<Schedule> {
  return connected(kafka.producer({ allowAutoTopicCreation: false }), async (producer) => {
    const sends: Promise<unknown>[] = [];
    const late: number[] = [];
    const from = monotonic();
    const dueAt = (id: number): number => from + (id * 1e6) / perSecond;
    for (let id = 0; id < total; await sleep(TICK_MS)) {
      const messages: Message[] = [];
      const now = monotonic();
      const first = id;
      for (; id < total && dueAt(id) <= now && messages.length < MOST_AT_ONCE; id += 1) messages.push(message(id, keys, kindOf(id)));
      if (messages.length === 0) continue;
      const stored = producer.send({ topic, acks: 1, messages }).then(() => late.push(monotonic() - dueAt(first)));
      stored.catch(() => undefined); // It is thrown below, when all were tried.
      sends.push(stored);
    }
    await Promise.all(sends);
    return { dueAt, storedLateP99Ms: percentile(late, 99) / 1_000 };
  });
}
