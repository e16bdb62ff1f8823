import { pause, pauseAfter } from './backoff.ts';
import type { Listening } from './notifier.ts';
import { LostPartitions, parsePositionKey, positionKey } from './log.ts';
import type { Position, Subscriber, Subscription, TopicPartition } from './log.ts';
import { Holding } from './holding.ts';
import type { GroupMembership, Join, Source } from './source.ts';

/** A member of a group at work: between two batches it gives up what it should not have any more and takes over what it should. */
export class Member implements Subscription {
  readonly #subscriber: Subscriber;
  readonly #source: Source;
  readonly #joinGroup: Join;
  readonly #holding = new Holding();
  readonly #stopping = new AbortController();
  readonly #listening: Listening;
  readonly #groupListening: Listening;
  readonly #working: Promise<void>;
  #membership: GroupMembership;
  #batch: AbortController | undefined;
  #failures = 0;

  constructor(subscriber: Subscriber, source: Source, joinGroup: Join) {
    this.#subscriber = subscriber;
    this.#source = source;
    this.#joinGroup = joinGroup;
    this.#listening = source.notifier.listen(subscriber.topics, this.#holding.next);
    this.#groupListening = source.notifier.listen([this.#groupChannel]);
    this.#membership = this.#join();
    this.#working = this.#work();
    void this.#followGroup();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    // Not only woken: whoever is about to read clears what is pending, and would wait for ever.
    this.#listening.close();
    await this.#working;
  }

  wake(): void {
    this.#listening.wake();
  }

  /** Changes of the group are notified under a name that no topic has. */
  get #groupChannel(): string {
    return `@${this.#subscriber.group}`;
  }

  #join(): GroupMembership {
    let isAnnounced = false;
    return this.#joinGroup(() => {
      // Once the group knows us, the others share anew and give up what is ours.
      if (!isAnnounced) this.#source.notifier.notify([this.#groupChannel]);
      isAnnounced = true;
      this.#assignmentChanged();
    });
  }

  /** A batch hears at once that its lease is over; the rest is settled between batches. */
  #assignmentChanged(): void {
    if (this.#lost().length > 0) this.#batch?.abort(new LostPartitions('the lease is over'));
    this.#listening.wake();
  }

  async #followGroup(): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      await this.#groupListening.wait();
      this.#membership.beatNow();
    }
  }

  async #work(): Promise<void> {
    const { lingerMs = 0 } = this.#subscriber;
    while (!this.#stopping.signal.aborted) {
      try {
        // Before the first look at anything: what wakes from here on, a new assignment as well as a new record, is looked for again.
        this.#listening.clearPending();
        await this.#settle();
        const more = !this.#holding.empty && (await this.#oneBatch());
        this.#failures = 0;
        if (more) continue;
        if (lingerMs > 0) await pause(lingerMs, this.#stopping.signal);
        await this.#listening.wait();
      } catch (error) {
        await this.#recover(error);
      }
    }
    await this.#leave();
  }

  /** Says whether there may be more to read at once. What is appended after the reading began is notified. */
  async #oneBatch(): Promise<boolean> {
    const { maxRecords } = this.#subscriber;
    const positions = this.#wanted();
    if (positions.length === 0) return false;
    const { records, more } = await this.#source.read(positions, maxRecords);
    if (this.#lost().length > 0) return true;
    if (records.length === 0) return false;
    const batch = new AbortController();
    this.#batch = batch;
    try {
      const answer = await this.#subscriber.batch(records, batch.signal);
      this.#holding.moveBehind(records, answer?.resumeAt);
      return answer !== undefined || more;
    } finally {
      this.#batch = undefined;
    }
  }

  /** What we hold, without what the subscriber has enough of. */
  #wanted(): readonly Position[] {
    const full = new Set(this.#subscriber.full?.().map(positionKey));
    return this.#holding.positions.filter((position) => !full.has(positionKey(position)));
  }

  /** What we hold as far as we know, and what is leased to us no longer. */
  #lost(): readonly Position[] {
    const { leased } = this.#membership.assignment;
    return this.#holding.positions.filter((position) => !leased.has(positionKey(position)));
  }

  async #settle(): Promise<void> {
    const { should, leased } = this.#membership.assignment;
    const wanted = new Set(should.map(positionKey));
    await this.#revoke(this.#holding.positions.filter((position) => !wanted.has(positionKey(position)) || !leased.has(positionKey(position))));
    const surplus = [...leased].filter((key) => !wanted.has(key)).map(parsePositionKey);
    if (surplus.length > 0) {
      await this.#membership.release(surplus);
      this.#source.notifier.notify([this.#groupChannel]);
    }
    const missing = should.filter((partition) => !this.#holding.has(partition));
    if (missing.length > 0) await this.#takeOver(missing);
  }

  async #takeOver(partitions: readonly TopicPartition[]): Promise<void> {
    const claimed = await this.#membership.claim(partitions);
    if (claimed.length === 0) return;
    const positions = new Map((await this.#subscriber.assigned(claimed)).map((position) => [positionKey(position), position]));
    this.#holding.add(
      claimed.map((partition) => {
        const position = positions.get(positionKey(partition));
        if (position === undefined) throw new Error(`log: ${this.#subscriber.group} took ${positionKey(partition)} over without saying where to read from`);
        return position;
      }),
    );
  }

  async #revoke(partitions: readonly TopicPartition[]): Promise<void> {
    if (partitions.length === 0) return;
    this.#holding.drop(partitions);
    try {
      await this.#subscriber.revoked(partitions.map(({ topic, partition }) => ({ topic, partition })));
    } catch (error) {
      this.#source.logger.warn({ err: error, group: this.#subscriber.group }, 'log: a subscriber could not let go');
    }
  }

  /** Lost partitions: joins as new. Anything else: the batch comes again, later each time. */
  async #recover(error: unknown): Promise<void> {
    this.#failures += 1;
    const ms = pauseAfter(this.#failures, this.#source.backoff);
    const facts = { err: error, group: this.#subscriber.group, failures: this.#failures, pauseMs: Math.round(ms) };
    if (error instanceof LostPartitions) {
      this.#source.logger.warn(facts, 'log: partitions lost, joining the group as new');
      await this.#depart();
      this.#membership = this.#join();
    } else this.#source.logger.warn(facts, 'log: a batch failed and will be repeated');
    await pause(ms, this.#stopping.signal);
  }

  async #depart(): Promise<void> {
    await this.#revoke(this.#holding.positions);
    try {
      await this.#membership.leave();
      this.#source.notifier.notify([this.#groupChannel]);
    } catch (error) {
      this.#source.logger.warn({ err: error, group: this.#subscriber.group }, 'log: could not tell the group; the lease ends by itself');
    }
  }

  async #leave(): Promise<void> {
    await this.#depart();
    this.#groupListening.close();
  }
}
