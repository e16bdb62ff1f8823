-- What the records bear that came by way of an outbox: by source, the highest number that the subscription has dealt with in the partition. A record with
-- no higher one has come before.
ALTER TABLE "position" ADD COLUMN heard jsonb NOT NULL DEFAULT '{}';

-- Which log the store's positions are of: offsets of one mean nothing in another.
CREATE TABLE log_home (
  single boolean PRIMARY KEY DEFAULT true CHECK (single),
  log text NOT NULL
);
