import { setTimeout as pause } from 'node:timers/promises';
import type { Log, Running, Subscriber } from '@noren/log';
import { aimAtEnds, hasReadFirst } from './first-reading.ts';
import type { ReadModel } from './read-model.ts';
import type { Queryable } from './record-table.ts';

/** `engine` decides; `others` react and project. `reliedOn`: the read models that decisions load. */
export type Followers = Readonly<{ engine: Subscriber; others: readonly Subscriber[]; reliedOn: readonly Pick<ReadModel, 'name' | 'topics'>[] }>;

type Following = Running & Readonly<{ /** The read models that the engine waits for before it decides anything. */ waitsFor(): readonly string[] }>;

const LOOK_EVERY_MS = 50;
/** Where the log or the database is away. */
const RETRY_MS = 1_000;

/**
 * Follows the log. The engine decides only when what it relies on has read the log as it stood when the store first met it: on a platform that ran before there
 * was such a read model it would find nothing there, and let pass what it has to refuse. Tried until it succeeds; the others go on meanwhile.
 */
export async function follow(log: Log, db: Queryable, { engine, others, reliedOn }: Followers): Promise<Following> {
  const running: Running[] = [];
  const stopping = new AbortController();
  const { signal } = stopping;
  let waiting = reliedOn;

  const subscribe = async (subscribers: readonly Subscriber[]): Promise<void> => {
    for (const subscriber of subscribers) if (!signal.aborted) running.push(await log.subscribe(subscriber));
  };
  const stillWaiting = async (): Promise<readonly (typeof reliedOn)[number][]> => {
    const done = await Promise.all(waiting.map((model) => hasReadFirst(db, model)));
    return waiting.filter((_, at) => !done[at]);
  };
  const inOrder = async (): Promise<void> => {
    await untilDone(() => Promise.all(reliedOn.map((model) => aimAtEnds(db, log, model))), signal);
    await subscribe(others);
    while (waiting.length > 0 && !signal.aborted) {
      waiting = (await untilDone(stillWaiting, signal)) ?? waiting;
      if (waiting.length > 0) await pause(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
    }
    await subscribe([engine]);
  };

  const following = inOrder();
  // Where nothing is waited for it is as if there were no order.
  if (reliedOn.length === 0) await following;
  return {
    waitsFor: () => waiting.map(({ name }) => name),
    async stop() {
      stopping.abort();
      await following;
      await Promise.all(running.map((each) => each.stop()));
    },
  };
}

/** Repeated until it succeeds; `undefined` when it was stopped before. */
async function untilDone<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T | undefined> {
  while (!signal.aborted) {
    try {
      return await work();
    } catch {
      await pause(RETRY_MS, undefined, { signal }).catch(() => undefined);
    }
  }
  return undefined;
}
