import { foldText, type Money, type CommandHandler as Handler } from '@noren/kernel';
import { orderStatuses } from '@noren/order-contract/statuses';
import type { WeeklyPeriod } from '@noren/shop-contract/weekly-hours';

export type Status = (typeof orderStatuses)[number];
/** `piece`: prices are for one. `weight`: prices are for a kilogram, quantities are grams. */
export const soldByValues = ['piece', 'weight'] as const;
export type SoldBy = (typeof soldByValues)[number];
/** The values of its enumerated fields. */
export const orderEnums = { status: orderStatuses, lines: { soldBy: soldByValues } };

/** A line as it was placed, with name, price and version of the item at that time. `listPrice` is missing only where the item is unknown: then the order is rejected. */
export type OrderLine = Readonly<{
  /** 1, 2, 3… as the consumer platform sent them. */
  line: number;
  sku: string;
  itemId: string;
  name: string;
  itemVersion: number;
  quantity: number;
  soldBy: SoldBy;
  /** The merchant's own price of one piece, or of a kilogram. */
  listPrice?: Money;
  /** What the consumer platform charged, where it named a price. */
  unitPrice?: Money;
  /** The line at `unitPrice`, or else `listPrice`. */
  total: Money;
  returned: number;
}>;

/** Why an order was rejected or cancelled. `sku` and the quantities are of the line at fault, where there is one. */
export type Reason = Readonly<{ code: string; message: string; sku?: string; requested?: number; available?: number }>;

/** An order without its lines: small, because every transition writes it. Instants are ISO 8601 in UTC; `readyInMinutes` is 0 until the merchant says. */
export type OrderRecord = Readonly<{
  orderId: string;
  shopId: string;
  merchantId: string;
  /** The consumer platform that placed it, and what it calls the order (empty: nothing). */
  channel: string;
  externalId: string;
  status: Status;
  total: Money;
  reasons: readonly Reason[];
  placedAt: string;
  updatedAt: string;
  /** Rejected as late unless confirmed by then. */
  decideBy: string;
  readyInMinutes: number;
  /** Counts its events. */
  version: number;
  /** The command whose waiter gets the decision. */
  placeCommandId: string;
}>;

/** Written when the order is placed, and at returns. */
export type OrderLines = Readonly<{ orderId: string; lines: readonly OrderLine[] }>;

/** An order as others see it. */
export type Order = Omit<OrderRecord, 'placeCommandId'> & Readonly<{ lines: readonly OrderLine[] }>;

export const itemStatuses = ['draft', 'published'] as const;
/** Read model of an item: a merchant's SKU, at the newest version seen. */
export type Article = Readonly<{
  merchantId: string;
  sku: string;
  itemId: string;
  name: string;
  price: Money;
  soldBy: SoldBy;
  status: (typeof itemStatuses)[number];
  version: number;
}>;

export const shopStatuses = ['open', 'paused', 'closed'] as const;
/** Read model of a shop: what decisions read of it. It is stored whole. */
export type ShopInfo = Readonly<{
  shopId: string;
  merchantId: string;
  currency: string;
  status: (typeof shopStatuses)[number];
  pausedUntil?: string;
  timeZone: string;
  weeklyHours: readonly WeeklyPeriod[];
  version: number;
}>;

/** Read model of a merchant: what decisions read of it. It is stored whole. One that versions before 0.3.0 registered is not there until it changes. */
export type MerchantInfo = Readonly<{ merchantId: string; suspended: boolean; version: number }>;

/** `article`, `shopInfo` and `merchantInfo` are read models: decisions read them and never write them. */
export type OrderRecords = { order: OrderRecord; lines: OrderLines; article: Article; shopInfo: ShopInfo; merchantInfo: MerchantInfo };

export type PlaceLine = Readonly<{ sku: string; quantity: number; unitPrice?: Money }>;
export type ReturnLine = Readonly<{ line: number; quantity: number }>;
/** `soldBy`: what the quantity is in; absent in events of before it was written. */
export type ReturnedLine = ReturnLine & Readonly<{ sku: string; amount: Money; soldBy?: string }>;

export type OrderCommand =
  | Readonly<{ type: 'PlaceOrder'; orderId: string; shopId: string; channel: string; externalId: string; lines: readonly PlaceLine[]; decideWithinS: number }>
  | Readonly<{ type: 'ConfirmOrder'; orderId: string }>
  | (Move<'RejectOrder'> & Readonly<{ reasons: readonly Reason[]; by: string }>)
  | (Move<'AcceptOrder'> & Readonly<{ readyInMinutes: number }>)
  | Move<'MarkReady'>
  | Move<'HandOver'>
  | Move<'CompleteOrder'>
  | (Move<'CancelOrder'> & Readonly<{ reason: string; by: string }>)
  | (Move<'ReturnLines'> & Readonly<{ lines: readonly ReturnLine[]; restock: boolean; reason: string }>);
/** What moves an order on. `expectedVersion`: only as it was when the caller saw it. */
type Move<Type> = Readonly<{ type: Type; orderId: string; expectedVersion?: number }>;

/** An event as the log has it. */
export type OrderEvent =
  | Readonly<{ type: 'OrderPlaced'; order: Order; placeCommandId: string }>
  | (EventOf<'OrderConfirmed'> & Readonly<{ placeCommandId: string }>)
  /** `placeCommandId` is empty where the order had been decided before. `neverPlaced`: rejected at once, without ever holding stock. */
  | (EventOf<'OrderRejected'> & Readonly<{ reasons: readonly Reason[]; by: RejectedBy; placeCommandId: string; neverPlaced?: Order }>)
  | (EventOf<'OrderAccepted'> & Readonly<{ readyInMinutes: number }>)
  | EventOf<'OrderReady'>
  | EventOf<'OrderHandedOver'>
  | EventOf<'OrderCompleted'>
  /** `placeCommandId` is empty where the order had been decided before. */
  | (EventOf<'OrderCancelled'> & Readonly<{ reason: string; by: CancelledBy; placeCommandId: string }>)
  | (EventOf<'LinesReturned'> & Readonly<{ lines: readonly ReturnedLine[]; restock: boolean; reason: string }>);
/** What each says of its order; version and status are those after it. Versions up to 825f9c3 did not write the last four (empty, 0): `upcast` adds them. */
type EventOf<Type> = Readonly<{
  type: Type;
  orderId: string;
  shopId: string;
  at: string;
  merchantId: string;
  channel: string;
  version: number;
  status: Status | '';
}>;

type Complete<Event> = Event extends EventOf<OrderEvent['type']> ? Omit<Event, 'status'> & Readonly<{ status: Status }> : Event;
/** An event with all that this version writes: what is decided, and what is folded. */
export type CompleteEvent = Complete<OrderEvent>;

export const orderIdOf = (event: OrderEvent): string => (event.type === 'OrderPlaced' ? event.order.orderId : event.orderId);

export const rejectedBy = ['stock', 'late', 'merchant', 'noren'] as const;
export type RejectedBy = (typeof rejectedBy)[number];
export const cancelledBy = ['platform', 'merchant'] as const;
export type CancelledBy = (typeof cancelledBy)[number];

export type CommandHandler<Type extends OrderCommand['type']> = Handler<OrderRecords, Extract<OrderCommand, { type: Type }>, CompleteEvent>;

/** One record for all spellings of a SKU. */
export const articleKey = (merchantId: string, sku: string): string => `${merchantId}/${foldText(sku)}`;

/** An order as others see it, put together from its records. */
export function wholeOrder({ placeCommandId: _own, ...record }: OrderRecord, { lines }: OrderLines): Order {
  return { ...record, lines };
}
