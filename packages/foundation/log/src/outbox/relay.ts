import pg from 'pg';
import { pause, pauseAfter } from '../backoff.ts';
import type { Backoff } from '../backoff.ts';
import type { Notifier } from '../notifier.ts';
import { type Log, positionKey, type Positions, type Running } from '../log.ts';
import { type LogLogger, silent } from '../logger.ts';
import { outboxTopic } from './outbox.ts';
import { RelayBatch } from './relay-batch.ts';
import { OutboxTable } from './table.ts';

/** How a relay keeps time, in milliseconds. */
type RelayTiming = Readonly<{ leaseMs: number; pollMs: number; backoff: Backoff }>;
const usual: RelayTiming = { leaseMs: 3_000, pollMs: 500, backoff: { firstMs: 50, mostMs: 2_000 } };

/** What relays tell about themselves, for metrics. */
export interface RelayWatch {
  /** The log has taken these many; the oldest of them was put into the outbox so long before. */
  left(store: string, records: number, oldestMs: number): void;
  /** The log did not take what is now repeated. */
  repeats(store: string): void;
}
const unwatched: RelayWatch = { left() {}, repeats() {} };

export type RelayOptions = Readonly<{
  /** `order`: whose outbox it is. */
  store: string;
  /** The store's database as the role that owns it, plans pinned as for an engine. The relay keeps one connection of its own. */
  connection: pg.ClientConfig;
  log: Pick<Log, 'append' | 'ends'>;
  notifier: Notifier;
  logger?: LogLogger;
  watch?: RelayWatch;
  timing?: Partial<RelayTiming>;
}>;

/** Read at a time, of each partition; and no more is read while so many wait. */
const EACH = 200;
const MOST = 2_000;

/**
 * Brings a store's outbox to the log: each partition's records in order, one produce in flight a partition, repeated until the log has them; then forgets them.
 * Any number may run: one relays, the others wait for its lease. None of them passes over a record, and the log has each for the first time in order, even
 * where one was stopped and wakes late; a record may come again, with the number that it had (header `sequence`), by which readers know it.
 */
export function relay({ store, connection, log, notifier, logger = silent, watch = unwatched, timing: timingOptions }: RelayOptions): Running {
  const timing = { ...usual, ...timingOptions };
  const stopping = new AbortController();
  const work = async (): Promise<void> => {
    for (let failures = 0; !stopping.signal.aborted;) {
      const client = new pg.Client({ ...connection, application_name: 'noren-relay', keepAlive: true, connectionTimeoutMillis: 5_000, query_timeout: 30_000 });
      try {
        client.on('error', () => undefined); // whoever uses the connection next is told
        await client.connect();
        const table = new OutboxTable(client, timing.leaseMs);
        await table.open();
        await turn(table, stopping.signal, timing, (source) => new Turn(table, source, { store, log, notifier, logger, watch, timing }));
        failures = 0;
      } catch (error) {
        failures += 1;
        if (!stopping.signal.aborted) logger.warn({ err: error, failures, store }, 'outbox: the relay begins anew');
      } finally {
        await client.end().catch(() => undefined);
      }
      if (failures > 0) await pause(pauseAfter(failures, timing.backoff), stopping.signal);
    }
  };
  const working = work();
  return {
    stop: async () => {
      stopping.abort();
      await working;
    },
  };
}

/** Waits for the lease and relays as long as it has it. */
async function turn(table: OutboxTable, stopped: AbortSignal, { pollMs }: RelayTiming, begin: (source: string) => Turn): Promise<void> {
  while (!stopped.aborted) {
    const source = await table.take();
    if (source !== undefined) {
      await begin(source).relay(stopped);
      return;
    }
    await pause(pollMs / 2, stopped);
  }
}

type TurnParts = Required<Omit<RelayOptions, 'connection' | 'timing'>> & Readonly<{ timing: RelayTiming }>;

/** One holder's time with the lease. */
class Turn {
  readonly #table: OutboxTable;
  readonly #parts: TurnParts;
  readonly #relayBatch: RelayBatch;
  readonly #ending = new AbortController();
  readonly #producing = new Map<string, Promise<void>>();
  #settling: Promise<void> | undefined;
  /** No more is read until some of what waits has left. */
  #full = false;
  #failure: unknown;
  #wake: () => void = () => undefined;

  constructor(table: OutboxTable, source: string, parts: TurnParts) {
    this.#table = table;
    this.#parts = parts;
    this.#relayBatch = new RelayBatch(source);
  }

  /** Until it is stopped, or the lease or the connection is lost; what is under way is waited for. */
  async relay(stopped: AbortSignal): Promise<void> {
    const { notifier, store, timing } = this.#parts;
    const listening = notifier.listen([outboxTopic(store)]);
    this.#wake = listening.wake;
    const end = (): void => (this.#ending.abort(), listening.close());
    stopped.addEventListener('abort', end);
    if (stopped.aborted) end();
    const poll = setInterval(listening.wake, timing.pollMs);
    const keeping = this.#keep();
    keeping.catch(() => undefined); // It is heard at the end.
    try {
      while (!this.#over) {
        listening.clearPending();
        this.#full = this.#relayBatch.waiting >= MOST;
        const rows = this.#full ? [] : await this.#table.read(this.#relayBatch.readSoFar, EACH);
        this.#relayBatch.take(rows);
        this.#produceAll();
        if (rows.length === 0) await listening.wait();
      }
    } finally {
      clearInterval(poll);
      stopped.removeEventListener('abort', end);
      end();
      await Promise.allSettled([keeping, ...this.#producing.values()]);
      await this.#settling;
    }
    if (stopped.aborted) return this.#table.give();
    await keeping;
    throw this.#failure;
  }

  get #over(): boolean {
    return this.#ending.signal.aborted;
  }

  /** Throws when somebody else has the lease. */
  async #keep(): Promise<void> {
    try {
      for (;;) {
        await pause(this.#parts.timing.leaseMs / 4, this.#ending.signal);
        if (this.#over) return;
        if ((await this.#table.take()) === undefined) throw new Error('another relay has the lease');
      }
    } finally {
      this.#ending.abort();
      this.#wake();
    }
  }

  #produceAll(): void {
    for (const key of this.#relayBatch.partitions) {
      if (this.#producing.has(key) || this.#over || this.#relayBatch.ready(key).length === 0) continue;
      // Begins a moment later, when it is known to be under way.
      this.#producing.set(
        key,
        Promise.resolve().then(() => this.#produce(key)),
      );
    }
  }

  /** Produces all that is ready of one partition, one produce after the other; what fails is repeated, and nothing overtakes it. */
  async #produce(key: string): Promise<void> {
    const { store, log, logger, watch, timing } = this.#parts;
    try {
      for (let failures = 0; !this.#over;) {
        const rows = this.#relayBatch.ready(key);
        if (rows.length === 0) return;
        // The one that was stopped for a while has in hand what others may have produced since.
        if (!this.#table.held) return;
        try {
          const ends = await this.#ends(this.#relayBatch.forgotten(rows));
          const records = rows.map((row) => this.#relayBatch.recordOf(row, ends));
          this.#relayBatch.went(key, records, await log.append(records));
          watch.left(store, rows.length, Date.now() - (rows[0]?.at.getTime() ?? Date.now()));
          failures = 0;
          this.#settling ??= this.#settle();
          if (this.#full) this.#wake();
          this.#produceAll();
        } catch (error) {
          failures += 1;
          watch.repeats(store);
          logger.warn({ err: error, failures, partition: key }, 'outbox: the log does not take records, which wait and are repeated');
          await pause(pauseAfter(failures, timing.backoff), this.#ending.signal);
        }
      }
    } finally {
      // With the last look at what is ready, and no moment later: a carrier that becomes ready in between would be left lying.
      this.#producing.delete(key);
    }
  }

  async #ends(topics: readonly string[]): Promise<Positions> {
    if (topics.length === 0) return {};
    return Object.fromEntries((await this.#parts.log.ends(topics)).map((end) => [positionKey(end), end.offset]));
  }

  /** What leaves while rows are being forgotten goes with the next time. */
  async #settle(): Promise<void> {
    try {
      // A turn of the loop lets the partitions that were produced together be settled together.
      await new Promise(setImmediate);
      for (;;) {
        const { upTo, relayed } = this.#relayBatch.settled();
        if (upTo.length === 0 && relayed.length === 0) return;
        await this.#table.settle(upTo, relayed);
      }
    } catch (error) {
      // Whoever comes next relays these again.
      this.#failure = error;
      this.#ending.abort();
      this.#wake();
    } finally {
      this.#settling = undefined;
    }
  }
}
