import { type CommandHandler, stockKey } from './stock.ts';
import { checkedUnit, shelfKeys } from './unit.ts';
import { checkShelf } from './validation.ts';

/**
 * Item wants to sell an article in another unit. Where nothing of it lies, is promised or kept back the shop counts it so from now on, and whoever still
 * means the old unit is refused; else it stays as it is.
 */
export const changeUnit: CommandHandler<'ChangeUnit'> = {
  reads: ({ shopId, sku }) => shelfKeys(shopId, sku),
  decide(view, { shopId, sku, soldBy, was, change }) {
    checkShelf(shopId, sku);
    const [to, from] = [checkedUnit(soldBy, 'soldBy'), checkedUnit(was, 'was')];
    const { onHand, reserved, safety } = view.stock(stockKey(shopId, sku)) ?? { onHand: 0, reserved: 0, safety: 0 };
    if (onHand !== 0 || reserved !== 0 || safety !== 0) return [{ type: 'UnitInUse', shopId, sku, change, onHand, reserved, safety }];
    return [{ type: 'UnitChanged', shopId, sku, soldBy: to, was: from, change }];
  },
};
