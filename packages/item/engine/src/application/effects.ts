import type { Effects } from '@noren/kernel';
import type { ItemCommand, ItemEvent } from '../domain/item.ts';

/** What an event brings along: callers learn the item's id, its SKU as it is spelled here, and the version. */
export const itemEffects = ({ item: { itemId, sku, version } }: ItemEvent): Effects<ItemCommand> => ({ result: { itemId, sku, version } });
