-- Receipts are whole orders in JSON. The merchant's own price of a line was its unitPrice and is its listPrice; what the platform charged was its
-- chargedUnitPrice and is its unitPrice. Records and events have these fields by number.
UPDATE outcome SET result = jsonb_set(result, '{lines}', (
  SELECT jsonb_agg(
    line - 'unitPrice' - 'chargedUnitPrice' || jsonb_strip_nulls(jsonb_build_object('listPrice', line -> 'unitPrice', 'unitPrice', line -> 'chargedUnitPrice'))
    ORDER BY nr)
  FROM jsonb_array_elements(result -> 'lines') WITH ORDINALITY AS t(line, nr)))
WHERE result @? '$.lines[*].soldBy';
UPDATE decision SET result = jsonb_set(result, '{lines}', (
  SELECT jsonb_agg(
    line - 'unitPrice' - 'chargedUnitPrice' || jsonb_strip_nulls(jsonb_build_object('listPrice', line -> 'unitPrice', 'unitPrice', line -> 'chargedUnitPrice'))
    ORDER BY nr)
  FROM jsonb_array_elements(result -> 'lines') WITH ORDINALITY AS t(line, nr)))
WHERE result @? '$.lines[*].soldBy';
