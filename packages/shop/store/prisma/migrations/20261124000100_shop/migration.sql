-- Whose shops they are. Registered once, never changed.
CREATE TABLE merchant (
  key text COLLATE "C" PRIMARY KEY,
  version bigint NOT NULL,
  merchant_id text COLLATE "C" NOT NULL UNIQUE,
  name text NOT NULL,
  currency text NOT NULL
);

-- Every shop as it stands. A pause with an end names it; nothing else does.
CREATE TABLE shop (
  key text COLLATE "C" PRIMARY KEY,
  version bigint NOT NULL,
  shop_id text COLLATE "C" NOT NULL UNIQUE,
  merchant_id text COLLATE "C" NOT NULL,
  name text NOT NULL,
  time_zone text NOT NULL,
  currency text NOT NULL,
  status text NOT NULL CHECK (status IN ('open', 'paused', 'closed')),
  paused_until timestamptz CHECK (paused_until IS NULL OR status = 'paused'),
  reason text NOT NULL,
  weekly_hours jsonb NOT NULL,
  shop_version bigint NOT NULL CHECK (shop_version > 0)
);
CREATE UNIQUE INDEX shops_of_merchant ON shop (merchant_id, shop_id);
