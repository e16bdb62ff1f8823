import type { CommandHandler } from './item.ts';
import { checkSettled, checkVersion, itemKeys, theItem } from './the-item.ts';

/** Consumer platforms may show and sell it from now on. */
export const publishItem: CommandHandler<'PublishItem'> = {
  reads: ({ merchantId, sku }) => itemKeys(merchantId, sku),
  decide(view, { merchantId, sku, expectedVersion }) {
    const item = theItem(view, merchantId, sku);
    checkSettled(view, item);
    checkVersion(item, expectedVersion);
    return item.status === 'published' ? [] : [{ type: 'ItemPublished', item: { ...item, status: 'published', version: item.version + 1 } }];
  },
};
