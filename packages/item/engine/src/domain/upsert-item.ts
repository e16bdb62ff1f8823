import { isKeptSku } from '@noren/item-contract/sku';
import { isSame } from '@noren/kernel';
import { type CommandHandler, type Item, itemKey } from './item.ts';
import { patchedItem } from './patched-item.ts';
import { checkSku } from './sku.ts';
import { checkMerchantId, checkSettled, checkVersion, itemKeys } from './the-item.ts';

/**
 * Makes the item of a SKU, or changes what is named of it. Its id and the spelling of its SKU stay. The same again is no change. Where it is to be sold in
 * another unit each shop is asked first, for quantities are in the old one; until they have answered the item stays as it is, in whole.
 */
export const upsertItem: CommandHandler<'UpsertItem'> = {
  reads: ({ merchantId, item: { sku } }) => {
    const keys = itemKeys(merchantId, sku);
    return keys.item ? { ...keys, shops: [merchantId] } : keys;
  },
  decide(view, { merchantId, item: data }, { newId, commandId }) {
    checkMerchantId(merchantId);
    const before = isKeptSku(data.sku) ? view.item(itemKey(merchantId, data.sku)) : undefined;
    checkSku(data.sku, 'item.sku', before === undefined);
    if (before) checkSettled(view, before);
    checkVersion(before, data.expectedVersion, 'item.expectedVersion');
    const shops = view.shops(merchantId)?.shops ?? [];
    if (!before)
      return [{ type: 'ItemCreated', item: { itemId: newId('itm'), merchantId, sku: data.sku, ...patchedItem(undefined, data, shops), version: 1 } }];
    const { itemId, merchantId: _merchant, sku, version, ...was } = before;
    const fields = patchedItem(was, data, shops);
    if (isSame(was, fields)) return [];
    const item: Item = { itemId, merchantId, sku, ...fields, version: version + 1 };
    if (item.soldBy === before.soldBy || shops.length === 0) return [{ type: 'ItemChanged', item }];
    const shopIds = shops.map(({ shopId }) => shopId);
    return [{ type: 'UnitChangeAsked', change: { item, changeId: commandId, shopIds, waitingFor: shopIds } }];
  },
};
