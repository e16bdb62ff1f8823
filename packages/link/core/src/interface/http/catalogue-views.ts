import type { records as category } from '@noren/category-contract';
import type { Present } from '@noren/engine-kit';
import type { records as item } from '@noren/item-contract';
import { hide, viewOf, whereSet, word } from '@noren/service-kit';
import { z } from 'zod';
import { money } from './schemas.ts';

const names = z.record(z.string(), z.string()).describe('By language (BCP 47)');
const byLanguage = (texts: readonly Readonly<{ language: string; text: string }>[]): Readonly<Record<string, string>> =>
  Object.fromEntries(texts.map(({ language, text }) => [language, text]));

/** An item as pages show it, but for what the shop has of it. Its projection writes this JSON. */
export const itemView = viewOf<Present<item.Item>>()('Article', (from) => ({
  sku: z.string().describe('As the merchant writes it; compared without regard to case and width'),
  itemId: z.string(),
  names: from(['names'], names, (of) => byLanguage(of.names)),
  price: money.describe('Of one piece, or of a kilogram where sold by weight'),
  soldBy: word(z.enum(['piece', 'weight'])),
  taxClass: word(z.enum(['standard', 'reduced', 'zero', 'exempt'])),
  gtin: z.string().optional(),
  imageUrls: z.array(z.string()),
  merchantId: hide,
  // Drafts are on no page.
  status: hide,
  version: hide,
}));

/** A category as its articles show it. */
export const categoryView = viewOf<Present<category.Category>>()('Category', (from) => ({
  categoryId: z.string(),
  parentId: whereSet(z.string()),
  names: from(['names'], names, (of) => byLanguage(of.names)),
  merchantId: hide,
  position: hide,
  version: hide,
}));

/** An article of a shop: its item, its category, and what is there of it, joined by SQL. */
export const ArticleInShop = z
  .strictObject({
    ...itemView.schema.shape,
    category: categoryView.schema.optional(),
    availability: z.enum(['in_stock', 'out_of_stock']),
    available: z.int().describe('What may still be ordered: pieces, or grams where sold by weight'),
  })
  .meta({ id: 'Item' });
export type ArticleInShop = z.infer<typeof ArticleInShop>;
