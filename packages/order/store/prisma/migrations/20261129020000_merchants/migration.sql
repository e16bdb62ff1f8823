-- noren.shop.v1.Merchant, as Shop tells it: while it is suspended none of its shops takes orders. Merchants of before come when they change.
CREATE TABLE merchant_info (
  key text COLLATE "C" PRIMARY KEY,
  version bigint NOT NULL,
  record bytea NOT NULL
);
