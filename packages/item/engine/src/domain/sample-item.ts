import type { Item, ItemCommand, ItemData, ItemEvent } from './item.ts';

/** The item of the tests. */
export const pen: Item = {
  itemId: 'itm_1',
  merchantId: 'mer_kissa',
  sku: 'PEN-1',
  gtin: '4006381333931',
  names: [
    { language: 'en', text: 'Pen' },
    { language: 'ja', text: 'ペン' },
  ],
  price: { amount: 250, currency: 'GBP' },
  taxClass: 'standard',
  status: 'published',
  imageUrls: ['https://images.example/pen.jpg'],
  soldBy: 'piece',
  version: 1,
};

export const created: ItemEvent = { type: 'ItemCreated', item: pen };

const { itemId: _id, merchantId, version: _version, ...data } = pen;

/** Asks for the pen as it is, but for what is said otherwise. */
export const upsert = (change: Partial<ItemData> = {}): ItemCommand => ({ type: 'UpsertItem', merchantId, item: { ...data, ...change } });

/** The same without a GTIN, which may be absent but not undefined. */
export function upsertWithoutGtin(change: Partial<ItemData> = {}): ItemCommand {
  const { gtin: _gtin, ...rest } = data;
  return { type: 'UpsertItem', merchantId, item: { ...rest, ...change } };
}

/** Changes what the mask names of the pen, and says nothing else. */
export const patch = (updateMask: readonly string[], change: Partial<ItemData> = {}): ItemCommand => ({
  type: 'UpsertItem',
  merchantId,
  item: { sku: pen.sku, names: [], taxClass: '', status: '', imageUrls: [], soldBy: '', ...change, updateMask },
});

/** The item that an event tells. */
export const itemOf = (event: ItemEvent | undefined): Item | undefined => (event && 'item' in event ? event.item : undefined);
