import { events as inventoryEvents, type records as inventoryRecords } from '@noren/inventory-contract';
import { events as orderEvents } from '@noren/order-contract';
import type { OrderEvent, StockEvent } from './history.ts';

/** A record of the log. `cause`: the command that told it. */
export type RecordRow = Readonly<{ partition: number; offset: number; key: string; id: string; type: string; cause: string | null; value: Uint8Array }>;

/** `noren.order.v1.PlaceOrder` → `PlaceOrder`. */
export const shortName = (type: string): string => type.slice(type.lastIndexOf('.') + 1);

const event = ({ id, cause, partition, offset, type }: RecordRow) => ({ id, cause: cause ?? '', partition, offset, type: shortName(type) });

export function orderEvent(record: RecordRow): OrderEvent {
  const common = event(record);
  const rejected = common.type === 'OrderRejected' ? orderEvents.OrderRejected.decode(record.value).neverPlaced : undefined;
  const order = common.type === 'OrderPlaced' ? orderEvents.OrderPlaced.decode(record.value).order : rejected;
  const lines = (order?.lines ?? []).map(({ sku, quantity }) => ({ sku, quantity }));
  return { ...common, orderId: record.key, neverPlaced: rejected !== undefined, lines };
}

/** The messages of inventory.events, by what they have. */
type StockEventFields = Partial<
  Readonly<{
    shopId: string;
    holder: string;
    sku: string;
    delta: number;
    lines: readonly { sku: string; quantity: number }[];
    levels: readonly inventoryRecords.StockLevel[];
  }>
>;
const decoders: Readonly<Record<string, (bytes: Uint8Array) => StockEventFields>> = {
  StockSet: inventoryEvents.StockSet.decode,
  StockAdjusted: inventoryEvents.StockAdjusted.decode,
  SafetyStockSet: inventoryEvents.SafetyStockSet.decode,
  StockReserved: inventoryEvents.StockReserved.decode,
  StockShort: inventoryEvents.StockShort.decode,
  StockCommitted: inventoryEvents.StockCommitted.decode,
  StockReleased: inventoryEvents.StockReleased.decode,
};

export function stockEvent(record: RecordRow): StockEvent {
  const common = event(record);
  const { holder = '', sku = '', delta = 0, lines = [], levels = [], shopId = '' } = decoders[common.type]?.(record.value) ?? {};
  const level = ({ sku: of, onHand, reserved, safety, version }: inventoryRecords.StockLevel) => ({ sku: of, onHand, reserved, safety, version });
  return { ...common, shopId, holder, sku, delta, lines, levels: levels.map(level) };
}
