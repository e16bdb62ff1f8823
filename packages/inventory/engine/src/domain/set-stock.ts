import { moved, stockOf } from './shelf.ts';
import { type Ask, stockKey } from './stock.ts';
import { checkQuantity, checkReason, checkShelf, isShelf } from './well-formed.ts';

/**
 * So much was counted on the shelf. A count is a fact and always applies, whatever was promised; it tells what is short. One that finds what is known,
 * with nothing short, changes nothing.
 */
export const setStock: Ask<'SetStock'> = {
  reads: ({ shopId, sku }) => (isShelf(shopId, sku) ? { stock: [stockKey(shopId, sku)] } : {}),
  decide(view, { shopId, sku, onHand, reason }) {
    checkShelf(shopId, sku);
    checkQuantity(onHand, 0, 'onHand');
    checkReason(reason);
    const known = view.stock(stockKey(shopId, sku));
    if (known && known.onHand === onHand && known.short === 0) return [];
    const stock = stockOf(view, shopId, sku);
    const delta = onHand - stock.onHand;
    const level = moved(stock, { onHand: delta });
    return [{ type: 'StockSet', shopId, sku: level.sku, onHand, delta, reason, short: level.short, levels: [level] }];
  },
};
