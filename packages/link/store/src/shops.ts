import type pg from 'pg';
import { prismaOver } from './prisma.ts';

/** A shop as Shop's events told it. */
export type ShopHere = Readonly<{
  shopId: string;
  merchantId: string;
  name: string;
  timeZone: string;
  currency: string;
  /** open, paused or closed. */
  status: string;
  pausedUntil?: string;
  /** Why it is paused or closed. */
  reason: string;
  weeklyHours: readonly Readonly<{ weekday: number; fromMinute: number; untilMinute: number }>[];
}>;

/** What Link reads of shops. */
export interface ShopQueries {
  /** These merchants' shops in the order of their ids, from behind `after`. */
  page(merchantIds: readonly string[], after: string, limit: number): Promise<readonly ShopHere[]>;
  shop(shopId: string): Promise<ShopHere | undefined>;
}

export function shopQueries(db: pg.Pool): ShopQueries {
  const prisma = prismaOver(db);
  return {
    async page(merchantIds, after, limit) {
      const rows = await prisma.shop.findMany({
        where: { merchantId: { in: [...merchantIds] }, shopId: { gt: after } },
        orderBy: { shopId: 'asc' },
        take: limit,
      });
      return rows.map(toShop);
    },
    async shop(shopId) {
      const row = await prisma.shop.findUnique({ where: { shopId } });
      return row === null ? undefined : toShop(row);
    },
  };
}

type ShopRow = Omit<ShopHere, 'pausedUntil' | 'weeklyHours'> & Readonly<{ pausedUntil: string | null; weeklyHours: unknown }>;

const toShop = ({ shopId, merchantId, name, timeZone, currency, status, pausedUntil, reason, weeklyHours }: ShopRow): ShopHere => ({
  shopId,
  merchantId,
  name,
  timeZone,
  currency,
  status,
  ...(pausedUntil === null ? {} : { pausedUntil }),
  reason,
  // Written by our own projection, in this form.
  weeklyHours: weeklyHours as ShopHere['weeklyHours'],
});
