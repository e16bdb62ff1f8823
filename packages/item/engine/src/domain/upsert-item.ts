import { type DecisionContext, sameNames } from '@noren/kernel';
import { checkedSoldBy, checkedStatus, checkedTaxClass } from './choices.ts';
import { checkGtin } from './gtin.ts';
import { checkImageUrls } from './image-urls.ts';
import { type CommandHandler, type Item, type ItemData, itemKey } from './item.ts';
import { checkedNames } from './names.ts';
import { checkedPrice } from './price.ts';
import { checkSku } from './sku.ts';
import { checkMerchantId, checkVersion, itemKeys } from './the-item.ts';

/** Makes the item of a SKU, or replaces all that is said of it. Its id and the spelling of its SKU stay. The same again is no change. */
export const upsertItem: CommandHandler<'UpsertItem'> = {
  reads: ({ merchantId, item: { sku } }) => itemKeys(merchantId, sku),
  decide(view, { merchantId, item: data }, facts) {
    checkMerchantId(merchantId);
    checkSku(data.sku, 'item.sku');
    const before = view.item(itemKey(merchantId, data.sku));
    checkVersion(before, data.expectedVersion, 'item.expectedVersion');
    const item = after(before, merchantId, data, facts);
    if (before && sameItem(before, item)) return [];
    return [{ type: before ? 'ItemChanged' : 'ItemCreated', item }];
  },
};

function after(before: Item | undefined, merchantId: string, data: ItemData, { newId }: DecisionContext): Item {
  if (data.gtin !== undefined) checkGtin(data.gtin);
  checkImageUrls(data.imageUrls);
  const said = {
    ...(data.gtin === undefined ? {} : { gtin: data.gtin }),
    names: checkedNames(data.names),
    price: checkedPrice(data.price),
    taxClass: checkedTaxClass(data),
    status: checkedStatus(data, before),
    imageUrls: data.imageUrls,
    soldBy: checkedSoldBy(data, before),
  };
  return before
    ? { itemId: before.itemId, merchantId, sku: before.sku, ...said, version: before.version + 1 }
    : { itemId: newId('itm'), merchantId, sku: data.sku, ...said, version: 1 };
}

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
