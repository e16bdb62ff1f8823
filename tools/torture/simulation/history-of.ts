import { foldText } from '@noren/kernel';
import { Outcomes } from '@noren/wire';
import type { InventoryRecords } from '../../../packages/inventory/engine/src/domain/stock.ts';
import type { OrderRecords } from '../../../packages/order/engine/src/domain/order.ts';
import type { History, StockRow } from '../../../packages/platform/test/faults/history.ts';
import { orderEvent, stockEvent } from '../../../packages/platform/test/faults/decode-events.ts';
import type { MemoryLog, MemoryStore } from './memory.ts';

const contexts = ['order', 'inventory'] as const;

/** What happened in a simulation, in the form in which the checker reads it from a database. */
export function historyOf(log: MemoryLog, orders: MemoryStore<OrderRecords>, stock: MemoryStore<InventoryRecords>, opening: History['opening']): History {
  const records = (topic: string) =>
    log.read(topic, 0).map((record) => ({ ...record, cause: record.headers['causationid'] ?? null, value: Buffer.from(record.value) }));
  const shortName = (type: string): string => type.slice(type.lastIndexOf('.') + 1);
  const outcomes = (of: 'outcomes' | 'decisions') =>
    contexts.flatMap((context) => [...(context === 'order' ? orders : stock)[of].values()].map((outcome) => ({ context, ...outcome })));
  const lines = new Map([...orders.records.lines.values()].map(({ record }) => [record.orderId, record.lines]));
  return {
    // What clients were told is not simulated: it is what outcomes say.
    opening: [],
    clients: [],
    claims: [],
    partitions: [],
    deadLetters: [],
    commands: contexts.flatMap((context) => records(`${context}.commands`).map((record) => ({ ...record, context, type: shortName(record.type) }))),
    published: contexts.flatMap((context) =>
      records(`${context}.outcomes`).flatMap(({ value }) => Outcomes.decode(value).outcomes.map((outcome) => ({ context, ...outcome }))),
    ),
    outcomes: outcomes('outcomes'),
    decisions: outcomes('decisions'),
    orderEvents: records('order.events').map(orderEvent),
    stockEvents: records('inventory.events').map(stockEvent),
    orders: [...orders.records.order.values()].map(({ record }) => ({ ...record, lines: lines.get(record.orderId) ?? [] })),
    stock: [...stock.records.stock.values()].map(({ record }): StockRow => ({ ...record, sku: foldText(record.sku) })),
    holds: [...stock.records.hold.values()].map(({ record }) => record),
    ledger: ledgerSums(stock, opening),
  };
}

function ledgerSums({ ledger }: MemoryStore<InventoryRecords>, opening: History['opening']): History['ledger'] {
  const sums = new Map(opening.map(({ shopId, sku }) => [foldText(sku), { shopId, sku: foldText(sku), onHand: 0, reserved: 0, safety: 0 }]));
  for (const row of ledger) {
    const sum = sums.get(foldText(String(row['sku'])));
    if (!sum) continue;
    sum.onHand += Number(row['onHandDelta']);
    sum.reserved += Number(row['reservedDelta']);
    sum.safety += Number(row['safetyDelta']);
  }
  return [...sums.values()];
}
