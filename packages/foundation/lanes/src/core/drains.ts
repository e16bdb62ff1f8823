import type { TopicPartition } from '@noren/log';
import type { AbortReason } from '../task.ts';
import type { Alarms } from './alarms.ts';
import type { Committer } from './committer.ts';
import type { Held } from './held.ts';
import type { Partition } from './partition.ts';
import type { Surroundings } from './settings.ts';

/** After a drain's limit the last commit may take this long before the partitions are given up without it. Milliseconds. */
const LAST_COMMIT_MS = 5_000;

/** How partitions are given up. */
export type Drain = Readonly<{ limitMs: number; reason: Exclude<AbortReason, 'time-out'> }>;

/** Partitions on their way out: nothing new begins, what runs may end within a limit, then comes the last commit, and only then they are released. */
export class Drains {
  readonly #under = new Set<Readonly<{ going: readonly Partition[]; close: () => void }>>();
  readonly #held: Held;
  readonly #committer: Committer;
  readonly #alarms: Alarms;
  readonly #around: Surroundings;
  readonly #close: (partition: Partition, reason: AbortReason) => void;

  constructor(held: Held, committer: Committer, alarms: Alarms, around: Surroundings, close: (partition: Partition, reason: AbortReason) => void) {
    this.#held = held;
    this.#committer = committer;
    this.#alarms = alarms;
    this.#around = around;
    this.#close = close;
  }

  begin(partitions: readonly TopicPartition[], { limitMs, reason }: Drain, released: () => void): void {
    const going = partitions.map((one) => this.#held.get(one)).filter((one) => one !== undefined);
    for (const one of going) {
      one.state = 'draining';
      one.dropInbox();
    }
    const release = this.#releasing(going, released);
    const drain = {
      going,
      close: (): void => {
        if (!this.#under.delete(drain)) return;
        for (const one of going) this.#close(one, reason);
        this.#committer.commit(release);
      },
    };
    this.#under.add(drain);
    const now = this.#around.clock();
    this.#alarms.at(now + limitMs, drain.close);
    this.#alarms.at(now + limitMs + LAST_COMMIT_MS, release);
    this.look();
  }

  /** Something has ended: perhaps it was the last. */
  look(): void {
    for (const { going, close } of this.#under) if (going.every(({ active }) => active === 0)) close();
  }

  #releasing(going: readonly Partition[], released: () => void): () => void {
    let open = true;
    return () => {
      if (!open) return;
      open = false;
      for (const one of going) {
        this.#held.delete(one);
        this.#around.observer.revoked(one);
      }
      released();
    };
  }
}
