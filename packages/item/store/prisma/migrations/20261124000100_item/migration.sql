-- What a merchant sells. sku is as it was first typed, sku_key is the form in which it is unique within its merchant and sorts.
CREATE TABLE item (
  key text COLLATE "C" PRIMARY KEY,
  version bigint NOT NULL,
  item_id text COLLATE "C" NOT NULL UNIQUE,
  merchant_id text COLLATE "C" NOT NULL,
  sku text NOT NULL,
  sku_key text COLLATE "C" NOT NULL,
  gtin text,
  names jsonb NOT NULL,
  price_amount bigint NOT NULL CHECK (price_amount >= 0),
  currency text NOT NULL,
  tax_class text NOT NULL CHECK (tax_class IN ('standard', 'reduced', 'zero', 'exempt')),
  status text NOT NULL CHECK (status IN ('draft', 'published')),
  image_urls jsonb NOT NULL,
  sold_by text NOT NULL CHECK (sold_by IN ('piece', 'weight')),
  item_version bigint NOT NULL CHECK (item_version > 0)
);
CREATE UNIQUE INDEX items_of_merchant ON item (merchant_id, sku_key);
