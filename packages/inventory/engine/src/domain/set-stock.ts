import { refusal } from '@noren/inventory-contract/refusals';
import { moved, stockOf } from './shelf.ts';
import { type CommandHandler, stockKey } from './stock.ts';
import { checkQuantity, checkReason, checkShelf, isShelf } from './validation.ts';

/**
 * So much was counted on the shelf. A count is a fact and always applies, whatever was promised; it tells what is short. One that finds what is known,
 * with nothing short, changes nothing. Who counted takes time: a count that names what was on hand when it began is refused where something came or went
 * meanwhile. What was only promised does not move the shelf.
 */
export const setStock: CommandHandler<'SetStock'> = {
  reads: ({ shopId, sku }) => (isShelf(shopId, sku) ? { stock: [stockKey(shopId, sku)] } : {}),
  decide(view, { shopId, sku, onHand, reason, expectedOnHand }) {
    checkShelf(shopId, sku);
    checkQuantity(onHand, 0, 'onHand');
    checkReason(reason);
    const known = view.stock(stockKey(shopId, sku));
    const before = known?.onHand ?? 0;
    if (expectedOnHand !== undefined && expectedOnHand !== before)
      throw refusal('stock_moved', 'expectedOnHand', `${before} of ${sku} are on hand now, where the count began with ${expectedOnHand}`);
    if (known && known.onHand === onHand && known.short === 0) return [];
    const stock = stockOf(view, shopId, sku);
    const delta = onHand - stock.onHand;
    const level = moved(stock, { onHand: delta });
    return [{ type: 'StockSet', shopId, sku: level.sku, onHand, delta, reason, short: level.short, levels: [level] }];
  },
};
