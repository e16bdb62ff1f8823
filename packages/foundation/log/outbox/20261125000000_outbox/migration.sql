-- The outbox of a store whose log is elsewhere (Kafka, another database): records lie here in the order of their commits until the relay has brought them
-- to the log. With the log in the same database it stays empty.

-- Whose sequence numbers the records bear. A store that was restored from a backup must get a new one, or its numbers come twice: UPDATE it then.
CREATE TABLE outbox_source (
  single boolean PRIMARY KEY DEFAULT true CHECK (single),
  id text NOT NULL DEFAULT current_schema() || '-' || left(gen_random_uuid()::text, 8)
);
INSERT INTO outbox_source DEFAULT VALUES;

-- The head row of a partition as this store fills it. Whoever commits into it holds it until then, so visible order is sequence order, without gaps.
CREATE TABLE outbox_head (
  topic text NOT NULL,
  "partition" integer NOT NULL,
  next bigint NOT NULL,
  PRIMARY KEY (topic, "partition")
) WITH (fillfactor = 10, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);

-- `told`: of a record that carries positions, behind which numbers the others of its commit end; `held`: of the others of such a commit, which must stay
-- until it has left, or nobody would know any more where they went.
CREATE TABLE outbox (
  topic text NOT NULL,
  "partition" integer NOT NULL,
  seq bigint NOT NULL,
  commit bigint NOT NULL,
  held boolean NOT NULL,
  told jsonb,
  key text NOT NULL,
  id text NOT NULL,
  type text NOT NULL,
  headers json NOT NULL,
  value bytea NOT NULL,
  at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (topic, "partition", seq)
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);
ALTER TABLE outbox ALTER COLUMN value SET STORAGE EXTERNAL;

CREATE SEQUENCE outbox_commit;

-- Where the records of a commit went, for what refers to it as {"outbox": commit}.
CREATE TABLE relayed (
  commit bigint PRIMARY KEY,
  positions jsonb NOT NULL,
  at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX relayed_at ON relayed (at);

-- Which connection relays, and until when if it does not say so again.
CREATE TABLE outbox_lease (
  single boolean PRIMARY KEY DEFAULT true CHECK (single),
  holder integer NOT NULL DEFAULT 0,
  until timestamptz NOT NULL DEFAULT '-infinity'
) WITH (fillfactor = 10, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);
INSERT INTO outbox_lease DEFAULT VALUES;

-- Puts records into the outbox, in their order. Gives {"outbox": commit}, by which `relayed` will tell where they went.
-- The head rows are locked in one order, so commits wait for each other and never deadlock; call it last in a transaction.
CREATE FUNCTION outbox_put(topics text[], partitions integer[], keys text[], ids text[], types text[], headers text[], vals bytea[], carries boolean[])
RETURNS jsonb
LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan
SET enable_seqscan = off
SET enable_hashjoin = off
SET enable_mergejoin = off
AS $$
#variable_conflict use_column
DECLARE
  mine bigint := nextval('outbox_commit');
  carried boolean := true = ANY (carries);
  wanted record;
  head outbox_head%ROWTYPE;
  heads outbox_head[] := '{}';
  told jsonb := '{}';
BEGIN
  FOR wanted IN
    SELECT t.topic, t.number, count(*) AS records, bool_or(NOT t.carries) AS told
    FROM unnest(outbox_put.topics, outbox_put.partitions, outbox_put.carries) AS t(topic, number, carries)
    GROUP BY t.topic, t.number ORDER BY t.topic, t.number
  LOOP
    INSERT INTO outbox_head AS h (topic, "partition", next) VALUES (wanted.topic, wanted.number, wanted.records)
    ON CONFLICT (topic, "partition") DO UPDATE SET next = h.next + excluded.next
    RETURNING h.* INTO head;
    IF wanted.told THEN
      told := told || jsonb_build_object(head.topic || '/' || head."partition", head.next);
    END IF;
    head.next := head.next - wanted.records;
    heads := heads || head;
  END LOOP;

  INSERT INTO outbox (topic, "partition", seq, commit, held, told, key, id, type, headers, value)
  SELECT h.topic, h."partition", h.next - 1 + row_number() OVER (PARTITION BY h.topic, h."partition" ORDER BY r.nr), mine, carried AND NOT r.carries,
         CASE WHEN r.carries THEN told END, r.key, r.id, r.type, r.headers::json, r.value
  FROM unnest(outbox_put.topics, outbox_put.partitions, outbox_put.keys, outbox_put.ids, outbox_put.types, outbox_put.headers, outbox_put.vals,
              outbox_put.carries) WITH ORDINALITY AS r(topic, number, key, id, type, headers, value, carries, nr)
       JOIN unnest(heads) h ON h.topic = r.topic AND h."partition" = r.number;
  RETURN jsonb_build_object('outbox', mine);
END
$$;
