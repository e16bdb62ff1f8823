import { type CommandHandler, itemKey } from './item.ts';
import { itemKeys, theItem } from './the-item.ts';

/**
 * A shop has said whether anything of the item lies there. With the last that holds nothing the item is changed; with the first that holds something it
 * stays as it is. What comes later than that needs no answer.
 */
export const settleUnit: CommandHandler<'SettleUnit'> = {
  reads: ({ merchantId, sku }) => itemKeys(merchantId, sku),
  decide(view, { merchantId, sku, changeId, shopId, inUse }) {
    const item = theItem(view, merchantId, sku);
    const change = view.unitChange(itemKey(merchantId, sku));
    if (change?.changeId !== changeId) return [];
    const { shopIds } = change;
    if (inUse) return [{ type: 'UnitChangeSettled', item, changeId, shopIds, inUse }];
    if (change.waitingFor.some((other) => other !== shopId)) return [{ type: 'UnitChangeAnswered', merchantId, sku: item.sku, changeId, shopId }];
    return [
      { type: 'ItemChanged', item: change.item },
      { type: 'UnitChangeSettled', item: change.item, changeId, shopIds },
    ];
  },
};
