/**
 * `node tools/bench/record-storage.ts [--rounds N]`: what it costs to keep a record whole, as JSON or as its protobuf bytes, beside a column a field. Batches of
 * 500 orders are inserted, read back, and written again four times, as an order's way does it; each form in turn, round by round, on a PostgreSQL of its own.
 * Behind ADR 50.
 */
import { mkdtempSync } from 'node:fs';
import { chmodSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Present, readMessage } from '@noren/engine-kit';
import { bigintArray, byteaArray, instantArray, intArray, jsonbArray, textArray } from '@noren/log';
import { records } from '@noren/order-contract';
import { embeddedPostgres, removeData } from '@noren/dev-postgres';
import { enginePool } from '@noren/service-kit/postgres';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '5' } } });
const BATCH = 500;
const BATCHES = 10;

type Order = Present<records.Order>;
const order = (at: number, status: string): Order => ({
  orderId: `ord_0193${String(at).padStart(28, '0')}`,
  shopId: `shp_0193${String(at % 40).padStart(28, '0')}`,
  merchantId: 'mer_01930000000000000000000000000001',
  channel: 'platform:quick',
  externalId: `Q-${at}`,
  status,
  lines: [],
  total: { amount: 123_456 + at, currency: 'GBP' },
  reasons: [],
  placedAt: '2026-11-28T12:00:00.000Z',
  updatedAt: '2026-11-28T12:00:00.000Z',
  decideBy: '2026-11-28T12:15:00.000Z',
  readyInMinutes: 20,
  version: 1,
});

type Form = Readonly<{
  name: string;
  create: string;
  columns: readonly string[];
  types: readonly string[];
  parameters(orders: readonly Order[]): readonly Buffer[];
  read(row: Readonly<Record<string, never>>): Order;
}>;

const { Order: stored } = records;
const INSTANT = `CREATE FUNCTION instant(text) RETURNS timestamptz LANGUAGE sql IMMUTABLE RETURN $1::timestamptz`;
const text = (orders: readonly Order[], of: (order: Order) => string): Buffer => textArray(orders.map(of));

const forms: readonly Form[] = [
  {
    name: 'columns',
    create: `(key text PRIMARY KEY, version bigint NOT NULL, shop_id text NOT NULL, merchant_id text NOT NULL, channel text NOT NULL, external_id text NOT NULL,
      status text NOT NULL, total_amount bigint NOT NULL, currency text NOT NULL, reasons jsonb NOT NULL, placed_at timestamptz NOT NULL,
      updated_at timestamptz NOT NULL, decide_by timestamptz NOT NULL, ready_in_minutes integer NOT NULL, order_version bigint NOT NULL)`,
    columns: 'shop_id merchant_id channel external_id status total_amount currency reasons placed_at updated_at decide_by ready_in_minutes order_version'.split(
      ' ',
    ),
    types: 'text text text text text bigint text jsonb timestamptz timestamptz timestamptz integer bigint'.split(' '),
    parameters: (orders) => [
      text(orders, ({ shopId }) => shopId),
      text(orders, ({ merchantId }) => merchantId),
      text(orders, ({ channel }) => channel),
      text(orders, ({ externalId }) => externalId),
      text(orders, ({ status }) => status),
      bigintArray(orders.map(({ total }) => total.amount)),
      text(orders, ({ total }) => total.currency),
      jsonbArray(orders.map(({ reasons }) => JSON.stringify(reasons))),
      instantArray(orders.map(({ placedAt }) => placedAt)),
      instantArray(orders.map(({ updatedAt }) => updatedAt)),
      instantArray(orders.map(({ decideBy }) => decideBy)),
      intArray(orders.map(({ readyInMinutes }) => readyInMinutes)),
      bigintArray(orders.map(({ version }) => version)),
    ],
    read: (row) => ({
      orderId: row['key'] ?? '',
      shopId: row['shop_id'] ?? '',
      merchantId: row['merchant_id'] ?? '',
      channel: row['channel'] ?? '',
      externalId: row['external_id'] ?? '',
      status: row['status'] ?? '',
      lines: [],
      total: { amount: Number(row['total_amount']), currency: row['currency'] ?? '' },
      reasons: row['reasons'] ?? [],
      placedAt: new Date(row['placed_at'] ?? '').toISOString(),
      updatedAt: new Date(row['updated_at'] ?? '').toISOString(),
      decideBy: new Date(row['decide_by'] ?? '').toISOString(),
      readyInMinutes: Number(row['ready_in_minutes']),
      version: Number(row['order_version']),
    }),
  },
  {
    name: 'jsonb',
    create: `(key text PRIMARY KEY, version bigint NOT NULL, record jsonb NOT NULL,
      shop_id text NOT NULL GENERATED ALWAYS AS (record->>'shopId') STORED,
      status text NOT NULL GENERATED ALWAYS AS (record->>'status') STORED,
      placed_at timestamptz NOT NULL GENERATED ALWAYS AS (instant(record->>'placedAt')) STORED)`,
    columns: ['record'],
    types: ['jsonb'],
    parameters: (orders) => [jsonbArray(orders.map((each) => JSON.stringify(each)))],
    read: (row) => readMessage(stored, stored.encode(stored.fromPartial(JSON.parse(row['record'] ?? ''))).finish()),
  },
  {
    name: 'bytes',
    create: `(key text PRIMARY KEY, version bigint NOT NULL, record bytea NOT NULL, shop_id text NOT NULL, status text NOT NULL, placed_at timestamptz NOT NULL)`,
    columns: ['record', 'shop_id', 'status', 'placed_at'],
    types: ['bytea', 'text', 'text', 'timestamptz'],
    parameters: (orders) => [
      byteaArray(orders.map((each) => stored.encode(each).finish())),
      text(orders, ({ shopId }) => shopId),
      text(orders, ({ status }) => status),
      instantArray(orders.map(({ placedAt }) => placedAt)),
    ],
    read: (row) => readMessage(stored, Buffer.from(String(row['record']).slice(2), 'hex')),
  },
];

const dataDir = mkdtempSync(join(tmpdir(), 'noren-records-'));
chmodSync(dataDir, 0o711);
const server = await embeddedPostgres({ dataDir, temporary: true, settings: { shared_buffers: '256MB' } });
const db = enginePool(server.url);
try {
  await db.query(INSTANT);
  console.log(`${cpus().length} × ${cpus()[0]?.model}, ${process.version}; µs a record, wall and of it Node's own; ${BATCHES * BATCH} orders a round\n`);
  const seen = new Map<string, number[][]>();
  for (let round = 0; round < Number(values.rounds); round++)
    for (const at of forms.keys()) {
      const form = forms[(at + round) % forms.length];
      if (!form) continue;
      seen.set(form.name, [...(seen.get(form.name) ?? []), await measure(form)]);
    }
  for (const [name, rounds] of seen)
    console.log(
      name.padEnd(8),
      median(rounds)
        .map((each) => each.toFixed(1).padStart(8))
        .join(''),
    );
  console.log('         insert   (node)  update   (node)    load   (node)  bytes/row');
} finally {
  await db.end();
  await server.stop();
  removeData(dataDir);
}

async function measure({ create, columns, types, parameters, read }: Form): Promise<number[]> {
  await db.query(`DROP TABLE IF EXISTS t`);
  await db.query(`CREATE TABLE t ${create}`);
  await db.query(`CREATE INDEX ON t (shop_id, key)`);
  await db.query(`CREATE INDEX ON t (shop_id, status, key) WHERE status NOT IN ('rejected', 'completed', 'cancelled')`);
  const raw = { getTypeParser: () => String };
  const from = `unnest($1::text[], ${types.map((type, at) => `$${at + 2}::${type}[]`).join(', ')}) AS u(key, ${columns.join(', ')})`;
  const run = (sql: string, orders: readonly Order[]) =>
    db.query({ text: sql, values: [text(orders, ({ orderId }) => orderId), ...parameters(orders)], types: raw });
  const insert = `INSERT INTO t (key, version, ${columns.join(', ')}) SELECT u.key, 1, ${columns.map((column) => `u.${column}`).join(', ')} FROM ${from}`;
  const update = `UPDATE t SET version = t.version + 1, ${columns.map((column) => `${column} = u.${column}`).join(', ')} FROM ${from} WHERE t.key = u.key`;
  const all = Array.from({ length: BATCHES }, (_, batch) => Array.from({ length: BATCH }, (_, at) => batch * BATCH + at));

  const timed = async (times: number, work: (batch: readonly number[], time: number) => Promise<unknown>): Promise<number[]> => {
    const [wall, cpu] = [performance.now(), process.cpuUsage()];
    for (let time = 0; time < times; time++) for (const batch of all) await work(batch, time);
    const { user, system } = process.cpuUsage(cpu);
    return [((performance.now() - wall) * 1_000) / (times * BATCH * BATCHES), (user + system) / (times * BATCH * BATCHES)];
  };
  const inserted = await timed(1, (batch) =>
    run(
      insert,
      batch.map((at) => order(at, 'placed')),
    ),
  );
  const updated = await timed(4, (batch, time) =>
    run(
      update,
      batch.map((at) => order(at, ['confirmed', 'accepted', 'ready', 'handed_over'][time] ?? '')),
    ),
  );
  const loaded = await timed(4, async (batch) => {
    const { rows } = await db.query({
      text: `SELECT key, version, ${columns.join(', ')} FROM t WHERE key = ANY($1::text[])`,
      values: [
        text(
          batch.map((at) => order(at, '')),
          ({ orderId }) => orderId,
        ),
      ],
      types: raw,
    });
    for (const row of rows) if (read(row).version !== 1) throw new Error('not what was written');
  });
  const { rows } = await db.query<{ size: string }>(`SELECT avg(pg_column_size(t.*))::text AS size FROM t`);
  return [...inserted, ...updated, ...loaded, Number(rows[0]?.size)];
}

function median(rounds: readonly number[][]): number[] {
  const [first = []] = rounds;
  return first.map((_, at) => rounds.map((round) => round[at] ?? 0).toSorted((a, b) => a - b)[Math.floor(rounds.length / 2)] ?? 0);
}
