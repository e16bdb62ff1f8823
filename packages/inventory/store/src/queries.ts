import { PrismaPg } from '@prisma/adapter-pg';
import type pg from 'pg';
import { PrismaClient } from './generated/client.ts';

export type Level = Readonly<{
  shopId: string;
  sku: string;
  onHand: number;
  reserved: number;
  safety: number;
  short: number;
  available: number;
  version: number;
}>;
export type LedgerLine = Readonly<{
  entry: number;
  shopId: string;
  sku: string;
  at: string;
  onHandDelta: number;
  reservedDelta: number;
  safetyDelta: number;
  reason: string;
  actor: string;
  holder: string;
}>;

/** What Inventory's API reads. The shop is an argument of every query. */
export interface StockQueries {
  /** The levels of these articles, by folded SKU; those the shop never held are missing. */
  levels(shopId: string, skuKeys: readonly string[]): Promise<readonly Level[]>;
  /** A page in SKU order behind a folded SKU. */
  page(shopId: string, after: string, size: number): Promise<readonly (Level & { readonly skuKey: string })[]>;
  /** An article's ledger, newest first, before an entry. */
  ledger(shopId: string, skuKey: string, before: number | undefined, size: number): Promise<readonly LedgerLine[]>;
}

export function stockQueries(db: pg.Pool): StockQueries {
  const prisma = new PrismaClient({ adapter: new PrismaPg(db, { schema: 'inventory' }) });
  return {
    async levels(shopId, skuKeys) {
      return (await prisma.stock.findMany({ where: { shopId, skuKey: { in: [...skuKeys] } }, orderBy: { skuKey: 'asc' } })).map(toLevel);
    },
    async page(shopId, after, size) {
      const rows = await prisma.stock.findMany({ where: { shopId, skuKey: { gt: after } }, orderBy: { skuKey: 'asc' }, take: size });
      return rows.map((row) => ({ ...toLevel(row), skuKey: row.skuKey }));
    },
    async ledger(shopId, skuKey, before, size) {
      const rows = await prisma.ledger.findMany({
        where: { shopId, skuKey, ...(before === undefined ? {} : { entry: { lt: before } }) },
        orderBy: { entry: 'desc' },
        take: size,
      });
      return rows.map((row) => ({
        entry: Number(row.entry),
        shopId: row.shopId,
        sku: row.sku,
        at: row.at.toISOString(),
        onHandDelta: Number(row.onHandDelta),
        reservedDelta: Number(row.reservedDelta),
        safetyDelta: Number(row.safetyDelta),
        reason: row.reason,
        actor: row.actor,
        holder: row.holder ?? '',
      }));
    },
  };
}

type StockRow = Readonly<{ shopId: string; sku: string; onHand: bigint; reserved: bigint; safety: bigint; short: bigint; version: bigint }>;

function toLevel(row: StockRow): Level {
  const [onHand, reserved, safety, short] = [Number(row.onHand), Number(row.reserved), Number(row.safety), Number(row.short)];
  return {
    shopId: row.shopId,
    sku: row.sku,
    onHand,
    reserved,
    safety,
    short,
    available: Math.max(0, onHand - reserved - safety),
    version: Number(row.version),
  };
}
