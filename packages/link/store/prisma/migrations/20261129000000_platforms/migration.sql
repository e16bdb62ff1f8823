-- Consumer platforms have a record and an id of their own: orders, idempotency keys and operations belong to it, and not to a name that any merchant may choose.
-- There is one for each merchant and name that had keys; keys that were made for several merchants at once are of a platform of those together.
-- made_for: the merchant's id, or a hash of the ids of several. former_subject: by what it was known before; platforms of other merchants may have had the same.
CREATE TABLE platform (
  platform_id text PRIMARY KEY,
  name text NOT NULL,
  made_for text NOT NULL,
  former_subject text,
  created_at timestamptz NOT NULL,
  UNIQUE (name, made_for)
);

ALTER TABLE api_key ADD COLUMN made_for text;
UPDATE api_key SET made_for = CASE WHEN cardinality(merchant_ids) = 1 THEN merchant_ids[1]
  ELSE encode(sha256(convert_to((SELECT string_agg(DISTINCT m COLLATE "C", ',' ORDER BY m COLLATE "C") FROM unnest(merchant_ids) AS m), 'UTF8')), 'hex') END;
INSERT INTO platform (platform_id, name, made_for, former_subject, created_at)
  SELECT 'plt_' || replace(gen_random_uuid()::text, '-', ''), platform, made_for, 'platform:' || platform, min(created_at) FROM api_key GROUP BY platform, made_for;

-- Keys of before could do all that there was.
ALTER TABLE api_key ADD COLUMN platform_id text REFERENCES platform (platform_id), ADD COLUMN scopes text[];
UPDATE api_key SET scopes = '{catalogue:read,orders:read,orders:write,feeds:read}', platform_id = platform.platform_id
  FROM platform WHERE platform.name = api_key.platform AND platform.made_for = api_key.made_for;
ALTER TABLE api_key ALTER COLUMN platform_id SET NOT NULL, ALTER COLUMN scopes SET NOT NULL, DROP COLUMN platform, DROP COLUMN made_for;
