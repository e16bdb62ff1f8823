import type { records } from '@noren/item-contract';
import type { ItemRecord } from '@noren/item-store';

/** An item as it is kept, as the proto has it. */
export const toItem = (item: ItemRecord): records.Item => ({ ...item, names: [...item.names], imageUrls: [...item.imageUrls] });
