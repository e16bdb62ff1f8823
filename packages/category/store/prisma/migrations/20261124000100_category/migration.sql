-- Every category as it stands. parent_id is empty for a root.
CREATE TABLE category (
  key text COLLATE "C" PRIMARY KEY,
  version bigint NOT NULL,
  category_id text COLLATE "C" NOT NULL UNIQUE,
  merchant_id text COLLATE "C" NOT NULL,
  parent_id text COLLATE "C" NOT NULL CHECK (parent_id <> category_id),
  names jsonb NOT NULL,
  position integer NOT NULL CHECK (position >= 0),
  category_version bigint NOT NULL CHECK (category_version > 0)
);
CREATE UNIQUE INDEX categories_of_merchant ON category (merchant_id, category_id);

-- How much stands directly under a category: what says whether it can be deleted.
CREATE TABLE contents (
  key text COLLATE "C" PRIMARY KEY,
  version bigint NOT NULL,
  children integer NOT NULL CHECK (children >= 0),
  items integer NOT NULL CHECK (items >= 0)
);

-- Where an item stands: under one category at most. An item that stands nowhere has no row.
CREATE TABLE filing (
  key text COLLATE "C" PRIMARY KEY,
  version bigint NOT NULL,
  merchant_id text COLLATE "C" NOT NULL,
  sku text NOT NULL,
  sku_key text COLLATE "C" NOT NULL,
  category_id text COLLATE "C" NOT NULL CHECK (category_id <> '')
);
CREATE UNIQUE INDEX filings_of_merchant ON filing (merchant_id, sku_key);

-- All parent links of a merchant in one row, so that a move sees them whole.
CREATE TABLE tree (
  key text COLLATE "C" PRIMARY KEY,
  version bigint NOT NULL,
  links jsonb NOT NULL
);
