import { isKeptSku } from '@noren/item-contract/sku';
import { isSame } from '@noren/kernel';
import { type CommandHandler, type Item, itemKey } from './item.ts';
import { patchedItem } from './patched-item.ts';
import { checkSku } from './sku.ts';
import { checkMerchantId, checkVersion, itemKeys } from './the-item.ts';

/** Makes the item of a SKU, or changes what is named of it. Its id and the spelling of its SKU stay. The same again is no change. */
export const upsertItem: CommandHandler<'UpsertItem'> = {
  reads: ({ merchantId, item: { sku } }) => itemKeys(merchantId, sku),
  decide(view, { merchantId, item: data }, { newId }) {
    checkMerchantId(merchantId);
    const before = isKeptSku(data.sku) ? view.item(itemKey(merchantId, data.sku)) : undefined;
    checkSku(data.sku, 'item.sku', before === undefined);
    checkVersion(before, data.expectedVersion, 'item.expectedVersion');
    if (!before) return [{ type: 'ItemCreated', item: { itemId: newId('itm'), merchantId, sku: data.sku, ...patchedItem(undefined, data), version: 1 } }];
    const { itemId, merchantId: _merchant, sku, version, ...was } = before;
    const fields = patchedItem(was, data);
    const item: Item = { itemId, merchantId, sku, ...fields, version: version + 1 };
    return isSame(was, fields) ? [] : [{ type: 'ItemChanged', item }];
  },
};
