-- Merchants and shops are kept whole, as the bytes of Shop's own messages (ADR 50). What stays beside them is what queries need.
ALTER TABLE merchant ADD COLUMN record bytea;
UPDATE merchant SET record = pb_text(1, key) || pb_text(2, name) || pb_text(3, currency);
ALTER TABLE merchant ALTER COLUMN record SET NOT NULL, DROP COLUMN name, DROP COLUMN currency;

ALTER TABLE shop ADD COLUMN record bytea;
UPDATE shop SET record = pb_text(1, key) || pb_text(2, merchant_id) || pb_text(3, name) || pb_text(4, time_zone) || pb_text(5, currency) || pb_text(6, status);
ALTER TABLE shop ALTER COLUMN record SET NOT NULL, DROP COLUMN time_zone, DROP COLUMN currency, DROP COLUMN status;

-- Of shops more was told than was kept (their hours, their versions). Each is as it was shown before, with version 0, which its next event exceeds;
-- `npm run rebuild -- bff.shops` makes them whole at once.
