import { type Position, positionKey } from './log.ts';

/** Hears of a topic's new records. A ring between two waits is not lost: the next wait returns at once. */
export interface Listening {
  wait(): Promise<void>;
  /** Forgets rings so far: whoever is about to look anyway need not look again because of them. */
  clearPending(): void;
  ring(): void;
  /** Hears nothing more; whoever waits, now or later, is let go at once. */
  close(): void;
}

/** Says to whoever reads a topic that it has new records; a ring may be one too many, and a lost one is made up for by the slow poll. */
export interface Notifier {
  ring(topics: readonly string[]): void;
  /** Rings in this process only; without topics for all that listen, after a time in which rings may have been lost. */
  ringHere(topics?: readonly string[]): void;
  /** Rings in this process only for those who have not read up to one of these ends. */
  ringBehind(ends: readonly Position[]): void;
  /** `next` tells where its listener reads on, by partition; without it every ring is heard. */
  listen(topics: readonly string[], next?: (partition: string) => number | undefined): Listening;
  close(): Promise<void>;
}

/** A bell that is heard within the process. */
export function localNotifier(): Notifier {
  type Listener = Readonly<{ heard: ReadonlySet<string>; next: ((partition: string) => number | undefined) | undefined }>;
  const ears = new Map<Listening, Listener>();
  const ringHere: Notifier['ringHere'] = (topics) => {
    for (const [ear, { heard }] of ears) if (topics === undefined || topics.some((topic) => heard.has(topic))) ear.ring();
  };
  const ringBehind: Notifier['ringBehind'] = (ends) => {
    for (const [ear, { heard, next }] of ears)
      if (ends.some((end) => heard.has(end.topic) && (next === undefined || (next(positionKey(end)) ?? Infinity) < end.offset))) ear.ring();
  };
  return {
    ring: ringHere,
    ringHere,
    ringBehind,
    listen: (topics, next) => {
      const ear = newEar(() => ears.delete(ear));
      ears.set(ear, { heard: new Set(topics), next });
      return ear;
    },
    close: () => Promise.resolve(),
  };
}

function newEar(closed: () => void): Listening {
  let rung = false;
  let over = false;
  let waiting: (() => void)[] = [];
  const ring = (): void => {
    rung = waiting.length === 0;
    const woken = waiting;
    waiting = [];
    for (const wake of woken) wake();
  };
  return {
    ring,
    wait: () => {
      if (!rung && !over) return new Promise((resolve) => waiting.push(resolve));
      rung = false;
      return Promise.resolve();
    },
    clearPending: () => {
      rung = false;
    },
    close: () => {
      closed();
      over = true;
      ring();
    },
  };
}
