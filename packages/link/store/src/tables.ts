import { columnRecords, wholeRecords } from '@noren/engine-kit';
import { records } from '@noren/shop-contract';

/** What a merchant sells under one SKU. `item` is the JSON that pages show of it; a draft is kept and not shown. */
export type ArticleRecord = Readonly<{ merchantId: string; skuKey: string; published: boolean; item: string; itemVersion: number }>;
/** A category of a merchant. `shelf` is the JSON that pages show of it. */
export type ShelfRecord = Readonly<{ merchantId: string; shelf: string; categoryVersion: number }>;
/** Under which category an article stands. */
export type FilingRecord = Readonly<{ categoryId: string }>;
/** What a shop may promise of an article. */
export type StockRecord = Readonly<{ available: number }>;
/** How far the log has changed what pages are made of: the offset behind the last event that did. What readers see is this and its generation. */
export type Edition = Readonly<{ offset: number }>;

export const shopTable = wholeRecords('shop', records.Shop, { merchant_id: ['text', ({ merchantId }) => merchantId] });

export const merchantTable = wholeRecords('merchant', records.Merchant);

// In columns, each of them: what pages are made of is joined by SQL.
export const articleTable = columnRecords<ArticleRecord>('article', {
  merchantId: 'text',
  skuKey: 'text',
  published: 'boolean',
  item: 'text',
  itemVersion: 'bigint',
});
export const shelfTable = columnRecords<ShelfRecord>('shelf', { merchantId: 'text', shelf: 'text', categoryVersion: 'bigint' });
export const filingTable = columnRecords<FilingRecord>('filing', { categoryId: 'text' });
export const stockTable = columnRecords<StockRecord>('stock', { available: 'bigint' });

const editionTable = (name: string) => columnRecords<Edition>(name, { offset: 'bigint' });
export const articlesEditionTable = editionTable('articles_edition');
export const shelvesEditionTable = editionTable('shelves_edition');
export const stockEditionTable = editionTable('stock_edition');
