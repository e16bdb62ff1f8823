-- Shops are kept whole, as the bytes of Shop's own message (ADR 50). What stays beside them is what queries need.
ALTER TABLE shop ADD COLUMN record bytea;
UPDATE shop SET record =
  pb_text(1, key) || pb_text(2, merchant_id) || pb_text(3, name) || pb_text(4, time_zone) || pb_text(5, currency) || pb_text(6, status)
  || pb_optional_text(7, paused_until) || pb_text(8, reason)
  || coalesce((
    SELECT string_agg(
      pb_bytes(9, pb_int(1, (one ->> 'weekday')::bigint) || pb_int(2, (one ->> 'fromMinute')::bigint) || pb_int(3, (one ->> 'untilMinute')::bigint)),
      ''::bytea ORDER BY nr)
    FROM jsonb_array_elements(weekly_hours) WITH ORDINALITY AS t(one, nr)), ''::bytea)
  || pb_int(10, shop_version);
ALTER TABLE shop
  ALTER COLUMN record SET NOT NULL,
  DROP COLUMN name, DROP COLUMN time_zone, DROP COLUMN currency, DROP COLUMN status, DROP COLUMN paused_until, DROP COLUMN reason,
  DROP COLUMN weekly_hours, DROP COLUMN shop_version;
