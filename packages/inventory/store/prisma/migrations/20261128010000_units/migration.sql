-- What a shop counts an article in, where Item ever wanted to change that; by the key of its stock.
CREATE TABLE unit (
  key text COLLATE "C" PRIMARY KEY,
  version bigint NOT NULL,
  record bytea NOT NULL
);
