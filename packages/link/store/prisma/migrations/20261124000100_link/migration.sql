-- A consumer platform's key: kept as its hash. A platform may have several that are good at once.
CREATE TABLE api_key (
  key_id text PRIMARY KEY,
  platform text NOT NULL,
  merchant_ids text[] NOT NULL,
  hash text NOT NULL UNIQUE,
  prefix text NOT NULL,
  created_at timestamptz NOT NULL,
  revoked_at timestamptz,
  last_used_at timestamptz
);
CREATE INDEX api_key_of_merchant ON api_key USING gin (merchant_ids);

-- What Link keeps of the contexts' events. A projection's tables are written by that projection only.

-- Of shop.events: where orders can go, and when. `shop_version`: Shop's own version of the record.
CREATE TABLE shop (
  key text PRIMARY KEY,
  version bigint NOT NULL,
  merchant_id text NOT NULL,
  name text NOT NULL,
  time_zone text NOT NULL,
  currency text NOT NULL,
  status text NOT NULL,
  paused_until text,
  reason text NOT NULL,
  weekly_hours jsonb NOT NULL,
  shop_version bigint NOT NULL
);
CREATE INDEX shop_of_merchant ON shop (merchant_id, key);

-- Of item.events. Key: merchant/folded SKU. `item` is its JSON as a page shows it, so that a page is joined and not made. Drafts are kept, and not shown.
CREATE TABLE article (
  key text PRIMARY KEY,
  version bigint NOT NULL,
  merchant_id text NOT NULL,
  sku_key text COLLATE "C" NOT NULL,
  published boolean NOT NULL,
  item text NOT NULL,
  item_version bigint NOT NULL
);
CREATE INDEX article_shown ON article (merchant_id, sku_key) WHERE published;

-- Of category.events: a merchant's shelves, and which article stands on which. `shelf` is its JSON as a page shows it.
CREATE TABLE shelf (
  key text PRIMARY KEY,
  version bigint NOT NULL,
  merchant_id text NOT NULL,
  shelf text NOT NULL,
  category_version bigint NOT NULL
);
-- Key: merchant/folded SKU, as the article has it.
CREATE TABLE filing (
  key text PRIMARY KEY,
  version bigint NOT NULL,
  category_id text NOT NULL
);

-- Of inventory.events. Key: shop/folded SKU.
CREATE TABLE stock (
  key text PRIMARY KEY,
  version bigint NOT NULL,
  available bigint NOT NULL
) WITH (fillfactor = 80);

-- How far the log has changed what a page is made of: the offset behind the last event of a merchant's articles, of its shelves, of a shop's stock.
-- A page read at the same three editions is the same page.
CREATE TABLE articles_edition (key text PRIMARY KEY, version bigint NOT NULL, "offset" bigint NOT NULL);
CREATE TABLE shelves_edition (key text PRIMARY KEY, version bigint NOT NULL, "offset" bigint NOT NULL);
CREATE TABLE stock_edition (key text PRIMARY KEY, version bigint NOT NULL, "offset" bigint NOT NULL) WITH (fillfactor = 50);
