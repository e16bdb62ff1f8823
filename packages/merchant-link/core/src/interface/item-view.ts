import type { records } from '@noren/item-contract';
import { etagOf, hide, versionTag, viewOf, whereSet, word } from '@noren/service-kit';
import { z } from 'zod';
import { SoldBy, Status, TaxClass } from '../application/item-lines.ts';
import { Money } from '../application/schemas.ts';

type Beside = Readonly<{ category: string }>;

/** An item as a merchant's system wrote it: whatever it shows but `itemId` and `version` may be sent back. */
export const itemView = viewOf<records.Item, Beside>()('Item', (from) => ({
  sku: z.string().describe('As it was first typed'),
  itemId: z.string(),
  gtin: whereSet(z.string()),
  names: from(['names'], z.record(z.string(), z.string()), ({ names }) => Object.fromEntries(names.map(({ language, text }) => [language, text]))),
  price: from(['price'], Money, ({ price }) => {
    if (!price) throw new Error('an item came without a price');
    return price;
  }),
  taxClass: word(TaxClass),
  status: word(Status),
  soldBy: word(SoldBy),
  imageUrls: z.array(z.string()),
  category: from(
    [],
    z.string().optional().describe('The path under which it is filed, as it may be sent back; missing where it is filed nowhere'),
    (_, { category }) => (category === '' ? undefined : category),
  ),
  version: z.int().describe('Counts its changes, but not where it is filed'),
  merchantId: hide,
}));

/** An item with its tag, which changes with where it is filed too; `If-Match` compares the item's own version. */
export const itemReply = ({ item, category }: Beside & Readonly<{ item: records.Item }>) => ({
  status: 200 as const,
  body: itemView.of(item, { category }),
  headers: { etag: versionTag(item.version, category === '' ? undefined : etagOf(category).slice(1, 9)) },
});
