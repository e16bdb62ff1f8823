-- What one shop holds of one article. A reservation beyond the shelf cannot be stored; a fact about the shelf always can, because it raises short.
CREATE TABLE stock (
  key text PRIMARY KEY,
  version bigint NOT NULL,
  shop_id text NOT NULL,
  sku text NOT NULL,
  sku_key text NOT NULL,
  on_hand bigint NOT NULL,
  reserved bigint NOT NULL CHECK (reserved >= 0),
  safety bigint NOT NULL CHECK (safety >= 0),
  short bigint NOT NULL CHECK (short >= 0),
  CONSTRAINT never_oversold CHECK (reserved <= on_hand + short)
);
CREATE UNIQUE INDEX stock_of_shop ON stock (shop_id, sku_key);

-- What one holder has claimed, or had: a holder is used once.
CREATE TABLE hold (
  key text PRIMARY KEY,
  version bigint NOT NULL,
  shop_id text NOT NULL,
  holder text NOT NULL,
  status text NOT NULL CHECK (status IN ('held', 'committed', 'released')),
  lines jsonb NOT NULL,
  expires_at timestamptz
);

-- Who changed what on the shelf, and why. A level is the fold of its ledger.
CREATE TABLE ledger (
  entry bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  shop_id text NOT NULL,
  sku text NOT NULL,
  sku_key text NOT NULL,
  at timestamptz NOT NULL,
  on_hand_delta bigint NOT NULL,
  reserved_delta bigint NOT NULL,
  safety_delta bigint NOT NULL,
  reason text NOT NULL,
  actor text NOT NULL,
  holder text
);
CREATE INDEX ledger_of_article ON ledger (shop_id, sku_key, entry);
