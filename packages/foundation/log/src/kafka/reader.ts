import { pause, pauseAfter } from '../backoff.ts';
import { localNotifier } from '../notifier.ts';
import type { Notifier } from '../notifier.ts';
import { positionKey } from '../log.ts';
import type { LogRecord, Position, TopicPartition } from '../log.ts';
import type { Reading, Source } from '../source.ts';
import { Ahead } from './ahead.ts';
import { fetchFrom } from './fetch.ts';
import type { Instants } from './fetch.ts';
import { errorType } from './kafkajs.ts';
import type { KafkaTiming } from './options.ts';
import type { BinaryHeaders } from './record.ts';
import type { LogLogger } from '../logger.ts';
import type { Wire } from './wire.ts';

type ReaderParts = Readonly<{ wire: Wire; topics: readonly string[]; timing: KafkaTiming; binary: BinaryHeaders; logger: LogLogger }>;

/**
 * Reads ahead for one member or tail: while a batch is worked on, the next one comes. One fetch a node is under way. It waits long at the node only
 * where it asks for all that is wanted there; as long as a partition is left out (there is enough of it, or its reader has enough), it comes back soon.
 */
export class Reader implements Source {
  readonly notifier: Notifier = localNotifier();
  readonly logger: LogLogger;
  readonly #parts: ReaderParts;
  readonly #ahead = new Map<string, Ahead>();
  readonly #instants: Instants = new Map();
  readonly #busy = new Set<string>();
  readonly #stopping = new AbortController();
  #wanted: ReadonlySet<string> = new Set();
  #max = 0;
  #first = 0;
  #failures = 0;

  constructor(parts: ReaderParts) {
    this.#parts = parts;
    this.logger = parts.logger;
  }

  get backoff(): Source['backoff'] {
    return this.#parts.timing.backoff;
  }

  read(positions: readonly Position[], max: number): Promise<Reading> {
    this.#max = max;
    this.#wanted = new Set(positions.map(positionKey));
    const aheads = positions.map((position) => this.#at(position));
    const records = this.#take(aheads, max);
    const more = aheads.reduce((sum, { size }) => sum + size, 0) > records.length;
    this.#fetchOn();
    return Promise.resolve({ records, more });
  }

  /** The partitions are somebody else's now. */
  forget(partitions: readonly TopicPartition[]): void {
    for (const partition of partitions) this.#ahead.delete(positionKey(partition));
  }

  async close(): Promise<void> {
    this.#stopping.abort();
    await this.#parts.wire.close();
  }

  #at(position: Position): Ahead {
    const key = positionKey(position);
    const ahead = this.#ahead.get(key) ?? new Ahead(position);
    this.#ahead.set(key, ahead);
    ahead.moveTo(position);
    return ahead;
  }

  /** Of each partition its part, beginning with another one each time; what some do not fill, others get. */
  #take(aheads: readonly Ahead[], max: number): readonly LogRecord[] {
    const begin = (this.#first += 1) % Math.max(1, aheads.length);
    const turn = [...aheads.slice(begin), ...aheads.slice(0, begin)].filter(({ size }) => size > 0).toSorted((a, b) => a.size - b.size);
    const records: LogRecord[] = [];
    turn.forEach((ahead, index) => {
      for (const record of ahead.take(Math.ceil((max - records.length) / (turn.length - index)))) records.push(record);
    });
    return records;
  }

  /** Starts a fetch at every node where something is wanted and none is under way. */
  #fetchOn(): void {
    if (this.#stopping.signal.aborted) return;
    void this.#due().then(
      (due) => {
        for (const [node, positions] of due) if (!this.#busy.has(node)) void this.#fetch(node, positions);
      },
      (error: unknown) => void this.#failed(error).then(() => this.#fetchOn()),
    );
  }

  async #due(): Promise<ReadonlyMap<string, readonly Position[]>> {
    const due = new Map<string, Position[]>();
    for (const [key, ahead] of this.#ahead) {
      if (!this.#wanted.has(key) || ahead.hasEnough(this.#max)) continue;
      const leader = await this.#parts.wire.leaderOf(ahead.next);
      if (leader === undefined) throw new Error(`log: ${key} has no leader`);
      due.set(leader, [...(due.get(leader) ?? []), ahead.next]);
    }
    return due;
  }

  async #fetch(node: string, positions: readonly Position[]): Promise<void> {
    const { wire, timing, binary, topics } = this.#parts;
    if (this.#stopping.signal.aborted || this.#busy.has(node)) return;
    this.#busy.add(node);
    try {
      const waitMs = positions.length === this.#ahead.size ? timing.idleFetchMs : timing.busyFetchMs;
      const fetched = await fetchFrom(await wire.node(node), positions, waitMs, binary, this.#instants);
      for (const one of fetched) this.#ahead.get(positionKey(one.from))?.add(one);
      this.#failures = 0;
      if (fetched.some(({ records }) => records.length > 0)) this.notifier.notifyLocally(topics);
    } catch (error) {
      if (errorType(error) === 'OFFSET_OUT_OF_RANGE') await this.#findFirst(positions);
      else await this.#failed(error);
    } finally {
      this.#busy.delete(node);
    }
    this.#fetchOn();
  }

  /** What a reader has not read before retention dropped it is gone: it goes on with what there still is. */
  async #findFirst(positions: readonly Position[]): Promise<void> {
    try {
      const firsts = new Map((await this.#parts.wire.offsets(positions, 'first')).map((first) => [positionKey(first), first.offset]));
      const ends = new Map((await this.#parts.wire.offsets(positions, 'next')).map((end) => [positionKey(end), end.offset]));
      for (const position of positions) {
        const [first = 0, end = Infinity] = [firsts.get(positionKey(position)), ends.get(positionKey(position))];
        if (position.offset >= first && position.offset <= end) continue;
        this.logger.warn({ ...position, first, end }, 'log: a position is outside of what the partition has; reading goes on with its first record');
        this.#ahead.get(positionKey(position))?.skipTo(first);
      }
    } catch (error) {
      await this.#failed(error);
    }
  }

  async #failed(error: unknown): Promise<void> {
    if (this.#stopping.signal.aborted) return;
    this.#failures += 1;
    this.logger.warn({ err: error, failures: this.#failures }, 'log: a fetch failed and will be repeated');
    await pause(pauseAfter(this.#failures, this.#parts.timing.backoff), this.#stopping.signal);
    await this.#parts.wire.refresh().catch(() => undefined);
  }
}
