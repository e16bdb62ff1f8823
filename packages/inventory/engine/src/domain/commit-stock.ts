import type { Keys, View } from '@noren/kernel';
import { refusal } from '@noren/inventory-contract/refusals';
import { movedLines } from './shelf.ts';
import { type CommandHandler, holdKey, type InventoryRecords, stockKey } from './stock.ts';
import { checkHolder, isHolder } from './validation.ts';

/** The hold first, then the stock of its lines. */
export function holdAndStock(view: View<InventoryRecords>, shopId: string, holder: string): Keys<InventoryRecords> {
  if (!isHolder(shopId, holder)) return {};
  const key = holdKey(shopId, holder);
  return { hold: [key], stock: view.hold(key)?.lines.map(({ sku }) => stockKey(shopId, sku)) ?? [] };
}

/** What was held has left the shop: on hand and reserved go down together, even where the shelf is short of it. Once committed it is so already. */
export const commitStock: CommandHandler<'CommitStock'> = {
  reads: ({ shopId, holder }, view) => holdAndStock(view, shopId, holder),
  decide(view, { shopId, holder }) {
    checkHolder(shopId, holder);
    const hold = view.hold(holdKey(shopId, holder));
    if (!hold) throw refusal('hold_not_found', 'holder');
    if (hold.status === 'released') throw refusal('hold_released', 'holder');
    if (hold.status === 'committed') return [];
    const { lines } = hold;
    return [{ type: 'StockCommitted', shopId, holder, lines, levels: movedLines(view, shopId, lines, { onHand: -1, reserved: -1 }) }];
  },
};
