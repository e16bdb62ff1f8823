-- What a platform may see and order from is what its grants say, and no longer what its keys name. A platform is of the merchants that made it for themselves
-- (owner_ids), or of Noren's operator, one record for all merchants: then it has no owners, and made_for is empty.
-- grants_version: counts changes of its grants, so that what is kept of them in memory is known to be current by a look at the platform alone.
ALTER TABLE platform ADD COLUMN owner_ids text[] NOT NULL DEFAULT '{}', ADD COLUMN suspended_at timestamptz, ADD COLUMN grants_version bigint NOT NULL DEFAULT 0;
UPDATE platform SET owner_ids = coalesce(
  (SELECT array_agg(DISTINCT m ORDER BY m) FROM api_key AS k, unnest(k.merchant_ids) AS m WHERE k.platform_id = platform.platform_id), ARRAY[made_for]);

-- From which shops of a merchant a platform may sell; shop_ids is empty: from all, those to come too.
CREATE TABLE platform_grant (
  platform_id text NOT NULL REFERENCES platform (platform_id),
  merchant_id text NOT NULL,
  shop_ids text[] NOT NULL,
  granted_at timestamptz NOT NULL,
  PRIMARY KEY (platform_id, merchant_id)
);
CREATE INDEX platform_grant_of_merchant ON platform_grant (merchant_id, platform_id);

-- What live keys opened stays open.
INSERT INTO platform_grant (platform_id, merchant_id, shop_ids, granted_at)
  SELECT k.platform_id, m, '{}', min(k.created_at) FROM api_key AS k, unnest(k.merchant_ids) AS m WHERE k.revoked_at IS NULL GROUP BY k.platform_id, m;

-- ends_at, replaced_by: of a key that another one follows.
ALTER TABLE api_key DROP COLUMN merchant_ids, ADD COLUMN ends_at timestamptz, ADD COLUMN replaced_by text;
CREATE INDEX api_key_of_platform ON api_key (platform_id);
CREATE INDEX platform_of_owner ON platform USING gin (owner_ids);
