import { type Changes, decider } from '@noren/kernel';
import { type Item, type ItemCommand, type ItemEvent, itemKey, type ItemRecords } from '../domain/item.ts';
import { publishItem } from '../domain/publish-item.ts';
import { unpublishItem } from '../domain/unpublish-item.ts';
import { upsertItem } from '../domain/upsert-item.ts';

/** All that Item can be asked, and all that it tells. An event carries the whole item as it is after it. */
export const itemRules = decider<ItemRecords, ItemCommand, ItemEvent>({
  commands: { UpsertItem: upsertItem, PublishItem: publishItem, UnpublishItem: unpublishItem },
  events: {
    ItemCreated: (_view, event) => theItemIs(event),
    ItemChanged: (_view, event) => theItemIs(event),
    ItemPublished: (_view, event) => theItemIs(event),
    ItemUnpublished: (_view, event) => theItemIs(event),
  },
});

function theItemIs({ item }: { readonly item: Item }): Changes<ItemRecords> {
  return { item: { [itemKey(item.merchantId, item.sku)]: item } };
}
