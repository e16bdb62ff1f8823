-- Categories and trees are kept whole, as the bytes of their messages (ADR 50). What stays beside a category, whose key is its id, is what queries and checks
-- need. Contents and filings stay in columns: counters, and rows that are no longer than their messages.
ALTER TABLE category ADD COLUMN record bytea;
UPDATE category SET record =
  pb_text(1, category_id) || pb_text(2, merchant_id) || pb_text(3, parent_id) || pb_texts(4, names) || pb_int(5, position) || pb_int(6, category_version);
ALTER TABLE category
  ALTER COLUMN record SET NOT NULL, ADD CHECK (parent_id <> key),
  DROP COLUMN category_id, DROP COLUMN names, DROP COLUMN category_version;
CREATE INDEX categories_of_merchant ON category (merchant_id);

ALTER TABLE tree ADD COLUMN record bytea;
UPDATE tree SET record = coalesce((
  SELECT string_agg(pb_bytes(1, pb_text(1, link ->> 0) || pb_text(2, link ->> 1)), ''::bytea ORDER BY nr)
  FROM jsonb_array_elements(links) WITH ORDINALITY AS t(link, nr)), ''::bytea);
ALTER TABLE tree ALTER COLUMN record SET NOT NULL, DROP COLUMN links;
