-- The log: records in partitions, offsets without gaps, readers' groups. Owned by the role `log`, in the schema `log`.
-- Contexts never write these tables: they append through append(), which asks who they are.

CREATE TABLE topic (
  name text PRIMARY KEY,
  partitions integer NOT NULL CHECK (partitions > 0)
);

CREATE TABLE writer (
  topic text NOT NULL REFERENCES topic,
  role name NOT NULL,
  PRIMARY KEY (topic, role)
);

-- The head row of a partition. Whoever appends holds it until the commit, so visible order is offset order.
-- `first`: the oldest offset that retention has kept. `next`: the offset of the next record. `last_at`: the instant of the newest record.
CREATE TABLE partition (
  id integer GENERATED ALWAYS AS IDENTITY UNIQUE,
  topic text NOT NULL REFERENCES topic,
  partition integer NOT NULL CHECK (partition >= 0),
  first bigint NOT NULL DEFAULT 0,
  next bigint NOT NULL DEFAULT 0,
  last_at timestamptz NOT NULL DEFAULT '-infinity',
  PRIMARY KEY (topic, partition)
) WITH (fillfactor = 10, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);

-- No foreign key to partition: a check per record costs more than the insert, and append() is the only way in.
CREATE TABLE record (
  partition_id integer NOT NULL,
  "offset" bigint NOT NULL,
  key text NOT NULL,
  id text NOT NULL,
  type text NOT NULL,
  headers json NOT NULL,
  value bytea NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (partition_id, "offset")
);
-- Protobuf hardly shrinks; compressing large values would cost the appender more than it saves.
ALTER TABLE record ALTER COLUMN value SET STORAGE EXTERNAL;

-- A member of a group is alive until `alive_until`, which its heartbeats move; its leases hold as long as it is alive.
CREATE TABLE member (
  "group" text NOT NULL,
  id text NOT NULL,
  topics text[] NOT NULL,
  alive_until timestamptz NOT NULL,
  PRIMARY KEY ("group", id)
) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);

CREATE TABLE lease (
  "group" text NOT NULL,
  partition_id integer NOT NULL,
  member text NOT NULL,
  PRIMARY KEY ("group", partition_id)
);

-- A hint that a group keeps beside a partition. What is true stands in the subscriber's own store.
CREATE TABLE commit_hint (
  "group" text NOT NULL,
  partition_id integer NOT NULL,
  "offset" bigint NOT NULL,
  metadata text NOT NULL,
  PRIMARY KEY ("group", partition_id)
);

-- Appends records, in their order, as one: all or none. Gives where each partition ended: {"topic/partition": next offset}.
-- The head rows are locked in one order, so appenders wait for each other and never deadlock; call it last in a transaction.
-- Records with `carries` get the header `positions`: where the other, non-carrying records of this call ended.
-- The setting noren.now (tests) stands for the clock; either way `at` never goes back within a partition.
CREATE FUNCTION append(topics text[], partitions integer[], keys text[], ids text[], types text[], headers text[], vals bytea[], carries boolean[])
RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = log, pg_temp
-- One plan for good: never one made for tables that happened to be empty.
SET plan_cache_mode = force_generic_plan
SET enable_seqscan = off
SET enable_hashjoin = off
SET enable_mergejoin = off
AS $$
DECLARE
  ends jsonb;
  written bigint;
BEGIN
  IF cardinality(topics) = 0 THEN
    RETURN '{}'::jsonb;
  END IF;

  -- Its own statement: the next one must see what the holders before us have committed.
  PERFORM FROM partition p
    WHERE (p.topic, p.partition) IN (SELECT * FROM unnest(append.topics, append.partitions))
    ORDER BY p.topic, p.partition FOR NO KEY UPDATE;

  WITH given AS MATERIALIZED (
    SELECT r.*, row_number() OVER (PARTITION BY r.topic, r.partition ORDER BY r.nr) - 1 AS place
    FROM unnest(append.topics, append.partitions, keys, ids, types, append.headers, vals, carries)
      WITH ORDINALITY AS r(topic, partition, key, id, type, headers, value, carries, nr)
  ), taken AS (
    SELECT g.topic, g.partition, count(*) AS records, bool_or(NOT g.carries) AS told FROM given g GROUP BY g.topic, g.partition
  ), moved AS (
    UPDATE partition p
    SET next = p.next + t.records,
        last_at = greatest(p.last_at, coalesce(nullif(current_setting('noren.now', true), '')::timestamptz, clock_timestamp()))
    FROM taken t
    WHERE p.topic = t.topic AND p.partition = t.partition
      AND EXISTS (SELECT FROM writer w WHERE w.topic = p.topic AND w.role = session_user)
    RETURNING p.id, p.topic, p.partition, p.next, p.next - t.records AS begins, p.last_at, t.told
  ), summed AS (
    SELECT jsonb_object_agg(m.topic || '/' || m.partition, m.next) AS ends,
           coalesce(jsonb_object_agg(m.topic || '/' || m.partition, m.next) FILTER (WHERE m.told), '{}'::jsonb)::text AS told
    FROM moved m
  ), inserted AS (
    INSERT INTO record (partition_id, "offset", key, id, type, headers, value, at)
    SELECT m.id, m.begins + g.place, g.key, g.id, g.type,
           CASE WHEN g.carries THEN (g.headers::jsonb || jsonb_build_object('positions', s.told))::text::json ELSE g.headers::json END,
           g.value, m.last_at
    FROM summed s, given g JOIN moved m ON m.topic = g.topic AND m.partition = g.partition
    RETURNING 1
  )
  SELECT s.ends, (SELECT count(*) FROM inserted) INTO ends, written FROM summed s;

  IF written <> cardinality(topics) THEN
    RAISE EXCEPTION 'log: % may not append to all of %, or a partition of them does not exist', session_user,
      (SELECT array_agg(DISTINCT t || '/' || p) FROM unnest(append.topics, append.partitions) AS x(t, p))
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN ends;
END
$$;
REVOKE ALL ON FUNCTION append FROM PUBLIC;
