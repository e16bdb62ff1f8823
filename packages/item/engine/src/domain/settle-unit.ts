import { type CommandHandler, itemKey } from './item.ts';
import { itemKeys, theItem } from './the-item.ts';

/**
 * A shop has said whether anything of the item lies there. With the last that holds nothing the item is changed; with the first that holds something it
 * stays as it is. What comes later than that needs no answer. Shops that were opened meanwhile are asked before it is changed.
 */
export const settleUnit: CommandHandler<'SettleUnit'> = {
  reads: ({ merchantId, sku }) => ({ ...itemKeys(merchantId, sku), shops: [merchantId] }),
  decide(view, { merchantId, sku, changeId, shopId, inUse }) {
    const item = theItem(view, merchantId, sku);
    const change = view.unitChange(itemKey(merchantId, sku));
    if (change?.changeId !== changeId) return [];
    const { shopIds } = change;
    if (inUse) return [{ type: 'UnitChangeSettled', item, changeId, shopIds, inUse }];
    if (change.waitingFor.some((other) => other !== shopId)) return [{ type: 'UnitChangeAnswered', merchantId, sku: item.sku, changeId, shopId }];
    const opened = (view.shops(merchantId)?.shops ?? []).map((shop) => shop.shopId).filter((id) => !shopIds.includes(id));
    if (opened.length > 0) return [{ type: 'UnitChangeAsked', change: { ...change, shopIds: [...shopIds, ...opened], waitingFor: opened } }];
    return [
      { type: 'ItemChanged', item: change.item },
      { type: 'UnitChangeSettled', item: change.item, changeId, shopIds },
    ];
  },
};
