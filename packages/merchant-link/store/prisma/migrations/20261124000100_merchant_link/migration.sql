-- The keys of merchants' own systems (tills, ERPs). The key itself is stored only as a hash.
CREATE TABLE api_key (
  key_id text PRIMARY KEY,
  system text NOT NULL,
  merchant_id text NOT NULL,
  hash text NOT NULL UNIQUE,
  prefix text NOT NULL,
  created_at timestamptz NOT NULL,
  revoked_at timestamptz,
  last_used_at timestamptz
);
CREATE INDEX api_key_of_merchant ON api_key (merchant_id, created_at);

-- Whose a shop is, as Shop's events tell it.
CREATE TABLE shop_owner (
  key text PRIMARY KEY,
  version bigint NOT NULL,
  merchant_id text NOT NULL
);
CREATE INDEX shop_owner_of_merchant ON shop_owner (merchant_id, key);
