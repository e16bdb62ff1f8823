import { foldText } from '@noren/kernel';
import type { Edition, StockRecord } from '@noren/link-store';
import { editionAfter, type Projection } from './projection.ts';

export type StockRecords = { stock: StockRecord; edition: Edition };
export type StockChange = Readonly<{ shopId: string; levels: readonly Readonly<{ sku: string; available: number }>[]; offset: number }>;

const stockKey = (shopId: string, sku: string): string => `${shopId}/${foldText(sku)}`;

/** The levels after each event, in the log's order. */
export const stockProjection: Projection<StockRecords, StockChange> = {
  reads: ({ shopId, levels }) => ({ stock: levels.map(({ sku }) => stockKey(shopId, sku)), edition: [shopId] }),
  apply: (view, { shopId, levels, offset }) => ({
    stock: Object.fromEntries(levels.map(({ sku, available }) => [stockKey(shopId, sku), { available }])),
    edition: { [shopId]: editionAfter(view.edition(shopId), offset) },
  }),
};
