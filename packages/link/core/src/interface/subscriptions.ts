import { topics as categoryTopics } from '@noren/category-contract';
import { projectionSubscriber, type Queryable, type Tables, type EngineMetrics } from '@noren/engine-kit';
import { topics as inventoryTopics } from '@noren/inventory-contract';
import { topics as itemTopics } from '@noren/item-contract';
import type { Outbox, Subscriber } from '@noren/log';
import { topics as shopTopics } from '@noren/shop-contract';
import { articleProjection, type ArticleRecords } from '../application/projections/articles.ts';
import { shelfProjection, type ShelfRecords } from '../application/projections/shelves.ts';
import { shopProjection, type ShopRecords } from '../application/projections/shops.ts';
import { stockProjection, type StockRecords } from '../application/projections/stock.ts';
import { readArticle, readShelf, readShop, readStock } from './event-readers.ts';

/** What Link's projections are called, and which topic each follows. */
export const projections = {
  shops: { name: 'link.shops', topics: [shopTopics.events.name] },
  articles: { name: 'link.articles', topics: [itemTopics.events.name] },
  shelves: { name: 'link.shelves', topics: [categoryTopics.events.name] },
  stock: { name: 'link.stock', topics: [inventoryTopics.events.name] },
} as const;

type ProjectionTables = Readonly<{
  shops: Tables<ShopRecords>;
  articles: Tables<ArticleRecords>;
  shelves: Tables<ShelfRecords>;
  stock: Tables<StockRecords>;
}>;

/** Link's projections of others' events. Levels move with every order and nobody waits for them, so they come in fewer and larger batches. */
export function subscriptions(tables: ProjectionTables, db: Queryable, outbox: Outbox, watch: EngineMetrics): readonly Subscriber[] {
  const parts = { db, outbox, watch };
  return [
    projectionSubscriber({ ...parts, ...projections.shops, read: readShop, ...shopProjection, tables: tables.shops }),
    projectionSubscriber({ ...parts, ...projections.articles, read: readArticle, ...articleProjection, tables: tables.articles }),
    projectionSubscriber({ ...parts, ...projections.shelves, read: readShelf, ...shelfProjection, tables: tables.shelves }),
    projectionSubscriber({ ...parts, ...projections.stock, read: readStock, ...stockProjection, tables: tables.stock, lingerMs: 50 }),
  ];
}
