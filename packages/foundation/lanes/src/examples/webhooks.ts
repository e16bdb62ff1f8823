import type { Commits, Log } from '@noren/log';
import { dead, gradient2, retry, runLanes, type Lanes, type Verdict } from '../index.ts';

/** Sends every event to the address of its key; each address gets its events in order, and a slow one slows no other. */
export const sendWebhooks = (log: Log & Commits, addressOf: (key: string) => string): Lanes =>
  runLanes(log, {
    group: 'webhooks',
    topics: ['events'],
    downstream: ({ key }) => new URL(addressOf(key)).host,
    limit: () => gradient2({ initial: 20, most: 500 }),
    timeoutMs: 10_000,
    retry: { attempts: 8, inMemoryMs: 5_000, tiers: [{ topic: 'events.retry', delayMs: 60_000 }], deadLetters: 'events.dead' },
    handler: async ({ record, signal }): Promise<void | Verdict> => {
      const answer = await fetch(addressOf(record.key), { method: 'POST', body: new Uint8Array(record.value), signal });
      if (answer.status === 429) return retry({ afterMs: Number(answer.headers.get('retry-after') ?? 1) * 1_000 });
      if (answer.status === 410) return dead('the address is gone');
      if (!answer.ok) throw new Error(`answered ${answer.status}`);
    },
  });
