import { checkVersion, moved, stockOf } from './shelf.ts';
import { type CommandHandler, stockKey } from './stock.ts';
import { checkQuantity, checkShelf, isShelf } from './validation.ts';

/** So much is kept back from reservations from now on; what is reserved already stays. */
export const setSafetyStock: CommandHandler<'SetSafetyStock'> = {
  reads: ({ shopId, sku }) => (isShelf(shopId, sku) ? { stock: [stockKey(shopId, sku)] } : {}),
  decide(view, { shopId, sku, safety, expectedVersion }) {
    checkShelf(shopId, sku);
    checkQuantity(safety, 0, 'safety');
    const stock = stockOf(view, shopId, sku);
    checkVersion(stock, expectedVersion);
    const delta = safety - stock.safety;
    if (delta === 0) return [];
    const level = moved(stock, { safety: delta });
    return [{ type: 'SafetyStockSet', shopId, sku: level.sku, safety, delta, levels: [level] }];
  },
};
