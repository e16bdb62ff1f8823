-- An article's ledger is read newest first and by time. Entries of a shop are written in the order of their instants, so one index does for both.
DROP INDEX ledger_of_article;
CREATE INDEX ledger_of_article ON ledger (shop_id, sku_key, at, entry);
