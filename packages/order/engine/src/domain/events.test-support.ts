import type { Decider } from '@noren/kernel';
import { scenarios } from '@noren/testing';
import { articles, type ItemEvent } from '../application/articles.ts';
import { orderRules } from '../application/rules.ts';
import { shops, type ShopEvent } from '../application/shops.ts';
import type { Order, OrderCommand, OrderEvent, OrderLine, OrderRecords, ShopInfo, Status } from './order.ts';

/** What happens in Order and around it. */
type PastEvent = OrderEvent | (ItemEvent & Readonly<{ type: 'Item' }>) | (ShopEvent & Readonly<{ type: 'Shop' }>);

/** Order's rules over a past that items and shops are in too, as the read models take them in. */
const rulesAndReadModels: Decider<OrderRecords, OrderCommand, PastEvent> = {
  reads: orderRules.reads,
  decide: orderRules.decide,
  evolve(view, event) {
    if ('item' in event) return articles.apply(view, event);
    if ('shop' in event || 'merchant' in event) return shops.apply(view, event);
    return orderRules.evolve(view, event);
  },
};

/** A Monday, ten in the morning in London; the shop is open from nine to five. */
export const now = '2026-01-05T10:00:00.000Z';
export const decideBy = '2026-01-05T10:15:00.000Z';
export const given = scenarios(rulesAndReadModels, { now });

export const gbp = (amount: number) => ({ amount, currency: 'GBP' });

export const shopEvent = (more: Partial<ShopInfo> = {}) => ({
  type: 'Shop' as const,
  shop: {
    ...{ shopId: 'shp_1', merchantId: 'mer_1', currency: 'GBP', status: 'open' as const, timeZone: 'Europe/London', version: 1 },
    weeklyHours: [{ weekday: 1, fromMinute: 540, untilMinute: 1020 }],
    ...more,
  },
});

export const merchantEvent = (suspended: boolean, version: number) => ({
  type: 'Shop' as const,
  merchant: { merchantId: 'mer_1', suspended, version },
});

export const itemEvent = (sku: string, amount: number, more: Partial<ItemEvent['item']> = {}) => ({
  type: 'Item' as const,
  item: {
    itemId: `itm_${sku}`,
    merchantId: 'mer_1',
    sku,
    names: [{ language: 'en', text: `A ${sku}` }],
    price: gbp(amount),
    soldBy: 'piece' as const,
    status: 'published' as const,
    version: 1,
    ...more,
  },
});

export const lineOf = (line: number, sku: string, quantity: number, amount: number, more: Partial<OrderLine> = {}): OrderLine => ({
  line,
  sku,
  itemId: `itm_${sku}`,
  name: `A ${sku}`,
  itemVersion: 1,
  quantity,
  soldBy: 'piece',
  listPrice: gbp(amount),
  total: gbp(amount * quantity),
  returned: 0,
  ...more,
});

/** Two pens and an ink, as they are placed at `now`. */
export const order: Order = {
  orderId: 'ord_1',
  shopId: 'shp_1',
  merchantId: 'mer_1',
  channel: 'eats',
  externalId: 'E-7',
  status: 'placed',
  lines: [lineOf(1, 'pen', 2, 150), lineOf(2, 'ink', 1, 499)],
  total: gbp(799),
  reasons: [],
  placedAt: now,
  updatedAt: now,
  decideBy,
  readyInMinutes: 0,
  version: 1,
};

/** What each event says of the order above. */
export const after = (version: number, status: Status) => ({
  orderId: 'ord_1',
  shopId: 'shp_1',
  merchantId: 'mer_1',
  channel: 'eats',
  at: now,
  version,
  status,
});
export const placed: OrderEvent = { type: 'OrderPlaced', order, placeCommandId: 'cmd_place' };
export const confirmed: OrderEvent = { type: 'OrderConfirmed', ...after(2, 'confirmed'), placeCommandId: 'cmd_place' };
export const accepted: OrderEvent = { type: 'OrderAccepted', ...after(3, 'accepted'), readyInMinutes: 20 };
export const ready: OrderEvent = { type: 'OrderReady', ...after(4, 'ready') };
export const handedOver: OrderEvent = { type: 'OrderHandedOver', ...after(5, 'handed_over') };
export const completed: OrderEvent = { type: 'OrderCompleted', ...after(6, 'completed') };
const rejected: OrderEvent = {
  ...{ type: 'OrderRejected', ...after(2, 'rejected'), reasons: [{ code: 'out_of_stock', message: 'none' }], by: 'stock', placeCommandId: 'cmd_place' },
};
const cancelled: OrderEvent = {
  ...{ type: 'OrderCancelled', ...after(2, 'cancelled'), reason: 'changed my mind', by: 'platform', placeCommandId: 'cmd_place' },
};

/** How an order gets to each state. */
export const pastOf: Readonly<Record<Status, readonly OrderEvent[]>> = {
  placed: [placed],
  confirmed: [placed, confirmed],
  accepted: [placed, confirmed, accepted],
  ready: [placed, confirmed, accepted, ready],
  handed_over: [placed, confirmed, accepted, ready, handedOver],
  completed: [placed, confirmed, accepted, ready, handedOver, completed],
  rejected: [placed, rejected],
  cancelled: [placed, cancelled],
};
