import pg from 'pg';
import { pause, pauseAfter } from '../backoff.ts';
import { localNotifier } from '../notifier.ts';
import type { Notifier } from '../notifier.ts';
import { silent } from '../logger.ts';
import type { LogLogger } from '../logger.ts';

const CHANNEL = 'noren_log';
/** A NOTIFY's payload ends before 8,000 bytes; whoever has more to say says everything. */
const PAYLOAD = 7_900;
const EVERYTHING = '*';

type NotifierOptions = Readonly<{ connection: pg.ClientConfig; logger?: LogLogger; coalesceMs?: number }>;

/**
 * Notifies every process on the database: at once in this one, by NOTIFY in the others. One connection of its own, and at most one NOTIFY
 * in `coalesceMs`, so that no appender's commit waits for it. It comes back by itself after an outage and then wakes everybody.
 */
export const postgresNotifier = (options: NotifierOptions): Notifier => new PostgresNotifier(options);

class PostgresNotifier implements Notifier {
  readonly #local = localNotifier();
  readonly #connection: pg.ClientConfig;
  readonly #logger: LogLogger;
  readonly #coalesceMs: number;
  readonly #closing = new AbortController();
  readonly #pending = new Set<string>();
  readonly #listening: Promise<void>;
  #client: pg.Client | undefined;
  #sending: Promise<void> | undefined;

  readonly listen = this.#local.listen;
  readonly notifyLocally = this.#local.notifyLocally;
  readonly notifyBehind = this.#local.notifyBehind;

  constructor({ connection, logger = silent, coalesceMs = 10 }: NotifierOptions) {
    this.#connection = { ...connection, application_name: 'noren-log-notifier', keepAlive: true, connectionTimeoutMillis: 5_000 };
    this.#logger = logger;
    this.#coalesceMs = coalesceMs;
    this.#listening = this.#listenOn();
  }

  readonly notify = (topics: readonly string[]): void => {
    this.notifyLocally(topics);
    for (const topic of topics) this.#pending.add(topic);
    if (this.#pending.size > 0) this.#sending ??= this.#send();
  };

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#sending;
    await this.#client?.end().catch(() => undefined);
    await this.#listening;
  }

  /** What is notified while a NOTIFY is under way or has just been sent goes with the next one. */
  async #send(): Promise<void> {
    while (this.#pending.size > 0) {
      const topics = [...this.#pending].join(',');
      this.#pending.clear();
      const payload = Buffer.byteLength(topics) > PAYLOAD ? EVERYTHING : topics;
      await this.#client?.query('SELECT pg_notify($1, $2)', [CHANNEL, payload]).catch(() => undefined);
      await pause(this.#coalesceMs, this.#closing.signal);
    }
    this.#sending = undefined;
  }

  async #listenOn(): Promise<void> {
    for (let failures = 1; !this.#closing.signal.aborted; failures += 1) {
      await this.#listenOnce().then(
        () => (failures = 0),
        (error: unknown) => this.#logger.debug({ err: error }, 'log: cannot listen yet'),
      );
      if (!this.#closing.signal.aborted) await pause(pauseAfter(failures + 1, { firstMs: 50, mostMs: 2_000 }), this.#closing.signal);
    }
  }

  /** Listens until the connection is lost. */
  async #listenOnce(): Promise<void> {
    const client = new pg.Client(this.#connection);
    const lost = new Promise<unknown>((resolve) => client.on('error', resolve).on('end', () => resolve('the connection has ended')));
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANNEL}`);
      client.on('notification', ({ processId, payload = '' }) => {
        if (processId !== backendOf(client)) this.notifyLocally(payload === EVERYTHING ? undefined : payload.split(','));
      });
      if (this.#closing.signal.aborted) return;
      this.#client = client;
      this.notifyLocally();
      const error = await lost;
      if (!this.#closing.signal.aborted) this.#logger.warn({ err: error }, 'log: the connection that listens is lost; until it is back readers poll');
    } finally {
      this.#client = undefined;
      await client.end().catch(() => undefined);
    }
  }
}

/** `processID` is there once connected, and missing from pg's types. */
function backendOf(client: pg.Client): number | undefined {
  return 'processID' in client && typeof client.processID === 'number' ? client.processID : undefined;
}
