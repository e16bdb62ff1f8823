-- What the engine keeps for every context, in the context's own schema: how far it has read, what it was asked, what it answered.

-- How far a subscription has read a partition, and which takeover may move it (the fence).
CREATE TABLE "position" (
  subscription text NOT NULL,
  topic text NOT NULL,
  "partition" integer NOT NULL,
  next bigint NOT NULL DEFAULT 0,
  epoch bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (subscription, topic, "partition")
);

-- A call under its idempotency key: which command or commands it became.
CREATE TABLE claim (
  caller text NOT NULL,
  operation text NOT NULL,
  idempotency_key text NOT NULL,
  request_hash text NOT NULL,
  operation_id text NOT NULL UNIQUE,
  command_id text NOT NULL,
  commands integer NOT NULL,
  made jsonb NOT NULL,
  subject text,
  at timestamptz NOT NULL,
  PRIMARY KEY (caller, operation, idempotency_key)
);
CREATE INDEX claim_at ON claim (at);
-- Finds the claim behind an id that it made, which may not be decided yet.
CREATE INDEX claim_subject ON claim (subject) WHERE subject IS NOT NULL;

-- What became of each command, refusals included.
CREATE TABLE outcome (
  command_id text PRIMARY KEY,
  status text NOT NULL CHECK (status IN ('pending', 'done', 'refused', 'failed')),
  refusal jsonb,
  result jsonb,
  positions jsonb NOT NULL,
  at timestamptz NOT NULL
);
CREATE INDEX outcome_at ON outcome (at);

-- The decision under an earlier command's id, where it came later than the command's own outcome.
CREATE TABLE decision (
  command_id text PRIMARY KEY,
  status text NOT NULL CHECK (status IN ('done', 'refused')),
  refusal jsonb,
  result jsonb,
  positions jsonb NOT NULL,
  at timestamptz NOT NULL
);
CREATE INDEX decision_at ON decision (at);

-- Commands that fall due at an instant.
CREATE TABLE timer (
  key text PRIMARY KEY,
  due timestamptz NOT NULL,
  record_key text NOT NULL,
  type text NOT NULL,
  value bytea NOT NULL
);
CREATE INDEX timer_due ON timer (due);

-- Records that throw by themselves, alone in their batch: a bug. Redriving appends the record again.
CREATE TABLE dead_letter (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  subscription text NOT NULL,
  topic text NOT NULL,
  "partition" integer NOT NULL,
  "offset" bigint NOT NULL,
  record_key text NOT NULL,
  record_id text NOT NULL,
  type text NOT NULL,
  headers jsonb NOT NULL,
  value bytea NOT NULL,
  error text NOT NULL,
  at timestamptz NOT NULL,
  redriven_at timestamptz
);

-- Raised where a commit moved or wrote fewer rows than it should: somebody else has the partition, or wrote the records.
CREATE FUNCTION fenced(expected text, found text) RETURNS jsonb LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'fenced: expected %, found %', expected, found USING ERRCODE = 'NRN01';
END $$;
