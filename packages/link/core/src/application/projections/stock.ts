import { foldText } from '@noren/kernel';
import { type Edition, editionAfter, type Fold } from './fold.ts';

/** What a shop may promise of an article. */
export type KeptStock = Readonly<{ available: number }>;
export type StockRecords = { stock: KeptStock; edition: Edition };
export type StockTold = Readonly<{ shopId: string; levels: readonly Readonly<{ sku: string; available: number }>[]; offset: number }>;

const stockKey = (shopId: string, sku: string): string => `${shopId}/${foldText(sku)}`;

/** The levels after each event, in the log's order. */
export const keptStock: Fold<StockRecords, StockTold> = {
  reads: ({ shopId, levels }) => ({ stock: levels.map(({ sku }) => stockKey(shopId, sku)), edition: [shopId] }),
  apply: (view, { shopId, levels, offset }) => ({
    stock: Object.fromEntries(levels.map(({ sku, available }) => [stockKey(shopId, sku), { available }])),
    edition: { [shopId]: editionAfter(view.edition(shopId), offset) },
  }),
};
