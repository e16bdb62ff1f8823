import type { CommandHandler } from './item.ts';
import { checkSettled, checkVersion, itemKeys, theItem } from './the-item.ts';

/** Back to a draft: consumer platforms show and sell it no longer. Orders that have it keep it. */
export const unpublishItem: CommandHandler<'UnpublishItem'> = {
  reads: ({ merchantId, sku }) => itemKeys(merchantId, sku),
  decide(view, { merchantId, sku, expectedVersion }) {
    const item = theItem(view, merchantId, sku);
    checkSettled(view, item);
    checkVersion(item, expectedVersion);
    return item.status === 'draft' ? [] : [{ type: 'ItemUnpublished', item: { ...item, status: 'draft', version: item.version + 1 } }];
  },
};
