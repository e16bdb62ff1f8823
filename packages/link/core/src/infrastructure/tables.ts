import type { Tables } from '@noren/engine-kit';
import { articlesEditionTable, articleTable, filingTable, shelfTable, shelvesEditionTable, shopTable, stockEditionTable, stockTable } from '@noren/link-store';
import type { ArticleRecords } from '../application/kept/articles.ts';
import type { ShelfRecords } from '../application/kept/shelves.ts';
import type { ShopRecords } from '../application/kept/shops.ts';
import type { StockRecords } from '../application/kept/stock.ts';

/** Where what Link keeps of others is kept, projection by projection. */
export const shopTables: Tables<ShopRecords> = { shop: shopTable };
export const articleTables: Tables<ArticleRecords> = { article: articleTable, edition: articlesEditionTable };
export const shelfTables: Tables<ShelfRecords> = { shelf: shelfTable, filing: filingTable, edition: shelvesEditionTable };
export const stockTables: Tables<StockRecords> = { stock: stockTable, edition: stockEditionTable };
