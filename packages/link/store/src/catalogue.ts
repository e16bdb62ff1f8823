import { engineTypes, type Queryable } from '@noren/engine-kit';

/** A shop with its merchant and currency: a shop shows its merchant's articles that it can sell for its currency, with its own stock. */
export type Showcase = Readonly<{ shopId: string; merchantId: string; currency: string }>;

/** A page's articles as JSON text, comma between; `last`: the folded SKU that the next page begins behind, where there is more. */
type PageText = Readonly<{ edition: string; articles: string; last: string | undefined }>;

/** What is known of one article in one shop. `item` is its JSON as pages have it. */
export type ArticleInShopRecord = Readonly<{ published: boolean; item: string; available: number }>;

/** What Link reads of the catalogue. Merchant and shop are arguments of every query. */
export interface CatalogueQueries {
  /** The editions of what each shop's pages are made of, as one text each: the same text, the same pages. One query for all. */
  editions(showcases: readonly Omit<Showcase, 'currency'>[]): Promise<readonly string[]>;
  /** Published articles in the shop's currency, in the order of their folded SKUs, from behind `after`, with the editions that they were read at. */
  page(showcase: Showcase, after: string, limit: number): Promise<PageText>;
  article(showcase: Omit<Showcase, 'currency'>, skuKey: string): Promise<ArticleInShopRecord | undefined>;
}

/** What has editions of its own. */
type Part = 'articles' | 'shelves' | 'stock';
const parts: readonly Part[] = ['articles', 'shelves', 'stock'];

const editionOf = (shop: string, merchant: string): string =>
  parts
    .map((part) => {
      const generation = `coalesce((SELECT "offset" FROM edition_generation WHERE key = '${part}'), 0)`;
      const offset = `coalesce((SELECT "offset" FROM ${part}_edition WHERE key = ${part === 'stock' ? shop : merchant}), 0)`;
      return `(${generation} + ${offset})::text`;
    })
    .join(` || '.' || `);

const editionsSql = `SELECT ${editionOf('u.shop', 'u.merchant')} AS edition FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS u(shop, merchant, at) ORDER BY u.at`;

/** An article's text as pages have it: its own, its shelf, and what the shop has of it. Text is glued to text: nothing is parsed or made. */
const articleText = `left(p.item, -1) || coalesce(',"category":' || c.shelf, '')
  || CASE WHEN coalesce(s.available, 0) > 0 THEN ',"availability":"in_stock","available":' || s.available ELSE ',"availability":"out_of_stock","available":0' END || '}'`;

// The key of a stock row is compared in its own collation: in the "C" of sku_key its index could not be used.
const pageSql = `WITH p AS MATERIALIZED (
    SELECT key, sku_key, item, row_number() OVER (ORDER BY sku_key) AS at FROM article
    WHERE merchant_id = $2 AND published AND item ~ $5 AND sku_key > $3 COLLATE "C" ORDER BY sku_key LIMIT $4 + 1)
  SELECT ${editionOf('$1', '$2')} AS edition,
    coalesce(string_agg(${articleText}, ',' ORDER BY p.at) FILTER (WHERE p.at <= $4), '') AS articles,
    CASE WHEN count(*) > $4 THEN max(p.sku_key) FILTER (WHERE p.at = $4) END AS last
  FROM p LEFT JOIN filing f ON f.key = p.key LEFT JOIN shelf c ON c.key = f.category_id LEFT JOIN stock s ON s.key = ($1 || '/' || p.sku_key) COLLATE "default"`;

/** What the text of an item in this currency has and no other: of all its fields only the price is an amount with a currency, whatever languages are called. */
const pricedIn = (currency: string): string => `"price":\\{"amount":[0-9]+,"currency":"${currency}"\\}`;

const articleSql = `SELECT a.published, a.item, coalesce(s.available, 0) AS available
  FROM article a LEFT JOIN stock s ON s.key = $1 || '/' || $3 WHERE a.key = $2 || '/' || $3`;

export function catalogueQueries(db: Queryable): CatalogueQueries {
  return {
    async editions(showcases) {
      const values = [showcases.map(({ shopId }) => shopId), showcases.map(({ merchantId }) => merchantId)];
      const { rows } = await db.query<{ edition: string }>({ name: 'editions', text: editionsSql, values, types: engineTypes });
      return rows.map(({ edition }) => edition);
    },
    async page({ shopId, merchantId, currency }, after, limit) {
      const values = [shopId, merchantId, after, limit, pricedIn(currency)];
      const { rows } = await db.query<{ edition: string; articles: string; last: string | null }>({ name: 'page', text: pageSql, values, types: engineTypes });
      const [row] = rows;
      return { edition: row?.edition ?? '', articles: row?.articles ?? '', last: row?.last ?? undefined };
    },
    async article({ shopId, merchantId }, skuKey) {
      const { rows } = await db.query<ArticleInShopRecord>({ name: 'article', text: articleSql, values: [shopId, merchantId, skuKey], types: engineTypes });
      return rows[0];
    },
  };
}

/** More than a partition ever has records, and room for 2^16 generations in an exact integer. */
const GENERATION = 2 ** 36;

/** Makes every edition of a part, also of a merchant or shop that has had none, a later one: whatever was read before is of an older edition. */
export const nextGeneration = (db: Queryable, part: Part): Promise<unknown> =>
  db.query(
    `INSERT INTO edition_generation AS e (key, "offset") VALUES ($1, ${GENERATION}) ON CONFLICT (key) DO UPDATE SET "offset" = e."offset" + ${GENERATION}`,
    [part],
  );
