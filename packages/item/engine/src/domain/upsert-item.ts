import { isKeptSku } from '@noren/item-contract/sku';
import { sameNames } from '@noren/kernel';
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
    const fields = patchedItem(before, data);
    if (!before) return [{ type: 'ItemCreated', item: { itemId: newId('itm'), merchantId, sku: data.sku, ...fields, version: 1 } }];
    const item: Item = { itemId: before.itemId, merchantId, sku: before.sku, ...fields, version: before.version + 1 };
    return sameItem(before, item) ? [] : [{ type: 'ItemChanged', item }];
  },
};

const sameItem = (a: Item, b: Item): boolean =>
  a.gtin === b.gtin &&
  sameNames(a.names, b.names) &&
  a.price.amount === b.price.amount &&
  a.price.currency === b.price.currency &&
  a.taxClass === b.taxClass &&
  a.status === b.status &&
  a.imageUrls.length === b.imageUrls.length &&
  a.imageUrls.every((url, at) => url === b.imageUrls[at]) &&
  a.soldBy === b.soldBy;
