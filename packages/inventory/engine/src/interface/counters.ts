import type { EventCounter } from '@noren/engine-kit';
import type { InventoryEvent } from '../domain/stock.ts';

/** Reservations that found too little. */
export const counters: readonly EventCounter<InventoryEvent>[] = [
  {
    name: 'noren_stock_short_total',
    help: 'Reservations for which there was too little stock',
    labels: [],
    of: ({ type }) => (type === 'StockShort' ? {} : undefined),
  },
];
