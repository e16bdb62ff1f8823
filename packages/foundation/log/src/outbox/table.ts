import type pg from 'pg';
import { parsePositionKey, type Position, type Positions } from '../log.ts';

/** A record on its way. `carried`: of a carrier, behind which numbers the others of its commit end; `held`: one of those others. */
export type Row = Readonly<{
  topic: string;
  partition: number;
  seq: number;
  commit: string;
  held: boolean;
  carried: Positions | null;
  key: string;
  id: string;
  type: string;
  headers: Readonly<Record<string, string>>;
  value: Buffer;
  at: Date;
}>;

/** Where the records of a commit went. */
export type Relayed = Readonly<{ commit: string; positions: Positions }>;

const TAKE = `
  UPDATE outbox_lease SET holder = pg_backend_pid(), until = clock_timestamp() + $1 * interval '1 ms'
  WHERE holder = pg_backend_pid() OR until < clock_timestamp() OR NOT EXISTS (SELECT FROM pg_stat_get_activity(holder))
  RETURNING (SELECT id FROM outbox_source) AS source`;
const GIVE = `UPDATE outbox_lease SET until = '-infinity' WHERE holder = pg_backend_pid()`;
/** Heads that have not moved since cost nothing more. */
const READ = `
  SELECT r.topic, r."partition", r.seq, r.commit, r.held, r.told AS carried, r.key, r.id, r.type, r.headers, r.value, r.at
  FROM outbox_head h
  LEFT JOIN unnest($1::text[], $2::int[], $3::bigint[]) AS c(topic, number, seq) ON c.topic = h.topic AND c.number = h."partition"
  CROSS JOIN LATERAL (
    SELECT * FROM outbox o WHERE o.topic = h.topic AND o."partition" = h."partition" AND o.seq >= coalesce(c.seq, 0) ORDER BY o.seq LIMIT $4
  ) r
  WHERE h.next > coalesce(c.seq, 0)
  ORDER BY r.topic, r."partition", r.seq`;
const SETTLE = `
  WITH gone AS (
    DELETE FROM outbox o USING unnest($1::text[], $2::int[], $3::bigint[]) AS u(topic, number, up_to)
    WHERE o.topic = u.topic AND o."partition" = u.number AND o.seq < u.up_to)
  INSERT INTO relayed (commit, positions) SELECT * FROM unnest($4::bigint[], $5::jsonb[]) ON CONFLICT (commit) DO NOTHING`;

/** The outbox as its relay sees it, over a connection of its own. */
export class OutboxTable {
  readonly #client: pg.Client;
  readonly #leaseMs: number;
  #until = 0;
  #last: Promise<unknown> = Promise.resolve();

  constructor(client: pg.Client, leaseMs: number) {
    this.#client = client;
    this.#leaseMs = leaseMs;
  }

  /** One after the other: a connection has one query under way. */
  #query<R extends pg.QueryResultRow>(query: pg.QueryConfig): Promise<pg.QueryResult<R>> {
    const mine = this.#last.then(() => this.#client.query<R>(query));
    this.#last = mine.catch(() => undefined);
    return mine;
  }

  /** What is settled and lost again is relayed once more, which is allowed: nobody waits for the disk. */
  async open(): Promise<void> {
    await this.#query({ text: 'SET synchronous_commit = off' });
  }

  /** Takes the lease, or keeps it. Gives the source of the numbers; `undefined` while somebody else relays. */
  async take(): Promise<string | undefined> {
    const sentAt = performance.now();
    const { rows } = await this.#query<{ source: string }>({ name: 'outbox.take', text: TAKE, values: [this.#leaseMs] });
    if (rows[0]) this.#until = sentAt + this.#leaseMs;
    return rows[0]?.source;
  }

  /** Whether the lease lasts by this process's own clock: one that was stopped for a while sees that it is over before it asks anybody. */
  get held(): boolean {
    return performance.now() < this.#until;
  }

  async give(): Promise<void> {
    this.#until = 0;
    await this.#query({ text: GIVE });
  }

  /** What lies behind these numbers in each partition, in order, at most `each` of it; the whole of a partition that they do not name. */
  async read(from: Positions, each: number): Promise<readonly Row[]> {
    const [topics, partitions, seqs] = columns(Object.entries(from).map(([key, offset]) => ({ ...parsePositionKey(key), offset })));
    const { rows } = await this.#query<Omit<Row, 'seq'> & Readonly<{ seq: string }>>({
      name: 'outbox.read',
      text: READ,
      values: [topics, partitions, seqs, each],
    });
    return rows.map((row) => ({ ...row, seq: Number(row.seq) }));
  }

  /** Forgets what is before these numbers, and keeps where commits went, as one. */
  async settle(upTo: readonly Position[], relayed: readonly Relayed[]): Promise<void> {
    await this.#query({
      name: 'outbox.settle',
      text: SETTLE,
      values: [...columns(upTo), relayed.map(({ commit }) => commit), relayed.map(({ positions }) => JSON.stringify(positions))],
    });
  }
}

const columns = (positions: readonly Position[]): [string[], number[], number[]] => [
  positions.map(({ topic }) => topic),
  positions.map(({ partition }) => partition),
  positions.map(({ offset }) => offset),
];
