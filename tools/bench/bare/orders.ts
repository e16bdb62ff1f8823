import { records as inventory } from '@noren/inventory-contract';
import { newId } from '@noren/kernel';
import { records } from '@noren/order-contract';
import type pg from 'pg';
import type { Metered } from '../ground.ts';
import type { Figures } from '../measure.ts';
import { batchLoop } from './loop.ts';
import { append, commit, LOG, openLog, withTables, type Parts } from './tables.ts';

const TABLES = {
  ...LOG,
  claim: '"order".claim',
  orders: '"order".orders',
  order_lines: '"order".order_lines',
  order_history: '"order".order_history',
  timer: '"order".timer',
  outcome: '"order".outcome',
  decision: '"order".decision',
  stock: 'inventory.stock',
  hold: 'inventory.hold',
  ledger: 'inventory.ledger',
  inventory_outcome: 'inventory.outcome',
};

type Plan = Readonly<{ seconds: number; warmUp: number; batch: number; lines: number; articles: number }>;

/**
 * The rows that an order changes from its claim to its confirmation, in batches and nothing else: no HTTP, gRPC, decisions or codecs. Six transactions a batch,
 * as many as the platform's stages have: claim and command; order placed; stock asked for; stock reserved; confirmation asked for; order confirmed.
 */
export async function bareOrders(ground: Metered, { lines, articles, ...times }: Plan): Promise<Figures> {
  const { admin } = ground;
  return withTables(admin, TABLES, async () => {
    await openLog(admin);
    await admin.query(
      `INSERT INTO bench.stock (key, version, shop_id, sku, sku_key, on_hand, reserved, safety, short, record_version)
       SELECT 'shp_bench/' || n, 1, 'shp_bench', n, n, 1000000000, 0, 0, 0, 1 FROM generate_series(0, $1 - 1) n`,
      [articles],
    );
    return batchLoop(ground, 'bare: the same rows', times, async (client, batch) => {
      const ids = Array.from({ length: batch }, () => newId('ord'));
      await commit(client, 'claims', claims(ids), append({ keys: ids, bytes: 150 }));
      await commit(client, 'placed', placed(ids, lines), append({ keys: ids, bytes: 500 }));
      await commit(client, 'stock asked for', append({ keys: ids, bytes: 150 }));
      await reserve(client, ids, lines, articles);
      await commit(client, 'confirmation asked for', append({ keys: ids, bytes: 120 }));
      await commit(client, 'confirmed', confirmed(ids), append({ keys: ids, bytes: 150 }, { keys: ids.slice(0, 1), bytes: batch * 100 }));
    });
  });
}

const claims =
  (ids: readonly string[]): Parts =>
  (value) => [
    `c AS (INSERT INTO bench.claim (caller, operation, idempotency_key, request_hash, operation_id, command_id, commands, made, subject, at)
           SELECT 'platform:bench', 'PlaceOrder', id, repeat('a', 64), 'op_' || id, 'cmd_' || id, 1, jsonb_build_object('orderId', id), id, now()
           FROM unnest(${value(ids)}::text[]) id)`,
  ];

const header = (orderId: string, status: string): records.OrderHeader => ({
  orderId,
  shopId: 'shp_bench',
  merchantId: 'mer_bench',
  channel: 'platform:bench',
  externalId: '',
  status,
  total: { amount: 3_300, currency: 'GBP' },
  reasons: [],
  placedAt: '2026-11-28T12:00:00.000Z',
  updatedAt: '2026-11-28T12:00:00.000Z',
  decideBy: '2026-11-28T12:15:00.000Z',
  readyInMinutes: 0,
  version: 1,
  placeCommandId: `cmd_${orderId}`,
});
const headers = (ids: readonly string[], status: string): Buffer[] => ids.map((id) => Buffer.from(records.OrderHeader.encode(header(id, status)).finish()));
const line = (at: number): records.OrderLine => ({
  line: at,
  sku: `BENCH-${at}`,
  itemId: 'itm_019aa0000000700080000000000000000',
  name: 'A plant pot, glazed',
  itemVersion: 1,
  quantity: 2,
  soldBy: 'piece',
  listPrice: { amount: 550, currency: 'GBP' },
  total: { amount: 1_100, currency: 'GBP' },
  returned: 0,
});

const placed =
  (ids: readonly string[], lines: number): Parts =>
  (value) => {
    const all = `unnest(${value(ids)}::text[])`;
    const stored = `unnest(${value(ids)}::text[], ${value(headers(ids, 'placed'))}::bytea[]) of(id, record)`;
    const storedRecord = value(
      Buffer.from(records.OrderLines.encode({ orderId: ids[0] ?? '', lines: Array.from({ length: lines }, (_, at) => line(at + 1)) }).finish()),
    );
    return [
      `o AS (INSERT INTO bench.orders (key, version, shop_id, status, placed_at, total_amount, currency, out_of_stock, record)
             SELECT id, 1, 'shp_bench', 'placed', now(), 3300, 'GBP', false, record FROM ${stored})`,
      happened('OrderPlaced', 'placed', 1, all),
      `l AS (INSERT INTO bench.order_lines (key, version, record) SELECT id, 1, ${storedRecord}::bytea FROM ${all} id)`,
      `t AS (INSERT INTO bench.timer (key, due, record_key, type, value) SELECT id, now() + interval '15 min', id, 'noren.order.v1.RejectOrder', '\\x00112233'::bytea FROM ${all} id)`,
      `d AS (INSERT INTO bench.outcome (command_id, status, positions, at) SELECT 'cmd_' || id, 'pending', '{}', now() FROM ${all} id)`,
    ];
  };

const happened = (event: string, status: string, version: number, ids: string): string =>
  `e AS (INSERT INTO bench.order_history (order_id, record_version, at, event, status, actor) SELECT id, ${version}, now(), '${event}', '${status}', 'bench' FROM ${ids} id)`;

/** Reads the batch's levels and writes them back under their versions, with holds and ledger, as an engine's two round trips do. */
async function reserve(client: pg.PoolClient, ids: readonly string[], lines: number, articles: number): Promise<void> {
  const wanted = ids.flatMap((holder) => Array.from({ length: lines }, () => ({ holder, key: `shp_bench/${Math.floor(Math.random() * articles)}` })));
  const counts = new Map<string, number>();
  for (const { key } of wanted) counts.set(key, (counts.get(key) ?? 0) + 1);
  const keys = [...counts.keys()].toSorted();
  const { rows } = await client.query<{ key: string; version: string; reserved: string; record_version: string }>({
    name: 'bare levels',
    text: 'SELECT key, version, on_hand, reserved, record_version FROM bench.stock WHERE key = ANY($1::text[])',
    values: [keys],
  });
  const changes = rows.map((row) => {
    const count = counts.get(row.key) ?? 0;
    return [row.key, row.version, Number(row.reserved) + count, Number(row.record_version) + count] as const;
  });
  const held: Parts = (value) => {
    const all = `unnest(${value(ids)}::text[])`;
    const [key, version, reserved, recordVersion] = ([0, 1, 2, 3] as const).map((column) => value(changes.map((change) => change[column])));
    return [
      `s AS (UPDATE bench.stock s SET version = s.version + 1, reserved = c.reserved, record_version = c.record_version
             FROM unnest(${key}::text[], ${version}::bigint[], ${reserved}::bigint[], ${recordVersion}::bigint[]) c(key, version, reserved, record_version)
             WHERE s.key = c.key AND s.version = c.version)`,
      `h AS (INSERT INTO bench.hold (key, version, record) SELECT 'shp_bench/' || id, 1, ${value(HOLD)}::bytea FROM ${all} id)`,
      `o AS (INSERT INTO bench.inventory_outcome (command_id, status, positions, at) SELECT 'cmd_' || id, 'done', '{}', now() FROM ${all} id)`,
      `l AS (INSERT INTO bench.ledger (shop_id, sku, sku_key, at, on_hand_delta, reserved_delta, safety_delta, reason, actor, holder)
             SELECT 'shp_bench', l.key, l.key, now(), 0, 1, 0, 'reserved', 'bench', l.holder
             FROM unnest(${value(wanted.map(({ key }) => key))}::text[], ${value(wanted.map(({ holder }) => holder))}::text[]) l(key, holder))`,
    ];
  };
  await commit(client, 'reserved', held, append({ keys: ids, bytes: 400 }, { keys: ids.slice(0, 1), bytes: ids.length * 100 }));
}

const HOLD = Buffer.from(
  inventory.Hold.encode({
    ...{ shopId: 'shp_bench', holder: 'ord_019aa0000000700080000000000000000', status: 'held' },
    lines: Array.from({ length: 3 }, (_, at) => ({ sku: `BENCH-${at}`, quantity: 1 })),
  }).finish(),
);

const confirmed =
  (ids: readonly string[]): Parts =>
  (value) => {
    const mine = `${value(ids)}::text[]`;
    return [
      `o AS (UPDATE bench.orders o SET version = 2, status = 'confirmed', record = of.record
             FROM unnest(${mine}, ${value(headers(ids, 'confirmed'))}::bytea[]) of(id, record) WHERE o.key = of.id AND o.version = 1)`,
      happened('OrderConfirmed', 'confirmed', 2, `unnest(${mine})`),
      `t AS (DELETE FROM bench.timer WHERE key = ANY(${mine}))`,
      `d AS (INSERT INTO bench.decision (command_id, status, result, positions, at) SELECT 'cmd_' || id, 'done', '{"status":"confirmed"}', '{}', now() FROM unnest(${mine}) id)`,
      `p AS (INSERT INTO bench.outcome (command_id, status, positions, at) SELECT 'cmd_c' || id, 'done', '{}', now() FROM unnest(${mine}) id)`,
    ];
  };
