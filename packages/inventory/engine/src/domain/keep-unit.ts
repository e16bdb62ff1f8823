import { type CommandHandler, stockKey } from './stock.ts';
import { shelfKeys } from './unit.ts';
import { checkShelf } from './validation.ts';

/** A change of unit is not to be: another shop holds something. Quantities that came meanwhile without a unit were meant in the one that Item told: the old one. */
export const keepUnit: CommandHandler<'KeepUnit'> = {
  reads: ({ shopId, sku }) => shelfKeys(shopId, sku),
  decide(view, { shopId, sku, change }) {
    checkShelf(shopId, sku);
    const unit = view.unit(stockKey(shopId, sku));
    return unit?.change === change ? [{ type: 'UnitKept', shopId, sku, soldBy: unit.was, change }] : [];
  },
};
