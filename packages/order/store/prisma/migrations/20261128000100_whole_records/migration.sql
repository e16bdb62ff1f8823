-- Records are kept whole, as the bytes of their messages (ADR 50). What stays beside them is what queries and checks need.

ALTER TABLE orders ADD COLUMN record bytea, ADD COLUMN out_of_stock boolean;
UPDATE orders SET
  record = pb_text(1, order_id) || pb_text(2, shop_id) || pb_text(3, merchant_id) || pb_text(4, channel) || pb_text(5, external_id) || pb_text(6, status)
    || pb_money(7, total_amount, currency)
    || coalesce((
      SELECT string_agg(
        pb_bytes(8, pb_text(1, one ->> 'code') || pb_text(2, one ->> 'message') || pb_optional_text(3, one ->> 'sku')
          || pb_optional_int(4, (one ->> 'requested')::bigint) || pb_optional_int(5, (one ->> 'available')::bigint)),
        ''::bytea ORDER BY nr)
      FROM jsonb_array_elements(reasons) WITH ORDINALITY AS t(one, nr)), ''::bytea)
    || pb_text(9, pb_instant(placed_at)) || pb_text(10, pb_instant(updated_at)) || pb_text(11, pb_instant(decide_by))
    || pb_int(12, ready_in_minutes) || pb_int(13, order_version) || pb_text(14, place_command_id),
  out_of_stock = reasons @> '[{"code": "out_of_stock"}]';
ALTER TABLE orders
  ALTER COLUMN record SET NOT NULL, ALTER COLUMN out_of_stock SET NOT NULL,
  DROP COLUMN order_id, DROP COLUMN merchant_id, DROP COLUMN channel, DROP COLUMN external_id, DROP COLUMN reasons, DROP COLUMN place_command_id,
  DROP COLUMN updated_at, DROP COLUMN decide_by, DROP COLUMN ready_in_minutes, DROP COLUMN order_version;

ALTER TABLE order_lines ADD COLUMN record bytea;
UPDATE order_lines SET record = pb_text(1, order_id) || coalesce((
  SELECT string_agg(
    pb_bytes(2, pb_int(1, (one ->> 'line')::bigint) || pb_text(2, one ->> 'sku') || pb_text(3, one ->> 'itemId') || pb_text(4, one ->> 'name')
      || pb_int(5, (one ->> 'itemVersion')::bigint) || pb_int(6, (one ->> 'quantity')::bigint) || pb_text(7, one ->> 'soldBy')
      || pb_money(8, (one -> 'unitPrice' ->> 'amount')::bigint, one -> 'unitPrice' ->> 'currency')
      || pb_money(9, (one -> 'chargedUnitPrice' ->> 'amount')::bigint, one -> 'chargedUnitPrice' ->> 'currency')
      || pb_money(10, (one -> 'total' ->> 'amount')::bigint, one -> 'total' ->> 'currency')
      || pb_int(11, (one ->> 'returned')::bigint)),
    ''::bytea ORDER BY nr)
  FROM jsonb_array_elements(lines) WITH ORDINALITY AS t(one, nr)), ''::bytea);
ALTER TABLE order_lines ALTER COLUMN record SET NOT NULL, DROP COLUMN order_id, DROP COLUMN lines;

ALTER TABLE article ADD COLUMN record bytea;
UPDATE article SET record = pb_text(1, merchant_id) || pb_text(2, sku) || pb_text(3, item_id) || pb_text(4, name)
  || pb_money(5, price_amount, price_currency) || pb_text(6, sold_by) || pb_text(7, status) || pb_int(8, item_version);
ALTER TABLE article
  ALTER COLUMN record SET NOT NULL,
  DROP COLUMN merchant_id, DROP COLUMN sku, DROP COLUMN item_id, DROP COLUMN name, DROP COLUMN price_amount, DROP COLUMN price_currency,
  DROP COLUMN sold_by, DROP COLUMN status, DROP COLUMN item_version;

-- noren.shop.v1.Shop. Order never kept a shop's name and why it is paused: they are empty until Shop tells the shop again.
ALTER TABLE shop_info ADD COLUMN record bytea;
UPDATE shop_info SET record =
  pb_text(1, shop_id) || pb_text(2, merchant_id) || pb_text(4, time_zone) || pb_text(5, currency) || pb_text(6, status)
  || pb_optional_text(7, pb_instant(paused_until))
  || coalesce((
    SELECT string_agg(
      pb_bytes(9, pb_int(1, (one ->> 'weekday')::bigint) || pb_int(2, (one ->> 'fromMinute')::bigint) || pb_int(3, (one ->> 'untilMinute')::bigint)),
      ''::bytea ORDER BY nr)
    FROM jsonb_array_elements(weekly_hours) WITH ORDINALITY AS t(one, nr)), ''::bytea)
  || pb_int(10, shop_version);
ALTER TABLE shop_info
  ALTER COLUMN record SET NOT NULL,
  DROP COLUMN shop_id, DROP COLUMN merchant_id, DROP COLUMN currency, DROP COLUMN status, DROP COLUMN paused_until, DROP COLUMN time_zone,
  DROP COLUMN weekly_hours, DROP COLUMN shop_version;

-- A history's column is named as in every other table: the record's version, beside which a row may have its own.
ALTER TABLE order_history RENAME COLUMN version TO record_version;
