import { type Changes, decider, type View } from '@noren/kernel';
import { type Item, type ItemCommand, type ItemEvent, itemKey, type ItemRecords } from '../domain/item.ts';
import { publishItem } from '../domain/publish-item.ts';
import { settleUnit } from '../domain/settle-unit.ts';
import { unpublishItem } from '../domain/unpublish-item.ts';
import { upsertItem } from '../domain/upsert-item.ts';

/** All that Item can be asked, and all that it tells. An event of an item carries the whole item as it is after it. */
export const itemRules = decider<ItemRecords, ItemCommand, ItemEvent>({
  commands: { UpsertItem: upsertItem, PublishItem: publishItem, UnpublishItem: unpublishItem, SettleUnit: settleUnit },
  events: {
    ItemCreated: (_view, event) => theItemIs(event),
    ItemChanged: (_view, event) => theItemIs(event),
    ItemPublished: (_view, event) => theItemIs(event),
    ItemUnpublished: (_view, event) => theItemIs(event),
    UnitChangeAsked: (_view, { change }) => ({ unitChange: { [keyOf(change.item)]: change } }),
    UnitChangeAnswered: (view, event) => answered(view, event),
    UnitChangeSettled: (_view, { item }) => ({ unitChange: { [keyOf(item)]: null } }),
  },
});

const keyOf = ({ merchantId, sku }: Readonly<{ merchantId: string; sku: string }>): string => itemKey(merchantId, sku);

const theItemIs = ({ item }: { readonly item: Item }): Changes<ItemRecords> => ({ item: { [keyOf(item)]: item } });

function answered(view: View<ItemRecords>, event: Extract<ItemEvent, { type: 'UnitChangeAnswered' }>): Changes<ItemRecords> {
  const change = view.unitChange(keyOf(event));
  if (!change) throw new Error(`an answer to a change of ${keyOf(event)}, which is not there`);
  return { unitChange: { [keyOf(event)]: { ...change, waitingFor: change.waitingFor.filter((shopId) => shopId !== event.shopId) } } };
}
