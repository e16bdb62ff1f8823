import { moved, stockOf } from './shelf.ts';
import { type CommandHandler, stockKey } from './stock.ts';
import { checkQuantity, checkReason, checkShelf, isShelf } from './validation.ts';

/** So much came or went. What happened on the shelf is a fact: it always applies (on hand below zero says that an earlier count was wrong), and tells what is short. */
export const adjustStock: CommandHandler<'AdjustStock'> = {
  reads: ({ shopId, sku }) => (isShelf(shopId, sku) ? { stock: [stockKey(shopId, sku)] } : {}),
  decide(view, { shopId, sku, delta, reason }) {
    checkShelf(shopId, sku);
    checkQuantity(Math.abs(delta), 0, 'delta');
    checkReason(reason);
    if (delta === 0) return [];
    const level = moved(stockOf(view, shopId, sku), { onHand: delta });
    return [{ type: 'StockAdjusted', shopId, sku: level.sku, delta, reason, short: level.short, levels: [level] }];
  },
};
