-- What a platform has asked of a merchant: once for all, so that nobody is asked again and again. merchant_id is as the platform said it: nobody looks whether there is such a
-- merchant, so that the platform learns nothing from asking. That it was let in, the grant says; state: pending, refused, or ended (a grant was taken back).
CREATE TABLE connection (
  platform_id text NOT NULL REFERENCES platform (platform_id),
  merchant_id text NOT NULL,
  shop_ids text[] NOT NULL,
  state text NOT NULL,
  asked_at timestamptz NOT NULL,
  decided_at timestamptz,
  PRIMARY KEY (platform_id, merchant_id)
);
CREATE INDEX connection_of_merchant ON connection (merchant_id, platform_id);
