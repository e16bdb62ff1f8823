import { engineTypes, type Present } from '@noren/engine-kit';
import type { calls, records } from '@noren/inventory-contract';
import { PrismaPg } from '@prisma/adapter-pg';
import type pg from 'pg';
import { PrismaClient } from './generated/client.ts';
import { levelHistory, type LevelHistoryOf, type LevelPoint } from './level-history.ts';

type Level = Present<records.StockLevel>;
type LedgerEntry = Present<records.LedgerEntry>;
type StockCounts = Present<calls.StockCounts>;

/** Which levels of a shop: behind a folded SKU, beginning with one; `low`: not more available than `atMost`, or than the safety stock where that is not given. */
export type PageOf = Readonly<{ behind: string; skuPrefix: string; low: boolean; atMost: number | undefined }>;
/** Where a page of a ledger ended. */
export type LedgerPlace = Readonly<{ at: string; entry: number }>;
/** Which lines of a ledger: older than a place, at or after the one instant and before the other. */
export type LedgerOf = Readonly<{ before: LedgerPlace | undefined; from: string | undefined; until: string | undefined }>;

/** What Inventory's API reads. The shop is an argument of every query. */
export interface StockQueries {
  /** The levels of these articles, by folded SKU; those the shop never held are missing. */
  levels(shopId: string, skuKeys: readonly string[]): Promise<readonly Level[]>;
  /** A page in SKU order. */
  page(shopId: string, of: PageOf, size: number): Promise<readonly (Level & { readonly skuKey: string })[]>;
  counts(shopId: string): Promise<StockCounts>;
  /** An article's ledger, newest first. */
  ledger(shopId: string, skuKey: string, of: LedgerOf, size: number): Promise<readonly LedgerEntry[]>;
  /** An article's level at the beginning of a time, and at the end of each bucket of it in which the level changed. */
  levelHistory(of: LevelHistoryOf): Promise<readonly LevelPoint[]>;
}

export function stockQueries(db: pg.Pool): StockQueries {
  const prisma = new PrismaClient({ adapter: new PrismaPg(db, { schema: 'inventory' }) });
  const rowsOf = async <Row extends pg.QueryResultRow>(text: string, values: readonly unknown[]): Promise<readonly Row[]> =>
    (await db.query<Row>({ text, values: [...values], types: engineTypes })).rows;
  return {
    async levels(shopId, skuKeys) {
      const rows = await prisma.stock.findMany({ where: { shopId, skuKey: { in: [...skuKeys] } }, orderBy: { skuKey: 'asc' } });
      return rows.map((row) => ({
        shopId: row.shopId,
        sku: row.sku,
        onHand: Number(row.onHand),
        reserved: Number(row.reserved),
        safety: Number(row.safety),
        short: Number(row.short),
        available: Math.max(0, Number(row.onHand - row.reserved - row.safety)),
        version: Number(row.recordVersion),
      }));
    },
    page: (shopId, { behind, skuPrefix, low, atMost }, size) =>
      rowsOf(
        `SELECT shop_id AS "shopId", sku, sku_key AS "skuKey", on_hand AS "onHand", reserved, safety, short, ${available} AS available, record_version AS version
         FROM stock WHERE shop_id = $1 AND sku_key > $2 AND starts_with(sku_key, $3) AND (NOT $4::boolean OR ${available} <= coalesce($5::bigint, safety))
         ORDER BY sku_key LIMIT $6`,
        [shopId, behind, skuPrefix, low, atMost ?? null, size],
      ),
    async counts(shopId) {
      const [counted] = await rowsOf<StockCounts>(
        `SELECT count(*)::int AS articles, count(*) FILTER (WHERE ${available} = 0)::int AS "outOfStock",
           count(*) FILTER (WHERE ${available} <= safety)::int AS low, count(*) FILTER (WHERE short > 0)::int AS short FROM stock WHERE shop_id = $1`,
        [shopId],
      );
      return counted ?? { articles: 0, outOfStock: 0, low: 0, short: 0 };
    },
    ledger: (shopId, skuKey, { before, from, until }, size) =>
      rowsOf(
        `SELECT entry, shop_id AS "shopId", sku, at, on_hand_delta AS "onHandDelta", reserved_delta AS "reservedDelta", safety_delta AS "safetyDelta",
           reason, actor, coalesce(holder, '') AS holder
         FROM ledger WHERE shop_id = $1 AND sku_key = $2 AND (at, entry) < ($3::timestamptz, $4::bigint) AND at >= $5 AND at < $6
         ORDER BY at DESC, entry DESC LIMIT $7`,
        [shopId, skuKey, before?.at ?? 'infinity', before?.entry ?? 0, from ?? '-infinity', until ?? 'infinity', size],
      ),
    levelHistory: (of) => levelHistory(db, of),
  };
}

const available = 'greatest(0, on_hand - reserved - safety)';
