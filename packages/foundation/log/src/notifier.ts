import { type Position, positionKey } from './log.ts';

/** Listens for new records of topics. A notification between two waits is not lost: the next wait returns at once. */
export interface Listening {
  wait(): Promise<void>;
  /** Forgets the notifications so far: whoever is about to look anyway need not look again because of them. */
  clearPending(): void;
  wake(): void;
  /** Stops listening; whoever waits, now or later, is let go at once. */
  close(): void;
}

/** Tells the readers of a topic that it has new records. A notification may be one too many; a lost one is made up for by the slow poll. */
export interface Notifier {
  notify(topics: readonly string[]): void;
  /** Notifies in this process only; without topics everybody who listens, after a time in which notifications may have been lost. */
  notifyLocally(topics?: readonly string[]): void;
  /** Notifies, in this process only, those who have not read up to one of these ends. */
  notifyBehind(ends: readonly Position[]): void;
  /** `next` tells where its listener reads on, by partition; without it every notification wakes it. */
  listen(topics: readonly string[], next?: (partition: string) => number | undefined): Listening;
  close(): Promise<void>;
}

/** A notifier within the process. */
export function localNotifier(): Notifier {
  type Listener = Readonly<{ topicSet: ReadonlySet<string>; next: ((partition: string) => number | undefined) | undefined }>;
  const listenings = new Map<Listening, Listener>();
  const notifyLocally: Notifier['notifyLocally'] = (topics) => {
    for (const [listening, { topicSet }] of listenings) if (topics === undefined || topics.some((topic) => topicSet.has(topic))) listening.wake();
  };
  const notifyBehind: Notifier['notifyBehind'] = (ends) => {
    for (const [listening, { topicSet, next }] of listenings)
      if (ends.some((end) => topicSet.has(end.topic) && (next === undefined || (next(positionKey(end)) ?? Infinity) < end.offset))) listening.wake();
  };
  return {
    notify: notifyLocally,
    notifyLocally,
    notifyBehind,
    listen: (topics, next) => {
      const listening = newListening(() => listenings.delete(listening));
      listenings.set(listening, { topicSet: new Set(topics), next });
      return listening;
    },
    close: () => Promise.resolve(),
  };
}

function newListening(closed: () => void): Listening {
  let notified = false;
  let over = false;
  let waiting: (() => void)[] = [];
  const wakeAll = (): void => {
    notified = waiting.length === 0;
    const woken = waiting;
    waiting = [];
    for (const wake of woken) wake();
  };
  return {
    wake: wakeAll,
    wait: () => {
      if (!notified && !over) return new Promise((resolve) => waiting.push(resolve));
      notified = false;
      return Promise.resolve();
    },
    clearPending: () => {
      notified = false;
    },
    close: () => {
      closed();
      over = true;
      wakeAll();
    },
  };
}
