-- Who operates Noren: a key each, kept as its hash.
CREATE TABLE operator (
  operator_id text PRIMARY KEY,
  hash text NOT NULL UNIQUE,
  prefix text NOT NULL,
  created_at timestamptz NOT NULL,
  revoked_at timestamptz
);

-- What operators have made, by the codes that they gave. It is claimed before it is asked for, so that a repeat asks for the same thing again; done_at: it is there.
-- scope: whose code it is, the merchant of a shop; empty where it is the platform's.
CREATE TABLE creation (
  noun text NOT NULL,
  scope text NOT NULL,
  code text NOT NULL,
  id text NOT NULL UNIQUE,
  request jsonb NOT NULL,
  claimed_at timestamptz NOT NULL,
  done_at timestamptz,
  PRIMARY KEY (noun, scope, code)
);

-- The audit log: what was asked, and what became of it. An entry without an outcome is of a process that ended before it knew.
CREATE TABLE audit_entry (
  entry_id text PRIMARY KEY,
  at timestamptz NOT NULL,
  operator_id text NOT NULL,
  noun text NOT NULL,
  verb text NOT NULL,
  request jsonb NOT NULL
);
CREATE TABLE audit_outcome (
  entry_id text PRIMARY KEY REFERENCES audit_entry (entry_id),
  at timestamptz NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('done', 'repeated', 'refused', 'failed')),
  code text NOT NULL,
  message text NOT NULL,
  subject text NOT NULL
);
CREATE INDEX audit_outcome_subject ON audit_outcome (subject, entry_id DESC) WHERE subject <> '';

-- Nothing in it is changed or taken away, by this module's role either.
CREATE FUNCTION audit_is_appended_to() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit log is appended to, never changed';
END $$;
CREATE TRIGGER appended BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry EXECUTE FUNCTION audit_is_appended_to();
CREATE TRIGGER appended BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_outcome EXECUTE FUNCTION audit_is_appended_to();
