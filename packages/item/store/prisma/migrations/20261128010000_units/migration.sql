-- Changes of the unit in which an item is sold that wait for Inventory's word, by the item's key; and where a merchant sells, as Shop's events say.
CREATE TABLE unit_change (
  key text COLLATE "C" PRIMARY KEY,
  version bigint NOT NULL,
  record bytea NOT NULL
);
CREATE TABLE merchant_shops (
  key text COLLATE "C" PRIMARY KEY,
  version bigint NOT NULL,
  record bytea NOT NULL
);
