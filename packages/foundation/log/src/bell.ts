/** Hears of a topic's new records. A ring between two waits is not lost: the next wait returns at once. */
export interface Ear {
  wait(): Promise<void>;
  ring(): void;
  close(): void;
}

/** Says to whoever reads a topic that it has new records; a ring may be one too many, and a lost one is made up for by the slow poll. */
export interface Bell {
  ring(topics: readonly string[]): void;
  /** Rings in this process only; without topics for all that listen, after a time in which rings may have been lost. */
  ringHere(topics?: readonly string[]): void;
  listen(topics: readonly string[]): Ear;
  close(): Promise<void>;
}

/** A bell that is heard within the process. */
export function localBell(): Bell {
  const ears = new Map<Ear, ReadonlySet<string>>();
  const ringHere: Bell['ringHere'] = (topics) => {
    for (const [ear, heard] of ears) if (topics === undefined || topics.some((topic) => heard.has(topic))) ear.ring();
  };
  return {
    ring: ringHere,
    ringHere,
    listen: (topics) => {
      const ear = newEar(() => ears.delete(ear));
      ears.set(ear, new Set(topics));
      return ear;
    },
    close: () => Promise.resolve(),
  };
}

function newEar(closed: () => void): Ear {
  let rung = false;
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
      if (!rung) return new Promise((resolve) => waiting.push(resolve));
      rung = false;
      return Promise.resolve();
    },
    close: () => {
      closed();
      ring();
    },
  };
}
