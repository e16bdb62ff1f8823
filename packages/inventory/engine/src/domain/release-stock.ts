import { refusal } from '@noren/inventory-contract/refusals';
import { holdAndStock } from './commit-stock.ts';
import { movedLines } from './shelf.ts';
import { type CommandHandler, holdKey } from './stock.ts';
import { checkHolder } from './validation.ts';

/**
 * Released, or never reserved at all: the holder has nothing afterwards, and cannot come back. `expired` is the timer's word: it does nothing to a hold
 * that is not held any more.
 */
export const releaseStock: CommandHandler<'ReleaseStock'> = {
  reads: ({ shopId, holder }, view) => holdAndStock(view, shopId, holder),
  decide(view, { shopId, holder, expired }) {
    checkHolder(shopId, holder);
    const hold = view.hold(holdKey(shopId, holder));
    if (hold?.status === 'released' || (expired && hold?.status !== 'held')) return [];
    if (hold?.status === 'committed') throw refusal('hold_committed', 'holder');
    const lines = hold?.lines ?? [];
    return [{ type: 'StockReleased', shopId, holder, lines, expired, levels: movedLines(view, shopId, lines, { reserved: -1 }) }];
  },
};
