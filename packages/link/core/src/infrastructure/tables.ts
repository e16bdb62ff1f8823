import type { Tables } from '@noren/engine-kit';
import {
  articlesEditionTable,
  articleTable,
  filingTable,
  merchantTable,
  shelfTable,
  shelvesEditionTable,
  shopTable,
  stockEditionTable,
  stockTable,
} from '@noren/link-store';
import type { ArticleRecords } from '../application/projections/articles.ts';
import type { ShelfRecords } from '../application/projections/shelves.ts';
import type { ShopRecords } from '../application/projections/shops.ts';
import type { StockRecords } from '../application/projections/stock.ts';

const shops: Tables<ShopRecords> = { shop: shopTable, merchant: merchantTable };
const articles: Tables<ArticleRecords> = { article: articleTable, edition: articlesEditionTable };
const shelves: Tables<ShelfRecords> = { shelf: shelfTable, filing: filingTable, edition: shelvesEditionTable };
const stock: Tables<StockRecords> = { stock: stockTable, edition: stockEditionTable };

/** The tables of each projection. */
export const tables = { shops, articles, shelves, stock };
