-- What an item is found by: its names in all languages, its SKU and its GTIN, folded as SKUs are (NFKC, without case), a line each. The engine writes it; what
-- was there before is folded here, with Unicode's rules of case where the server has them, else with its own.
ALTER TABLE item ADD COLUMN search_text text COLLATE "C";
DO $$
DECLARE
  folded text := CASE WHEN EXISTS (SELECT FROM pg_collation WHERE collname = 'und-x-icu') THEN 'lower(upper(%1$s COLLATE "und-x-icu"))' ELSE 'lower(upper(%1$s))' END;
BEGIN
  EXECUTE 'UPDATE item SET search_text = normalize(' || format(folded,
    $text$normalize((SELECT string_agg(name ->> 'text', E'\n') FROM jsonb_array_elements(names) AS name) || E'\n' || sku || E'\n' || coalesce(gtin, ''), NFKC)$text$)
    || ', NFKC)';
END $$;
ALTER TABLE item ALTER COLUMN search_text SET NOT NULL;

-- What Item keeps of Category's events: under which category an item is filed, by the item's key. One that is filed nowhere has no row.
CREATE TABLE filing (
  key text COLLATE "C" PRIMARY KEY,
  version bigint NOT NULL,
  merchant_id text COLLATE "C" NOT NULL,
  category_id text COLLATE "C" NOT NULL
);
CREATE INDEX filings_of_category ON filing (merchant_id, category_id);
