import { checkVersion, moved, stockOf } from './shelf.ts';
import type { CommandHandler } from './stock.ts';
import { checkUnit, shelfKeys } from './unit.ts';
import { checkQuantity, checkReason, checkShelf } from './validation.ts';

/**
 * So much came or went. What happened on the shelf is a fact: it always applies (on hand below zero says that an earlier count was wrong), and tells what
 * is short. Only a caller who names a version wants it refused where the level has changed meanwhile.
 */
export const adjustStock: CommandHandler<'AdjustStock'> = {
  reads: ({ shopId, sku }) => shelfKeys(shopId, sku),
  decide(view, { shopId, sku, delta, reason, expectedVersion, soldBy }) {
    checkShelf(shopId, sku);
    checkQuantity(Math.abs(delta), 0, 'delta');
    checkReason(reason, delta, 'delta');
    const stock = stockOf(view, shopId, sku);
    checkUnit(view, shopId, sku, soldBy);
    checkVersion(stock, expectedVersion);
    if (delta === 0) return [];
    const level = moved(stock, { onHand: delta });
    return [{ type: 'StockAdjusted', shopId, sku: level.sku, delta, reason, short: level.short, levels: [level] }];
  },
};
