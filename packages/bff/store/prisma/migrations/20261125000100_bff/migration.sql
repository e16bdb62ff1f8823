-- People who may log in to the console. `password` is an argon2id hash in PHC form.
CREATE TABLE person (
  person_id text PRIMARY KEY,
  merchant_id text NOT NULL,
  email text NOT NULL,
  -- As it is compared: one account an address, whatever its case.
  email_folded text NOT NULL UNIQUE,
  name text NOT NULL,
  language text NOT NULL CHECK (language IN ('en', 'ja', 'ko')),
  password text NOT NULL,
  must_change_password boolean NOT NULL,
  disabled boolean NOT NULL DEFAULT false,
  last_seen_at timestamptz,
  version bigint NOT NULL DEFAULT 1
);
CREATE INDEX person_of_merchant ON person (merchant_id, person_id);

CREATE TABLE shop_role (
  person_id text NOT NULL REFERENCES person,
  shop_id text NOT NULL,
  role text NOT NULL CHECK (role IN ('clerk', 'manager', 'owner')),
  PRIMARY KEY (person_id, shop_id)
);
CREATE INDEX shop_role_of_shop ON shop_role (shop_id);

-- Who is logged in. The id itself is only in the browser; here is its hash.
CREATE TABLE session (
  hash text PRIMARY KEY,
  person_id text NOT NULL REFERENCES person,
  csrf text NOT NULL,
  started_at timestamptz NOT NULL,
  used_at timestamptz NOT NULL
);
CREATE INDEX session_of_person ON session (person_id);
CREATE INDEX session_by_use ON session (used_at);

-- Passwords that were tried, by account and by address: `account:<folded e-mail>`, `address:<IP>`.
CREATE TABLE attempt (
  subject text PRIMARY KEY,
  failures integer NOT NULL,
  locked_until timestamptz NOT NULL,
  last_at timestamptz NOT NULL
);
CREATE INDEX attempt_by_age ON attempt (last_at);

-- Writes of the console's own records, so that a repeat is the same write.
CREATE TABLE done_write (
  person_id text NOT NULL,
  key text NOT NULL,
  -- Hash of what was asked.
  request text NOT NULL,
  answer jsonb NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (person_id, key)
);
CREATE INDEX done_write_by_age ON done_write (at);

-- Files on their way into the catalogue.
CREATE TABLE import (
  import_id text PRIMARY KEY,
  merchant_id text NOT NULL,
  person_id text NOT NULL,
  person_name text NOT NULL,
  -- The idempotency key of the upload.
  key text NOT NULL,
  shop_id text,
  file_name text NOT NULL,
  kind text NOT NULL,
  state text NOT NULL CHECK (state IN ('ready', 'running', 'done', 'discarded')),
  counts jsonb NOT NULL,
  problems jsonb NOT NULL,
  -- How far the run is, and how many rows change something.
  done integer NOT NULL DEFAULT 0,
  of integer NOT NULL,
  created_at timestamptz NOT NULL,
  UNIQUE (person_id, key)
);
CREATE INDEX import_of_merchant ON import (merchant_id, created_at DESC);

CREATE TABLE import_row (
  import_id text NOT NULL REFERENCES import ON DELETE CASCADE,
  line integer NOT NULL,
  kind text NOT NULL CHECK (kind IN ('new', 'changed', 'same')),
  item jsonb NOT NULL,
  fields jsonb NOT NULL,
  PRIMARY KEY (import_id, line)
);

-- Merchants and their shops, as Shop's events tell them.
CREATE TABLE merchant (
  key text PRIMARY KEY,
  version bigint NOT NULL,
  name text NOT NULL,
  currency text NOT NULL
);
CREATE TABLE shop (
  key text PRIMARY KEY,
  version bigint NOT NULL,
  merchant_id text NOT NULL,
  name text NOT NULL,
  time_zone text NOT NULL,
  currency text NOT NULL,
  status text NOT NULL
);
CREATE INDEX shop_of_merchant ON shop (merchant_id, key);
