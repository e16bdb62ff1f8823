import type { OrderCommand, OrderEvent, Reason, ReturnedLine } from '../domain/order.ts';
import type { InventoryCommand, InventoryEvent } from './inventory-messages.ts';

/** A command for one context's log, under the key that it goes by there. */
export type CommandTo = Readonly<{ to: 'inventory'; key: string; command: InventoryCommand }> | Readonly<{ to: 'order'; key: string; command: OrderCommand }>;

type InboundEvent = OrderEvent | InventoryEvent;
/** What each event gives rise to: one that is new does not compile until it is said here. Which of Inventory's concern an order, its reader says. */
type Reactions = { readonly [Type in InboundEvent['type']]: (event: Extract<InboundEvent, { type: Type }>) => readonly CommandTo[] };
const nothing = (): readonly CommandTo[] => [];

/**
 * The process manager (saga) of an order: which event leads to which command, to whom.
 * An order's hold never runs out by itself: what ends an order ends its hold, and a holder once released cannot come back.
 */
const reactions: Reactions = {
  // It is placed: is everything there?
  OrderPlaced: ({ order: { orderId, shopId, lines } }) => [
    inventory({ type: 'ReserveStock', shopId, holder: orderId, lines: lines.map(({ sku, quantity, soldBy }) => ({ sku, quantity, soldBy })) }),
  ],
  // Yes: the order stands. No: it does not.
  StockReserved: ({ holder }) => (isOrder(holder) ? [order({ type: 'ConfirmOrder', orderId: holder })] : []),
  StockShort: ({ holder, short }) => (isOrder(holder) ? [order({ type: 'RejectOrder', orderId: holder, by: 'stock', reasons: short.map(outOfStock) })] : []),

  OrderConfirmed: nothing,
  OrderAccepted: nothing,
  OrderReady: nothing,

  // It will not be: what it holds, or may yet be given, goes back. An order rejected at once never asked for stock.
  OrderRejected: ({ orderId, shopId, neverPlaced }) => (neverPlaced ? [] : [release(shopId, orderId)]),
  OrderCancelled: ({ orderId, shopId }) => [release(shopId, orderId)],

  // The goods have left the shop.
  OrderHandedOver: ({ orderId, shopId }) => [inventory({ type: 'CommitStock', shopId, holder: orderId })],

  OrderCompleted: nothing,

  // Some came back, and are fit to be sold again.
  LinesReturned: ({ shopId, lines, restock }) =>
    restock ? lines.map((line) => inventory({ type: 'AdjustStock', shopId, reason: 'return', ...returned(line) })) : [],
};

/** The commands that an event gives rise to, in order; none for most. */
export function react(event: InboundEvent): readonly CommandTo[] {
  // The one place where a union meets its table: the entry found by `type` takes what has that `type`, which TypeScript cannot see.
  const reaction = reactions[event.type] as (event: InboundEvent) => readonly CommandTo[];
  return reaction(event);
}

const inventory = (command: InventoryCommand): CommandTo => ({ to: 'inventory', key: command.shopId, command });
const order = (command: OrderCommand): CommandTo => ({ to: 'order', key: command.orderId, command });
const release = (shopId: string, orderId: string): CommandTo => inventory({ type: 'ReleaseStock', shopId, holder: orderId, expired: false });

const returned = ({ sku, quantity, soldBy }: ReturnedLine) => ({ sku, delta: quantity, ...(soldBy === undefined ? {} : { soldBy }) });

/** Others hold stock too. */
const isOrder = (holder: string): boolean => holder.startsWith('ord_');

const outOfStock = ({ sku, quantity, available }: Readonly<{ sku: string; quantity: number; available: number }>): Reason => ({
  code: 'out_of_stock',
  message: `${quantity} of ${sku} asked for, ${available} available`,
  sku,
  requested: quantity,
  available,
});
