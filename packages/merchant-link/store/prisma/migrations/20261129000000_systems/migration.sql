-- Merchants' systems have a record and an id of their own: what they do belongs to it, and not to a name or a key. One for each merchant and name that had keys.
-- former_subject: by what it was known before.
CREATE TABLE system (
  system_id text PRIMARY KEY,
  merchant_id text NOT NULL,
  name text NOT NULL,
  former_subject text,
  created_at timestamptz NOT NULL,
  UNIQUE (merchant_id, name)
);
INSERT INTO system (system_id, merchant_id, name, former_subject, created_at)
  SELECT 'sys_' || replace(gen_random_uuid()::text, '-', ''), merchant_id, system, 'system:' || merchant_id || ':' || system, min(created_at)
  FROM api_key GROUP BY merchant_id, system;

-- Keys of before could do all that there was.
ALTER TABLE api_key ADD COLUMN system_id text REFERENCES system (system_id), ADD COLUMN scopes text[];
UPDATE api_key SET scopes = '{items:read,items:write,stock:read,stock:write,orders:read,orders:write}', system_id = system.system_id
  FROM system WHERE system.merchant_id = api_key.merchant_id AND system.name = api_key.system;
ALTER TABLE api_key ALTER COLUMN system_id SET NOT NULL, ALTER COLUMN scopes SET NOT NULL, DROP COLUMN system;
