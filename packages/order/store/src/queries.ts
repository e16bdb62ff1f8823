import { type Present, readMessage } from '@noren/engine-kit';
import { idsFrom } from '@noren/kernel';
import { records } from '@noren/order-contract';
import { records as shopRecords } from '@noren/shop-contract';
import { PrismaPg } from '@prisma/adapter-pg';
import type pg from 'pg';
import { PrismaClient } from './generated/client.ts';
import { type SalesBucket, sales } from './sales.ts';
import type { HistoryDetail, HistoryLine } from './tables.ts';

/** An order as it stands, with its lines. */
export type Order = Present<records.Order>;

/** Which of a shop's orders: of any state where none is named; placed at or after the one instant and before the other; behind an id in the order asked for. */
export type PageOf = Readonly<{
  statuses: readonly string[];
  newestFirst: boolean;
  behind: string | undefined;
  placedFrom: string | undefined;
  placedUntil: string | undefined;
}>;

/** What Order's API reads. */
export interface OrderQueries {
  order(orderId: string): Promise<Order | undefined>;
  /** Whose it is. */
  owner(orderId: string): Promise<Pick<Order, 'shopId' | 'merchantId' | 'channel'> | undefined>;
  /** Whose a shop is, as far as Order has heard. */
  merchantOf(shopId: string): Promise<string | undefined>;
  /** A page of a shop's orders in id order, so in the order of placing, or against it. */
  page(shopId: string, of: PageOf, size: number): Promise<readonly Order[]>;
  /** How many of a shop's orders are on their way, by state; and how many have ended of those placed since an instant, where one is given. */
  counts(shopId: string, endedSince: string | undefined): Promise<readonly Readonly<{ status: string; orders: number }>[]>;
  /** What happened to an order, oldest first. */
  history(orderId: string): Promise<readonly HistoryLine[]>;
  /** What was placed within a time, by buckets of so many minutes and by currency. */
  sales(shopId: string, from: string, until: string, bucketMinutes: number): Promise<readonly SalesBucket[]>;
}

export function orderQueries(db: pg.Pool): OrderQueries {
  const prisma = new PrismaClient({ adapter: new PrismaPg(db, { schema: 'order' }) });
  return {
    async order(orderId) {
      const row = await prisma.orders.findUnique({ where: { key: orderId }, include: { lines: true } });
      return row ? orderOf(row) : undefined;
    },
    async owner(orderId) {
      const row = await prisma.orders.findUnique({ where: { key: orderId }, select: { record: true } });
      return row ? readMessage(records.OrderHeader, row.record) : undefined;
    },
    async merchantOf(shopId) {
      const { rows } = await db.query<{ record: Uint8Array }>('SELECT record FROM shop_info WHERE key = $1', [shopId]);
      return rows[0] && readMessage(shopRecords.Shop, rows[0].record).merchantId;
    },
    async page(shopId, { statuses, newestFirst, behind, placedFrom, placedUntil }, size) {
      const rows = await prisma.orders.findMany({
        where: {
          AND: [
            { shopId },
            statuses.length > 0 ? { status: { in: [...statuses] } } : {},
            behind === undefined ? {} : { key: newestFirst ? { lt: behind } : { gt: behind } },
            placedFrom === undefined ? {} : { key: { gte: keysFrom(placedFrom) }, placedAt: { gte: placedFrom } },
            placedUntil === undefined ? {} : { key: { lt: keysUntil(placedUntil) }, placedAt: { lt: placedUntil } },
          ],
        },
        include: { lines: true },
        orderBy: { key: newestFirst ? 'desc' : 'asc' },
        take: size,
      });
      return rows.map(orderOf);
    },
    async counts(shopId, endedSince) {
      const { rows } = await db.query<{ status: string; orders: number }>(
        `SELECT status, count(*)::int AS orders FROM orders WHERE shop_id = $1 AND status IN ('placed', 'confirmed', 'accepted', 'ready') GROUP BY status
         UNION ALL SELECT status, count(*)::int AS orders FROM orders
          WHERE shop_id = $1 AND key >= $2 AND placed_at >= $3 AND status IN ('handed_over', 'completed', 'rejected', 'cancelled') GROUP BY status`,
        [shopId, endedSince === undefined ? '~' : keysFrom(endedSince), endedSince ?? 'infinity'],
      );
      return rows;
    },
    async history(orderId) {
      const rows = await prisma.orderHistory.findMany({ where: { orderId }, orderBy: { recordVersion: 'asc' } });
      return rows.map(({ recordVersion, at, detail, ...line }) => ({
        ...line,
        version: Number(recordVersion),
        at: at.toISOString(),
        // JSON that only the engine writes.
        ...(detail === null ? {} : { detail: detail as HistoryDetail }),
      }));
    },
    sales: (shopId, from, until, bucketMinutes) => sales(db, { shopId, from, until, bucketMinutes, firstKey: keysFrom(from), behindKey: keysUntil(until) }),
  };
}

/**
 * An order's id is made just before the log takes it in, so a time is a range of keys, and needs no index of its own. The clocks of the API that makes ids
 * and of the log may differ by so much; which side of an instant an order is on, `placed_at` says.
 */
const CLOCKS_DIFFER_MS = 10 * 60_000;
const keysFrom = (at: string): string => idsFrom('ord', Date.parse(at) - CLOCKS_DIFFER_MS);
const keysUntil = (at: string): string => idsFrom('ord', Date.parse(at) + CLOCKS_DIFFER_MS);

type OrderRow = Readonly<{ record: Uint8Array; lines: Readonly<{ record: Uint8Array }> | null }>;

function orderOf({ record, lines }: OrderRow): Order {
  const { placeCommandId: _own, ...header } = readMessage(records.OrderHeader, record, 'order');
  return { ...header, lines: lines ? readMessage(records.OrderLines, lines.record, 'lines').lines : [] };
}
