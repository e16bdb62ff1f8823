-- Items are kept whole, as the bytes of their messages (ADR 50). What stays beside them is what makes a SKU unique, orders pages, and is searched. Nobody
-- looks an item up by its id, so an import has one index less to write. Filings stay in columns: searches join them.
ALTER TABLE item ADD COLUMN record bytea;
UPDATE item SET record =
  pb_text(1, item_id) || pb_text(2, merchant_id) || pb_text(3, sku) || pb_optional_text(4, gtin) || pb_texts(5, names)
  || pb_money(6, price_amount, currency) || pb_text(7, tax_class) || pb_text(8, status)
  || coalesce((
    SELECT string_agg(pb_optional_text(9, url), ''::bytea ORDER BY nr)
    FROM jsonb_array_elements_text(image_urls) WITH ORDINALITY AS t(url, nr)), ''::bytea)
  || pb_text(10, sold_by) || pb_int(11, item_version);
ALTER TABLE item
  ALTER COLUMN record SET NOT NULL,
  DROP COLUMN item_id, DROP COLUMN sku, DROP COLUMN names, DROP COLUMN price_amount, DROP COLUMN currency, DROP COLUMN tax_class,
  DROP COLUMN image_urls, DROP COLUMN sold_by, DROP COLUMN item_version;
