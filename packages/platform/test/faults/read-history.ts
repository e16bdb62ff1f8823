import { readMessage } from '@noren/engine-kit';
import { records as inventory } from '@noren/inventory-contract';
import { records as order } from '@noren/order-contract';
import { Outcomes } from '@noren/wire';
import pg from 'pg';
import type { ClientCall, Context, History, OrderRow, StockRow } from './history.ts';
import { type LogView, postgresView, type TopicRow } from './log-view.ts';
import { orderEvent, shortName, stockEvent } from './decode-events.ts';

/** Reads all that happened: from the database, in one snapshot, and from the log. */
export async function readHistory(
  database: string,
  clients: readonly ClientCall[],
  opening: History['opening'],
  log: LogView = postgresView,
): Promise<History> {
  const client = new pg.Client({ connectionString: database });
  await client.connect();
  const all = async <T extends pg.QueryResultRow>(sql: string): Promise<readonly T[]> => (await client.query<T>(sql)).rows;
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const records = await log.records(all);
    const of = (topic: string): readonly TopicRow[] => records.filter((record) => record.topic === topic);
    const contexts = ['order', 'inventory'] as const;
    return {
      opening,
      clients,
      partitions: await log.partitions(all),
      commands: contexts.flatMap((context) => of(`${context}.commands`).map((record) => ({ context, ...record, type: shortName(record.type) }))),
      published: contexts.flatMap((context) =>
        of(`${context}.outcomes`).flatMap(({ value }) => Outcomes.decode(value).outcomes.map((outcome) => ({ context, ...outcome }))),
      ),
      outcomes: await all(outcomesOf('outcome')),
      decisions: await all(outcomesOf('decision')),
      claims: await claimsOf(all),
      orderEvents: of('order.events').map(orderEvent),
      stockEvents: of('inventory.events').map(stockEvent),
      orders: (await all<StoredOrder>(ORDERS)).map(orderOf),
      stock: await all<StockRow>(STOCK),
      holds: (await all<Stored>('SELECT record FROM inventory.hold')).map(({ record }) => readMessage(inventory.Hold, record)),
      ledger: await all(LEDGER),
      deadLetters: await all(`SELECT 'order' AS context, error FROM "order".dead_letter UNION ALL SELECT 'inventory', error FROM inventory.dead_letter`),
    };
  } finally {
    await client.end();
  }
}

const outcomesOf = (table: string): string =>
  ['order', 'inventory']
    .map((schema) => `SELECT '${schema}' AS context, command_id AS "commandId", status, result FROM "${schema}".${table}`)
    .join(' UNION ALL ');
type Stored = Readonly<{ record: Buffer }>;
type StoredOrder = Stored & Readonly<{ lines: Buffer | null }>;
const ORDERS = `SELECT o.record, ol.record AS lines FROM "order".orders o LEFT JOIN "order".order_lines ol ON ol.key = o.key`;

const orderOf = ({ record, lines }: StoredOrder): OrderRow => ({
  ...readMessage(order.OrderHeader, record),
  lines: lines ? readMessage(order.OrderLines, lines).lines : [],
});
/** Numbers as numbers: what is counted here is far from 2⁵³. */
const STOCK = `
  SELECT shop_id AS "shopId", sku_key AS sku, on_hand::float8 AS "onHand", reserved::float8 AS reserved, safety::float8 AS safety, short::float8 AS short,
         record_version::float8 AS version
  FROM inventory.stock`;
const LEDGER = `
  SELECT shop_id AS "shopId", sku_key AS sku, sum(on_hand_delta)::float8 AS "onHand", sum(reserved_delta)::float8 AS reserved, sum(safety_delta)::float8 AS safety
  FROM inventory.ledger GROUP BY 1, 2`;

type ClaimRow = Readonly<{ context: Context; operation: string; key: string; command_id: string; commands: number; made: Record<string, string> }>;

async function claimsOf(all: <T extends pg.QueryResultRow>(sql: string) => Promise<readonly T[]>): Promise<History['claims']> {
  const rows = await all<ClaimRow>(
    ['order', 'inventory']
      .map((schema) => `SELECT '${schema}' AS context, operation, idempotency_key AS key, command_id, commands, made FROM "${schema}".claim`)
      .join(' UNION ALL '),
  );
  return rows.map(({ context, operation, key, command_id: id, commands, made }) => ({
    context,
    operation,
    key,
    made,
    commandIds: commands === 1 ? [id] : Array.from({ length: commands }, (_, at) => `${id}.${at + 1}`),
  }));
}
