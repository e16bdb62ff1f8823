import { checkVersion, moved, stockOf } from './shelf.ts';
import type { CommandHandler } from './stock.ts';
import { checkUnit, shelfKeys } from './unit.ts';
import { checkQuantity, checkShelf } from './validation.ts';

/** So much is kept back from reservations from now on; what is reserved already stays. */
export const setSafetyStock: CommandHandler<'SetSafetyStock'> = {
  reads: ({ shopId, sku }) => shelfKeys(shopId, sku),
  decide(view, { shopId, sku, safety, expectedVersion, soldBy }) {
    checkShelf(shopId, sku);
    checkQuantity(safety, 0, 'safety');
    const stock = stockOf(view, shopId, sku);
    checkUnit(view, shopId, sku, soldBy);
    checkVersion(stock, expectedVersion);
    const delta = safety - stock.safety;
    if (delta === 0) return [];
    const level = moved(stock, { safety: delta });
    return [{ type: 'SafetyStockSet', shopId, sku: level.sku, safety, delta, levels: [level] }];
  },
};
