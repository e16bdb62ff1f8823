import { topics as categoryTopics } from '@noren/category-contract';
import { type ReadModel, readModel, type Tables } from '@noren/engine-kit';
import { topics as inventoryTopics } from '@noren/inventory-contract';
import { topics as itemTopics } from '@noren/item-contract';
import { nextGeneration } from '@noren/link-store';
import { topics as shopTopics } from '@noren/shop-contract';
import { articleProjection, type ArticleRecords } from '../application/projections/articles.ts';
import { shelfProjection, type ShelfRecords } from '../application/projections/shelves.ts';
import { shopProjection, type ShopRecords } from '../application/projections/shops.ts';
import { stockProjection, type StockRecords } from '../application/projections/stock.ts';
import { readArticle, readShelf, readShop, readStock } from './event-readers.ts';

type ProjectionTables = Readonly<{
  shops: Tables<ShopRecords>;
  articles: Tables<ArticleRecords>;
  shelves: Tables<ShelfRecords>;
  stock: Tables<StockRecords>;
}>;

type ReadModels = Readonly<Record<keyof ProjectionTables, ReadModel>>;

/**
 * What Link keeps of others' events. Levels move with every order and nobody waits for them, so they come in fewer and larger batches.
 * Pages of what was made anew are of later editions than those of before.
 */
export const readModels = ({ shops, articles, shelves, stock }: ProjectionTables): ReadModels => ({
  shops: readModel({ name: 'link.shops', topics: [shopTopics.events.name], read: readShop, ...shopProjection, tables: shops }),
  articles: readModel({
    name: 'link.articles',
    topics: [itemTopics.events.name],
    read: readArticle,
    ...articleProjection,
    tables: articles,
    replaced: (db) => nextGeneration(db, 'articles'),
  }),
  shelves: readModel({
    name: 'link.shelves',
    topics: [categoryTopics.events.name],
    read: readShelf,
    ...shelfProjection,
    tables: shelves,
    replaced: (db) => nextGeneration(db, 'shelves'),
  }),
  stock: readModel({
    name: 'link.stock',
    topics: [inventoryTopics.events.name],
    read: readStock,
    ...stockProjection,
    tables: stock,
    lingerMs: 50,
    replaced: (db) => nextGeneration(db, 'stock'),
  }),
});
