-- An order's version counts its events, so that whoever moves it on can say what they saw. The row's version counts commits, which may carry several.
ALTER TABLE orders ADD COLUMN order_version bigint;
UPDATE orders SET order_version = version;
ALTER TABLE orders ALTER COLUMN order_version SET NOT NULL;

-- What happened to an order and who it was: a row an event, written in its commit. Orders from before have the events since.
CREATE TABLE order_history (
  order_id text COLLATE "C" NOT NULL,
  version bigint NOT NULL,
  at timestamptz NOT NULL,
  event text NOT NULL,
  status text NOT NULL,
  actor text NOT NULL,
  detail jsonb,
  PRIMARY KEY (order_id, version)
);
