import { PrismaPg } from '@prisma/adapter-pg';
import type pg from 'pg';
import { PrismaClient } from './generated/client.ts';
import type { Prisma } from './generated/client.ts';
import type { LineRecord, ReasonRecord } from './tables.ts';

/** An order as it stands, with its lines. */
export type StoredOrder = Readonly<{
  orderId: string;
  shopId: string;
  merchantId: string;
  channel: string;
  externalId: string;
  status: string;
  lines: readonly LineRecord[];
  total: Readonly<{ amount: number; currency: string }>;
  reasons: readonly ReasonRecord[];
  placedAt: string;
  updatedAt: string;
  decideBy: string;
  readyInMinutes: number;
  version: number;
}>;

/** What Order's API reads. */
export interface OrderQueries {
  order(orderId: string): Promise<StoredOrder | undefined>;
  /** Whose it is. */
  owner(orderId: string): Promise<Pick<StoredOrder, 'shopId' | 'merchantId' | 'channel'> | undefined>;
  /** A page of a shop's orders in id order (so in the order of placing) behind an id. */
  page(shopId: string, statuses: readonly string[], after: string, size: number): Promise<readonly StoredOrder[]>;
}

export function orderQueries(db: pg.Pool): OrderQueries {
  const prisma = new PrismaClient({ adapter: new PrismaPg(db, { schema: 'order' }) });
  return {
    async order(orderId) {
      const row = await prisma.orders.findUnique({ where: { key: orderId }, include: { lines: true } });
      return row ? toOrder(row) : undefined;
    },
    async owner(orderId) {
      return (await prisma.orders.findUnique({ where: { key: orderId }, select: { shopId: true, merchantId: true, channel: true } })) ?? undefined;
    },
    async page(shopId, statuses, after, size) {
      const rows = await prisma.orders.findMany({
        where: { shopId, key: { gt: after }, ...(statuses.length > 0 ? { status: { in: [...statuses] } } : {}) },
        include: { lines: true },
        orderBy: { key: 'asc' },
        take: size,
      });
      return rows.map(toOrder);
    },
  };
}

type OrderRow = Prisma.OrdersGetPayload<{ include: { lines: true } }>;

/** The lines and reasons are JSON that only the engine writes, in the form of its tables. */
const toOrder = (row: OrderRow): StoredOrder => ({
  orderId: row.key,
  shopId: row.shopId,
  merchantId: row.merchantId,
  channel: row.channel,
  externalId: row.externalId,
  status: row.status,
  lines: (row.lines?.lines ?? []) as unknown as readonly LineRecord[],
  total: { amount: Number(row.totalAmount), currency: row.currency },
  reasons: row.reasons as unknown as readonly ReasonRecord[],
  placedAt: row.placedAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
  decideBy: row.decideBy.toISOString(),
  readyInMinutes: row.readyInMinutes,
  version: Number(row.version),
});
