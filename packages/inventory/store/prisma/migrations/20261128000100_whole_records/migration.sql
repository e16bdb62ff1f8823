-- Holds are kept whole, as the bytes of their messages (ADR 50). Stock stays in columns: it is written with every order, and SQL itself adds it up.
ALTER TABLE hold ADD COLUMN record bytea;
UPDATE hold SET record =
  pb_text(1, shop_id) || pb_text(2, holder) || pb_text(3, status)
  || coalesce((
    SELECT string_agg(pb_bytes(4, pb_text(1, one ->> 'sku') || pb_int(2, (one ->> 'quantity')::bigint)), ''::bytea ORDER BY nr)
    FROM jsonb_array_elements(lines) WITH ORDINALITY AS t(one, nr)), ''::bytea)
  || pb_optional_text(5, pb_instant(expires_at));
ALTER TABLE hold
  ALTER COLUMN record SET NOT NULL,
  DROP COLUMN shop_id, DROP COLUMN holder, DROP COLUMN status, DROP COLUMN lines, DROP COLUMN expires_at;

-- A level's version counts its events; the row's counts commits, which may carry several. Each event of an article is a line of its ledger.
ALTER TABLE stock ADD COLUMN record_version bigint;
UPDATE stock SET record_version =
  greatest(version, (SELECT count(*) FROM ledger WHERE ledger.shop_id = stock.shop_id AND ledger.sku_key = stock.sku_key));
ALTER TABLE stock ALTER COLUMN record_version SET NOT NULL;
