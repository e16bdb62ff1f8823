-- An order as it stands: small, and written at each of its transitions. Its lines lie beside it.
CREATE TABLE orders (
  key text PRIMARY KEY,
  version bigint NOT NULL,
  order_id text NOT NULL,
  shop_id text NOT NULL,
  merchant_id text NOT NULL,
  channel text NOT NULL,
  external_id text NOT NULL,
  status text NOT NULL CHECK (status IN ('placed', 'confirmed', 'rejected', 'accepted', 'ready', 'handed_over', 'completed', 'cancelled')),
  total_amount bigint NOT NULL,
  currency text NOT NULL,
  reasons jsonb NOT NULL,
  place_command_id text NOT NULL,
  placed_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  decide_by timestamptz NOT NULL,
  ready_in_minutes integer NOT NULL
);
CREATE INDEX orders_of_shop ON orders (shop_id, key);
CREATE INDEX open_orders_of_shop ON orders (shop_id, status, key) WHERE status NOT IN ('rejected', 'completed', 'cancelled');

-- The lines of an order: written when it is placed, and when some of them come back.
CREATE TABLE order_lines (
  key text PRIMARY KEY,
  version bigint NOT NULL,
  order_id text NOT NULL,
  lines jsonb NOT NULL
);

-- What Order keeps of Item's events: the price and name that an order line is given.
CREATE TABLE article (
  key text PRIMARY KEY,
  version bigint NOT NULL,
  merchant_id text NOT NULL,
  sku text NOT NULL,
  item_id text NOT NULL,
  name text NOT NULL,
  price_amount bigint NOT NULL,
  price_currency text NOT NULL,
  sold_by text NOT NULL,
  status text NOT NULL,
  item_version bigint NOT NULL
);

-- What Order keeps of Shop's events: whose a shop is, and whether it takes orders at an instant.
CREATE TABLE shop_info (
  key text PRIMARY KEY,
  version bigint NOT NULL,
  shop_id text NOT NULL,
  merchant_id text NOT NULL,
  currency text NOT NULL,
  status text NOT NULL,
  paused_until timestamptz,
  time_zone text NOT NULL,
  weekly_hours jsonb NOT NULL,
  shop_version bigint NOT NULL
);
