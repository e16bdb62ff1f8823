import { topics as categoryTopics } from '@noren/category-contract';
import { projectionSubscriber, type Queryable, type Tables, type Watch } from '@noren/engine-kit';
import { topics as inventoryTopics } from '@noren/inventory-contract';
import { topics as itemTopics } from '@noren/item-contract';
import type { Outbox, Subscriber } from '@noren/log';
import { topics as shopTopics } from '@noren/shop-contract';
import { type ArticleRecords, keptArticles } from '../application/kept/articles.ts';
import { keptShelves, type ShelfRecords } from '../application/kept/shelves.ts';
import { keptShops, type ShopRecords } from '../application/kept/shops.ts';
import { keptStock, type StockRecords } from '../application/kept/stock.ts';
import { articleTold, shelfTold, shopTold, stockTold } from './told.ts';

/** What Link's projections are called, and which topic each follows. */
export const projections = {
  shops: { name: 'link.shops', topics: [shopTopics.events.name] },
  articles: { name: 'link.articles', topics: [itemTopics.events.name] },
  shelves: { name: 'link.shelves', topics: [categoryTopics.events.name] },
  stock: { name: 'link.stock', topics: [inventoryTopics.events.name] },
} as const;

/** Where what Link keeps of others is kept. */
export type KeptTables = Readonly<{
  shops: Tables<ShopRecords>;
  articles: Tables<ArticleRecords>;
  shelves: Tables<ShelfRecords>;
  stock: Tables<StockRecords>;
}>;

/** Everything that Link hears. Levels move with every order and nobody waits for them, so they come in fewer and larger batches. */
export function subscriptions(tables: KeptTables, db: Queryable, outbox: Outbox, watch: Watch): readonly Subscriber[] {
  const parts = { db, outbox, watch };
  return [
    projectionSubscriber({ ...parts, ...projections.shops, read: shopTold, ...keptShops, tables: tables.shops }),
    projectionSubscriber({ ...parts, ...projections.articles, read: articleTold, ...keptArticles, tables: tables.articles }),
    projectionSubscriber({ ...parts, ...projections.shelves, read: shelfTold, ...keptShelves, tables: tables.shelves }),
    projectionSubscriber({ ...parts, ...projections.stock, read: stockTold, ...keptStock, tables: tables.stock, lingerMs: 50 }),
  ];
}
