import { refusal } from '@noren/inventory-contract/refusals';
import { checkVersion, moved, stockOf } from './shelf.ts';
import type { CommandHandler } from './stock.ts';
import { checkUnit, shelfKeys } from './unit.ts';
import { checkQuantity, checkReason, checkShelf } from './validation.ts';

/**
 * So much was counted on the shelf. A count is a fact and always applies, whatever was promised; it tells what is short. One that finds what is known,
 * with nothing short, changes nothing. Who counted takes time: a count that names what was on hand when it began is refused where something came or went
 * meanwhile. What was only promised does not move the shelf; it does move the version, which a caller may name as well.
 */
export const setStock: CommandHandler<'SetStock'> = {
  reads: ({ shopId, sku }) => shelfKeys(shopId, sku),
  decide(view, { shopId, sku, onHand, reason, expectedOnHand, expectedVersion, soldBy }) {
    checkShelf(shopId, sku);
    checkQuantity(onHand, 0, 'onHand');
    const stock = stockOf(view, shopId, sku);
    checkUnit(view, shopId, sku, soldBy);
    checkVersion(stock, expectedVersion);
    if (expectedOnHand !== undefined && expectedOnHand !== stock.onHand)
      throw refusal('stock_moved', 'expectedOnHand', `${stock.onHand} of ${sku} are on hand now, where the count began with ${expectedOnHand}`);
    const delta = onHand - stock.onHand;
    checkReason(reason, delta, 'onHand');
    if (stock.version > 0 && delta === 0 && stock.short === 0) return [];
    const level = moved(stock, { onHand: delta });
    return [{ type: 'StockSet', shopId, sku: level.sku, onHand, delta, reason, short: level.short, levels: [level] }];
  },
};
