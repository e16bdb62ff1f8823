import { appendOnly, type Present, wholeRecords } from '@noren/engine-kit';
import { records } from '@noren/order-contract';
import { records as shopRecords } from '@noren/shop-contract';

/** An order without its lines. */
export const orderTable = wholeRecords('orders', records.OrderHeader, {
  shop_id: ['text', ({ shopId }) => shopId],
  status: ['text', ({ status }) => status],
  placed_at: ['timestamptz', ({ placedAt }) => placedAt],
  total_amount: ['bigint', ({ total }) => total.amount],
  currency: ['text', ({ total }) => total.currency],
  out_of_stock: ['boolean', ({ reasons }) => reasons.some(({ code }) => code === 'out_of_stock')],
});

export const linesTable = wholeRecords('order_lines', records.OrderLines);

/** Read model of items. */
export const articleTable = wholeRecords('article', records.Article);

/** Read model of shops and merchants: each whole, as Shop tells it, so that a new field of a shop is there before anybody here needs it. */
export type Shop = Present<shopRecords.Shop>;
export const shopTable = wholeRecords('shop_info', shopRecords.Shop);
export type Merchant = Present<shopRecords.Merchant>;
export const merchantTable = wholeRecords('merchant_info', shopRecords.Merchant);

/** An event of an order, and who it was; `detail` is what the state after it does not say. */
export type HistoryLine = Readonly<{
  orderId: string;
  version: number;
  at: string;
  event: string;
  status: string;
  actor: string;
  detail?: HistoryDetail;
}>;
export type HistoryDetail = Readonly<{
  readyInMinutes?: number;
  reasons?: readonly Present<records.Reason>[];
  returned?: readonly Present<records.ReturnLine>[];
  reason?: string;
}>;

/** What happened to an order, and who it was: a row an event. */
export const historyTable = appendOnly<HistoryLine>('order_history', {
  orderId: 'text',
  version: 'bigint',
  at: 'timestamptz',
  event: 'text',
  status: 'text',
  actor: 'text',
  detail: 'jsonb',
});
