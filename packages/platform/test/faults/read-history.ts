import { events as inventoryEvents, type records as inventoryRecords } from '@noren/inventory-contract';
import { events as orderEvents } from '@noren/order-contract';
import { Outcomes } from '@noren/wire';
import pg from 'pg';
import type { Asked, Context, Hold, History, OrderEvent, OrderRow, StockEvent, StockRow } from './history.ts';

type Row = Readonly<{ topic: string; partition: number; offset: number; key: string; id: string; type: string; cause: string | null; value: Buffer }>;

/** Reads all that happened from the database, in one snapshot. */
export async function readHistory(database: string, clients: readonly Asked[], opening: History['opening']): Promise<History> {
  const client = new pg.Client({ connectionString: database });
  await client.connect();
  const all = async <T extends pg.QueryResultRow>(sql: string): Promise<readonly T[]> => (await client.query<T>(sql)).rows;
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const records = await all<Row>(RECORDS);
    const of = (topic: string): readonly Row[] => records.filter((record) => record.topic === topic);
    const contexts = ['order', 'inventory'] as const;
    return {
      opening,
      clients,
      partitions: await all(PARTITIONS),
      commands: contexts.flatMap((context) => of(`${context}.commands`).map((record) => ({ context, ...record, type: shortName(record.type) }))),
      told: contexts.flatMap((context) =>
        of(`${context}.outcomes`).flatMap(({ value }) => Outcomes.decode(value).outcomes.map((outcome) => ({ context, ...outcome }))),
      ),
      outcomes: await all(outcomesOf('outcome')),
      decisions: await all(outcomesOf('decision')),
      claims: await claimsOf(all),
      orderEvents: of('order.events').map(orderEvent),
      stockEvents: of('inventory.events').map(stockEvent),
      orders: await all<OrderRow>(ORDERS),
      stock: await all<StockRow>(STOCK),
      holds: await all<Hold>(`SELECT shop_id AS "shopId", holder, status, lines FROM inventory.hold`),
      ledger: await all(LEDGER),
      deadLetters: await all(`SELECT 'order' AS context, error FROM "order".dead_letter UNION ALL SELECT 'inventory', error FROM inventory.dead_letter`),
    };
  } finally {
    await client.end();
  }
}

/** Numbers as numbers: what is counted here is far from 2⁵³. */
const RECORDS = `
  SELECT p.topic, p.partition, r."offset"::float8 AS "offset", r.key, r.id, r.type, r.headers->>'causationid' AS cause, r.value
  FROM log.record r JOIN log.partition p ON p.id = r.partition_id
  WHERE p.topic LIKE 'order.%' OR p.topic LIKE 'inventory.%' ORDER BY p.topic, p.partition, r."offset"`;
const PARTITIONS = `
  SELECT p.topic, p.partition, p.first::float8 AS first, p.next::float8 AS next,
         count(r.*)::float8 AS records, min(r."offset")::float8 AS lowest, max(r."offset")::float8 AS highest
  FROM log.partition p LEFT JOIN log.record r ON r.partition_id = p.id GROUP BY 1, 2, 3, 4`;
const outcomesOf = (table: string): string =>
  ['order', 'inventory']
    .map((schema) => `SELECT '${schema}' AS context, command_id AS "commandId", status, result FROM "${schema}".${table}`)
    .join(' UNION ALL ');
const ORDERS = `
  SELECT o.order_id AS "orderId", o.shop_id AS "shopId", o.status, o.place_command_id AS "placeCommandId",
         coalesce((SELECT jsonb_agg(jsonb_build_object('sku', l->>'sku', 'quantity', (l->>'quantity')::bigint)) FROM jsonb_array_elements(ol.lines) l), '[]') AS lines
  FROM "order".orders o LEFT JOIN "order".order_lines ol ON ol.order_id = o.order_id`;
const STOCK = `
  SELECT shop_id AS "shopId", sku_key AS sku, on_hand::float8 AS "onHand", reserved::float8 AS reserved, safety::float8 AS safety, short::float8 AS short
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

/** `noren.order.v1.PlaceOrder` → `PlaceOrder`. */
const shortName = (type: string): string => type.slice(type.lastIndexOf('.') + 1);

const event = ({ id, cause, partition, offset, type }: Row) => ({ id, cause: cause ?? '', partition, offset, type: shortName(type) });

function orderEvent(record: Row): OrderEvent {
  const told = event(record);
  const rejected = told.type === 'OrderRejected' ? orderEvents.OrderRejected.decode(record.value).neverPlaced : undefined;
  const order = told.type === 'OrderPlaced' ? orderEvents.OrderPlaced.decode(record.value).order : rejected;
  const lines = (order?.lines ?? []).map(({ sku, quantity }) => ({ sku, quantity }));
  return { ...told, orderId: record.key, neverPlaced: rejected !== undefined, lines };
}

/** The messages of inventory.events, by what they have. */
type Told = Partial<
  Readonly<{
    shopId: string;
    holder: string;
    sku: string;
    delta: number;
    lines: readonly { sku: string; quantity: number }[];
    levels: readonly inventoryRecords.StockLevel[];
  }>
>;
const decoders: Readonly<Record<string, (bytes: Uint8Array) => Told>> = {
  StockSet: inventoryEvents.StockSet.decode,
  StockAdjusted: inventoryEvents.StockAdjusted.decode,
  SafetyStockSet: inventoryEvents.SafetyStockSet.decode,
  StockReserved: inventoryEvents.StockReserved.decode,
  StockShort: inventoryEvents.StockShort.decode,
  StockCommitted: inventoryEvents.StockCommitted.decode,
  StockReleased: inventoryEvents.StockReleased.decode,
};

function stockEvent(record: Row): StockEvent {
  const told = event(record);
  const { holder = '', sku = '', delta = 0, lines = [], levels = [], shopId = '' } = decoders[told.type]?.(record.value) ?? {};
  const level = ({ sku: of, onHand, reserved, safety }: inventoryRecords.StockLevel) => ({ sku: of, onHand, reserved, safety });
  return { ...told, shopId, holder, sku, delta, lines, levels: levels.map(level) };
}
