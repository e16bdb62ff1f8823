import { codec, given, message, oneOf, present } from '@noren/engine-kit';
import { commands, events, type records } from '@noren/item-contract';
import type { Item, ItemCommand, ItemData, ItemEvent } from '../domain/item.ts';

/** Every command between its proto message and the domain's plain data. */
export const commandCodec = codec<ItemCommand>({
  UpsertItem: message(
    'noren.item.v1.UpsertItem',
    commands.UpsertItem,
    ({ merchantId, item }) => ({ merchantId, item: { ...item, names: [...item.names], price: item.price, imageUrls: [...item.imageUrls] } }),
    ({ merchantId, item }) => ({ type: 'UpsertItem', merchantId, item: said(present(item, 'item')) }),
  ),
  PublishItem: message(
    'noren.item.v1.PublishItem',
    commands.PublishItem,
    (wire) => wire,
    ({ expectedVersion, ...wire }) => ({ type: 'PublishItem', ...wire, ...given({ expectedVersion }) }),
  ),
  UnpublishItem: message(
    'noren.item.v1.UnpublishItem',
    commands.UnpublishItem,
    (wire) => wire,
    ({ expectedVersion, ...wire }) => ({ type: 'UnpublishItem', ...wire, ...given({ expectedVersion }) }),
  ),
});

/** Every event between the domain's plain data and its proto message. */
export const eventCodec = codec<ItemEvent>({
  ItemCreated: message(
    'noren.item.v1.ItemCreated',
    events.ItemCreated,
    ({ item }) => ({ item: toWire(item) }),
    (wire) => ({ type: 'ItemCreated', item: fromWire(wire.item) }),
  ),
  ItemChanged: message(
    'noren.item.v1.ItemChanged',
    events.ItemChanged,
    ({ item }) => ({ item: toWire(item) }),
    (wire) => ({ type: 'ItemChanged', item: fromWire(wire.item) }),
  ),
  ItemPublished: message(
    'noren.item.v1.ItemPublished',
    events.ItemPublished,
    ({ item }) => ({ item: toWire(item) }),
    (wire) => ({ type: 'ItemPublished', item: fromWire(wire.item) }),
  ),
  ItemUnpublished: message(
    'noren.item.v1.ItemUnpublished',
    events.ItemUnpublished,
    ({ item }) => ({ item: toWire(item) }),
    (wire) => ({ type: 'ItemUnpublished', item: fromWire(wire.item) }),
  ),
});

const taxClass = oneOf('standard', 'reduced', 'zero', 'exempt');
const status = oneOf('draft', 'published');
const soldBy = oneOf('piece', 'weight');

/** What a caller says of an item, unchecked: what it leaves empty stays empty. */
function said({ gtin, price, expectedVersion, ...wire }: commands.ItemData): ItemData {
  return { ...wire, ...given({ gtin, price, expectedVersion }) };
}

/** The domain's lists are readonly, those of generated messages are not. */
function toWire(item: Item): records.Item {
  return { ...item, names: [...item.names], imageUrls: [...item.imageUrls] };
}

function fromWire(wire: records.Item | undefined): Item {
  const { gtin, ...item } = present(wire, 'item');
  return {
    ...item,
    ...given({ gtin }),
    price: present(item.price, 'price'),
    taxClass: taxClass(item.taxClass),
    status: status(item.status),
    soldBy: soldBy(item.soldBy),
  };
}
