import type { OrderCommand, OrderEvent, Reason } from '../domain/order.ts';
import type { InventoryCommand, InventoryEvent } from './inventory-words.ts';

/** A command for one context's log, under the key that it goes by there. */
export type Asked = Readonly<{ to: 'inventory'; key: string; command: InventoryCommand }> | Readonly<{ to: 'order'; key: string; command: OrderCommand }>;

type Heard = OrderEvent | InventoryEvent;
type Reactions = { readonly [Type in Heard['type']]?: (event: Extract<Heard, { type: Type }>) => readonly Asked[] };

/**
 * How an order goes through the house: what was told, and who is asked what because of it.
 * An order's hold never runs out by itself: what ends an order ends its hold, and a holder once released cannot come back.
 */
export const reactions: Reactions = {
  // It is placed: is everything there?
  OrderPlaced: ({ order: { orderId, shopId, lines } }) => [
    inventory({ type: 'ReserveStock', shopId, holder: orderId, lines: lines.map(({ sku, quantity }) => ({ sku, quantity })) }),
  ],
  // Yes: the order stands. No: it does not.
  StockReserved: ({ holder }) => (isOrder(holder) ? [order({ type: 'ConfirmOrder', orderId: holder })] : []),
  StockShort: ({ holder, short }) => (isOrder(holder) ? [order({ type: 'RejectOrder', orderId: holder, by: 'stock', reasons: short.map(outOfStock) })] : []),

  // It will not be: what it holds, or may yet be given, goes back. An order rejected at once never asked for stock.
  OrderRejected: ({ orderId, shopId, neverPlaced }) => (neverPlaced ? [] : [release(shopId, orderId)]),
  OrderCancelled: ({ orderId, shopId }) => [release(shopId, orderId)],

  // The goods have left the shop.
  OrderHandedOver: ({ orderId, shopId }) => [inventory({ type: 'CommitStock', shopId, holder: orderId })],

  // Some came back, and are fit to be sold again.
  LinesReturned: ({ shopId, lines, restock }) =>
    restock ? lines.map(({ sku, quantity }) => inventory({ type: 'AdjustStock', shopId, sku, delta: quantity, reason: 'return' })) : [],
};

/** The commands that an event gives rise to, in order; none for most. */
export function react(event: Heard): readonly Asked[] {
  // The one place where a union meets its table: the entry found by `type` takes what has that `type`, which TypeScript cannot see.
  const reaction = (Object.hasOwn(reactions, event.type) ? reactions[event.type] : undefined) as ((event: Heard) => readonly Asked[]) | undefined;
  return reaction?.(event) ?? [];
}

const inventory = (command: InventoryCommand): Asked => ({ to: 'inventory', key: command.shopId, command });
const order = (command: OrderCommand): Asked => ({ to: 'order', key: command.orderId, command });
const release = (shopId: string, orderId: string): Asked => inventory({ type: 'ReleaseStock', shopId, holder: orderId, expired: false });

/** Others hold stock too. */
const isOrder = (holder: string): boolean => holder.startsWith('ord_');

const outOfStock = ({ sku, quantity, available }: Readonly<{ sku: string; quantity: number; available: number }>): Reason => ({
  code: 'out_of_stock',
  message: `${quantity} of ${sku} asked for, ${available} available`,
  sku,
  requested: quantity,
  available,
});
