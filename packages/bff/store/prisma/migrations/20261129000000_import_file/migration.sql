-- A file as it came, with what it does not say itself: what is refused of it can be given back. `reading`: currency, language, encoding.
CREATE TABLE import_file (
  import_id text PRIMARY KEY REFERENCES import ON DELETE CASCADE,
  bytes bytea NOT NULL,
  reading jsonb NOT NULL
);
