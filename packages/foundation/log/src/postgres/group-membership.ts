import { pause } from '../backoff.ts';
import { positionKey } from '../log.ts';
import type { TopicPartition } from '../log.ts';
import type { LogLogger } from '../logger.ts';
import { share } from '../share.ts';
import type { GroupMembership, Assignment } from '../source.ts';
import type { GroupBook, GroupNow, Membership } from './membership.ts';
import type { Timing } from './options.ts';

const nothing: Assignment = { should: [], leased: new Set() };
const unknown: Assignment = { ...nothing };
const textOf = ({ should, leased }: Assignment): string => JSON.stringify([should.map(positionKey), [...leased].toSorted()]);

/** Nothing to take, nothing to give up. */
const settled = ({ should, leased }: Assignment): boolean => should.length === leased.size && should.every((partition) => leased.has(positionKey(partition)));

/**
 * A member's heartbeat, and what it tells of the group. It beats beside the batches, whatever these do. When no beat got through for a lease's time, the
 * member has nothing assigned: somebody else may have its partitions by then.
 */
export class PostgresGroupMembership implements GroupMembership {
  readonly #book: GroupBook;
  readonly #membership: Membership;
  readonly #timing: Timing;
  readonly #logger: LogLogger;
  readonly #changed: () => void;
  readonly #stopping = new AbortController();
  readonly #beating: Promise<void>;
  #assignment: Assignment = unknown;
  /** What a beat says that was asked before this instant is older than what we know. */
  #knownSince = 0;
  #expiry: NodeJS.Timeout | undefined;
  #rest = new AbortController();

  /** `changed` is called after the first beat and whenever the assignment has changed or is not settled yet. */
  constructor(book: GroupBook, membership: Membership, timing: Timing, logger: LogLogger, changed: () => void) {
    this.#book = book;
    this.#membership = membership;
    this.#timing = timing;
    this.#logger = logger;
    this.#changed = changed;
    this.#beating = this.#beatOn();
  }

  get assignment(): Assignment {
    return this.#assignment;
  }

  beatNow(): void {
    this.#rest.abort();
  }

  async claim(partitions: readonly TopicPartition[]): Promise<readonly TopicPartition[]> {
    const claimed = await this.#book.claim(this.#membership, partitions);
    this.#leased((leased) => [...leased, ...claimed.map(positionKey)]);
    return claimed;
  }

  async release(partitions: readonly TopicPartition[]): Promise<void> {
    await this.#book.release(this.#membership, partitions);
    const released = new Set(partitions.map(positionKey));
    this.#leased((leased) => leased.filter((key) => !released.has(key)));
  }

  async leave(): Promise<void> {
    this.#stopping.abort();
    this.#rest.abort();
    await this.#beating;
    clearTimeout(this.#expiry);
    await this.#book.leave(this.#membership);
  }

  #leased(change: (leased: readonly string[]) => readonly string[]): void {
    this.#knownSince = performance.now();
    this.#assignment = { ...this.#assignment, leased: new Set(change([...this.#assignment.leased])) };
  }

  async #beatOn(): Promise<void> {
    const { heartbeatMs } = this.#timing;
    while (!this.#stopping.signal.aborted) {
      this.#rest = new AbortController();
      await this.#beat();
      // Until the next whole multiple of the interval: all members of a process beat in one round trip.
      if (!this.#stopping.signal.aborted) await pause(heartbeatMs - (performance.now() % heartbeatMs), this.#rest.signal);
    }
  }

  async #beat(): Promise<void> {
    const sentAt = performance.now();
    try {
      const group = await this.#book.beat(this.#membership);
      if (this.#stopping.signal.aborted) return;
      clearTimeout(this.#expiry);
      // The lease counts from when the beat was sent: it cannot end later for us than for the others.
      this.#expiry = setTimeout(() => this.#assign(nothing), Math.max(0, this.#timing.leaseMs - (performance.now() - sentAt)));
      if (sentAt > this.#knownSince) this.#assign(assignmentOf(group, this.#membership.id));
      else this.beatNow();
    } catch (error) {
      this.#logger.warn({ err: error, group: this.#membership.group }, 'log: a heartbeat failed');
    }
  }

  #assign(assignment: Assignment): void {
    const changed = this.#assignment === unknown || textOf(this.#assignment) !== textOf(assignment);
    this.#assignment = assignment;
    if (changed || !settled(assignment)) this.#changed();
  }
}

function assignmentOf({ members, partitions }: GroupNow, id: string): Assignment {
  const shared = share(members, partitions);
  return {
    should: partitions
      .filter((partition) => shared.get(positionKey(partition)) === id && (partition.holder === null || partition.holder === id))
      .map(({ topic, partition }) => ({ topic, partition })),
    leased: new Set(partitions.filter(({ holder }) => holder === id).map(positionKey)),
  };
}
