import { type BookTable, recordTable } from '@noren/engine-kit';

type Money = Readonly<{ amount: number; currency: string }>;
type Status = 'placed' | 'confirmed' | 'rejected' | 'accepted' | 'ready' | 'handed_over' | 'completed' | 'cancelled';
type SoldBy = 'piece' | 'weight';

/** Why an order was rejected or cancelled, as it is kept. */
export type ReasonRecord = Readonly<{ code: string; message: string; sku?: string; requested?: number; available?: number }>;
/** A line of an order, as it is kept. */
export type LineRecord = Readonly<{
  line: number;
  sku: string;
  itemId: string;
  name: string;
  itemVersion: number;
  quantity: number;
  soldBy: SoldBy;
  unitPrice?: Money;
  chargedUnitPrice?: Money;
  total: Money;
  returned: number;
}>;
type OrderRecord = Readonly<{
  orderId: string;
  shopId: string;
  merchantId: string;
  channel: string;
  externalId: string;
  status: Status;
  total: Money;
  reasons: readonly ReasonRecord[];
  placedAt: string;
  updatedAt: string;
  decideBy: string;
  readyInMinutes: number;
  version: number;
  placeCommandId: string;
}>;

export const orderTable = recordTable<OrderRecord>()({
  name: 'orders',
  columns: {
    order_id: 'text',
    shop_id: 'text',
    merchant_id: 'text',
    channel: 'text',
    external_id: 'text',
    status: 'text',
    total_amount: 'bigint',
    currency: 'text',
    reasons: 'jsonb',
    place_command_id: 'text',
    placed_at: 'timestamptz',
    updated_at: 'timestamptz',
    decide_by: 'timestamptz',
    ready_in_minutes: 'integer',
    order_version: 'bigint',
  },
  toRow: (order) => ({
    order_id: order.orderId,
    shop_id: order.shopId,
    merchant_id: order.merchantId,
    channel: order.channel,
    external_id: order.externalId,
    status: order.status,
    total_amount: order.total.amount,
    currency: order.total.currency,
    reasons: order.reasons,
    place_command_id: order.placeCommandId,
    placed_at: order.placedAt,
    updated_at: order.updatedAt,
    decide_by: order.decideBy,
    ready_in_minutes: order.readyInMinutes,
    order_version: order.version,
  }),
  fromRow: (row) => ({
    orderId: row.order_id,
    shopId: row.shop_id,
    merchantId: row.merchant_id,
    channel: row.channel,
    externalId: row.external_id,
    status: row.status as Status,
    total: { amount: row.total_amount, currency: row.currency },
    reasons: row.reasons as readonly ReasonRecord[],
    placedAt: row.placed_at ?? '',
    updatedAt: row.updated_at ?? '',
    decideBy: row.decide_by ?? '',
    readyInMinutes: row.ready_in_minutes,
    version: row.order_version,
    placeCommandId: row.place_command_id,
  }),
});

export const linesTable = recordTable<Readonly<{ orderId: string; lines: readonly LineRecord[] }>>()({
  name: 'order_lines',
  columns: { order_id: 'text', lines: 'jsonb' },
  toRow: ({ orderId, lines }) => ({ order_id: orderId, lines }),
  fromRow: (row) => ({ orderId: row.order_id, lines: row.lines as readonly LineRecord[] }),
});

/** What happened to an order, and who it was: a row an event. */
export const historyBook: BookTable = {
  name: 'order_history',
  columns: { order_id: 'text', version: 'bigint', at: 'timestamptz', event: 'text', status: 'text', actor: 'text', detail: 'jsonb' },
  toRow: ({ orderId, version, at, event, status, actor, detail }) => ({ order_id: orderId, version, at, event, status, actor, detail }),
};

type ArticleRecord = Readonly<{
  merchantId: string;
  sku: string;
  itemId: string;
  name: string;
  price: Money;
  soldBy: SoldBy;
  status: 'draft' | 'published';
  version: number;
}>;

export const articleTable = recordTable<ArticleRecord>()({
  name: 'article',
  columns: {
    merchant_id: 'text',
    sku: 'text',
    item_id: 'text',
    name: 'text',
    price_amount: 'bigint',
    price_currency: 'text',
    sold_by: 'text',
    status: 'text',
    item_version: 'bigint',
  },
  toRow: (article) => ({
    merchant_id: article.merchantId,
    sku: article.sku,
    item_id: article.itemId,
    name: article.name,
    price_amount: article.price.amount,
    price_currency: article.price.currency,
    sold_by: article.soldBy,
    status: article.status,
    item_version: article.version,
  }),
  fromRow: (row) => ({
    merchantId: row.merchant_id,
    sku: row.sku,
    itemId: row.item_id,
    name: row.name,
    price: { amount: row.price_amount, currency: row.price_currency },
    soldBy: row.sold_by as SoldBy,
    status: row.status as ArticleRecord['status'],
    version: row.item_version,
  }),
});

type ShopRecord = Readonly<{
  shopId: string;
  merchantId: string;
  currency: string;
  status: 'open' | 'paused' | 'closed';
  pausedUntil?: string;
  timeZone: string;
  weeklyHours: readonly Readonly<{ weekday: number; fromMinute: number; untilMinute: number }>[];
  version: number;
}>;

export const shopTable = recordTable<ShopRecord>()({
  name: 'shop_info',
  columns: {
    shop_id: 'text',
    merchant_id: 'text',
    currency: 'text',
    status: 'text',
    paused_until: 'timestamptz',
    time_zone: 'text',
    weekly_hours: 'jsonb',
    shop_version: 'bigint',
  },
  toRow: (shop) => ({
    shop_id: shop.shopId,
    merchant_id: shop.merchantId,
    currency: shop.currency,
    status: shop.status,
    paused_until: shop.pausedUntil ?? null,
    time_zone: shop.timeZone,
    weekly_hours: shop.weeklyHours,
    shop_version: shop.version,
  }),
  fromRow: (row) => ({
    shopId: row.shop_id,
    merchantId: row.merchant_id,
    currency: row.currency,
    status: row.status as ShopRecord['status'],
    ...(row.paused_until === null ? {} : { pausedUntil: row.paused_until }),
    timeZone: row.time_zone,
    weeklyHours: row.weekly_hours as ShopRecord['weeklyHours'],
    version: row.shop_version,
  }),
});
