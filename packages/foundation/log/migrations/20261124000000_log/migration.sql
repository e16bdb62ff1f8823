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
  wanted record;
  head partition%ROWTYPE;
  heads partition[] := '{}';
  ends jsonb := '{}';
  told jsonb := '{}';
BEGIN
  FOR wanted IN
    SELECT t.topic, t.number, count(*) AS records, bool_or(NOT t.carries) AS told
    FROM unnest(append.topics, append.partitions, append.carries) AS t(topic, number, carries)
    GROUP BY t.topic, t.number ORDER BY t.topic, t.number
  LOOP
    UPDATE partition p
    SET next = p.next + wanted.records,
        last_at = greatest(p.last_at, coalesce(nullif(current_setting('noren.now', true), '')::timestamptz, clock_timestamp()))
    WHERE p.topic = wanted.topic AND p.partition = wanted.number
      AND EXISTS (SELECT FROM writer w WHERE w.topic = p.topic AND w.role = session_user)
    RETURNING p.* INTO head;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'log: role % may not append to %/%, or there is no such partition', session_user, wanted.topic, wanted.number
        USING ERRCODE = 'insufficient_privilege';
    END IF;
    ends := ends || jsonb_build_object(head.topic || '/' || head.partition, head.next);
    IF wanted.told THEN
      told := told || jsonb_build_object(head.topic || '/' || head.partition, head.next);
    END IF;
    head.next := head.next - wanted.records;
    heads := heads || head;
  END LOOP;

  INSERT INTO record (partition_id, "offset", key, id, type, headers, value, at)
  SELECT h.id, h.next - 1 + row_number() OVER (PARTITION BY h.id ORDER BY r.nr), r.key, r.id, r.type,
         CASE WHEN r.carries THEN (r.headers::jsonb || jsonb_build_object('positions', told::text))::text::json ELSE r.headers::json END,
         r.value, h.last_at
  FROM unnest(append.topics, append.partitions, keys, ids, types, append.headers, vals, append.carries)
         WITH ORDINALITY AS r(topic, partition, key, id, type, headers, value, carries, nr)
       JOIN unnest(heads) h ON h.topic = r.topic AND h.partition = r.partition;
  RETURN ends;
END
$$;
-- The records behind the given positions: at most `each` of a partition and `most` of all, rank by rank, so that a full partition does not push
-- the others out; in order per partition and about in the order of time. Pinned like append().
CREATE FUNCTION read(topics text[], partitions integer[], offsets bigint[], each integer, most integer)
RETURNS TABLE (topic text, partition integer, "offset" bigint, key text, id text, type text, headers json, value bytea, at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = log, pg_temp
SET plan_cache_mode = force_generic_plan
SET enable_seqscan = off
SET enable_bitmapscan = off
SET enable_hashjoin = off
SET enable_mergejoin = off
AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  SELECT f.topic, f.number, f."offset", f.key, f.id, f.type, f.headers, f.value, f.at
  FROM (
    SELECT given.topic, given.number, given.nr, r.*
    FROM unnest(read.topics, read.partitions, read.offsets) WITH ORDINALITY AS given(topic, number, at_offset, nr)
    JOIN partition p ON p.topic = given.topic AND p.partition = given.number
    CROSS JOIN LATERAL (SELECT * FROM record r WHERE r.partition_id = p.id AND r."offset" >= given.at_offset ORDER BY r."offset" LIMIT read.each) r
    ORDER BY r."offset" - given.at_offset, given.nr LIMIT read.most
  ) f
  ORDER BY f.at, f.nr, f."offset";
END
$$;

-- Tells that members are alive for `lease_ms` more, and what their groups look like now. `memberships`: [{"group", "id", "topics"}].
-- Gives, in the same order, {"members": [{"id", "topics"}], "partitions": [{"topic", "partition", "holder"}]}: those alive, and who holds what.
CREATE FUNCTION beat(memberships jsonb, lease_ms integer)
RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = log, pg_temp
AS $$
DECLARE
  groups jsonb;
BEGIN
  -- A heartbeat lost with a crash is none: nobody waits for the disk.
  PERFORM set_config('synchronous_commit', 'off', true);
  INSERT INTO member ("group", id, topics, alive_until)
  SELECT m."group", m.id, m.topics, clock_timestamp() + lease_ms * interval '1 ms'
  FROM jsonb_to_recordset(memberships) AS m("group" text, id text, topics text[]) ORDER BY m."group", m.id
  ON CONFLICT ("group", id) DO UPDATE SET topics = excluded.topics, alive_until = excluded.alive_until;

  DELETE FROM member WHERE ("group", id) IN (
    SELECT "group", id FROM member WHERE alive_until < clock_timestamp() - interval '1 minute' FOR UPDATE SKIP LOCKED);

  SELECT jsonb_agg(jsonb_build_object(
    'members', (
      SELECT jsonb_agg(jsonb_build_object('id', alive.id, 'topics', alive.topics))
      FROM member alive WHERE alive."group" = asked.membership->>'group' AND alive.alive_until > clock_timestamp()),
    'partitions', (
      SELECT jsonb_agg(jsonb_build_object('topic', p.topic, 'partition', p.partition, 'holder', holder.id))
      FROM partition p
      LEFT JOIN lease l ON l."group" = asked.membership->>'group' AND l.partition_id = p.id
      LEFT JOIN member holder ON holder."group" = l."group" AND holder.id = l.member AND holder.alive_until > clock_timestamp()
      WHERE p.topic IN (
        SELECT unnest(other.topics) FROM member other WHERE other."group" = asked.membership->>'group' AND other.alive_until > clock_timestamp()))
  ) ORDER BY asked.nr)
  FROM jsonb_array_elements(memberships) WITH ORDINALITY AS asked(membership, nr)
  INTO groups;
  RETURN groups;
END
$$;

-- Takes those of the partitions that nobody alive holds; gives the ones that the member holds now.
CREATE FUNCTION claim("group" text, member text, topics text[], partitions integer[])
RETURNS TABLE (topic text, "partition" integer)
LANGUAGE sql SECURITY DEFINER
SET search_path = log, pg_temp
AS $$
  WITH taken AS (
    INSERT INTO lease AS l ("group", partition_id, member)
    SELECT $1, p.id, $2
    FROM unnest($3, $4) AS wanted(topic, number) JOIN partition p ON p.topic = wanted.topic AND p.partition = wanted.number
    WHERE EXISTS (SELECT FROM member me WHERE me."group" = $1 AND me.id = $2 AND me.alive_until > clock_timestamp())
    ORDER BY p.id
    ON CONFLICT ("group", partition_id) DO UPDATE SET member = excluded.member
    WHERE l.member = excluded.member
       OR NOT EXISTS (SELECT FROM member h WHERE h."group" = l."group" AND h.id = l.member AND h.alive_until > clock_timestamp())
    RETURNING l.partition_id
  )
  SELECT p.topic, p.partition FROM taken JOIN partition p ON p.id = taken.partition_id
$$;

CREATE FUNCTION release("group" text, member text, topics text[], partitions integer[])
RETURNS void
LANGUAGE sql SECURITY DEFINER
SET search_path = log, pg_temp
AS $$
  DELETE FROM lease l USING partition p, unnest($3, $4) AS given(topic, number)
  WHERE p.topic = given.topic AND p.partition = given.number AND l.partition_id = p.id AND l."group" = $1 AND l.member = $2
$$;

CREATE FUNCTION leave("group" text, member text)
RETURNS void
LANGUAGE sql SECURITY DEFINER
SET search_path = log, pg_temp
AS $$
  DELETE FROM lease l WHERE l."group" = $1 AND l.member = $2;
  DELETE FROM member m WHERE m."group" = $1 AND m.id = $2;
$$;

-- Drops at most `at_most` of the oldest records of a partition that are older than `before`; how many went. For the topic's writers.
-- `at` never goes back, so the first record to keep is found by halving, without an index on `at`.
CREATE FUNCTION drop_before(of_topic text, of_partition integer, before timestamptz, at_most integer)
RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = log, pg_temp
SET enable_seqscan = off
AS $$
DECLARE
  head partition%ROWTYPE;
  low bigint;
  high bigint;
  middle bigint;
  dropped bigint;
BEGIN
  SELECT p.* INTO head FROM partition p
  WHERE p.topic = of_topic AND p.partition = of_partition
    AND EXISTS (SELECT FROM writer w WHERE w.topic = p.topic AND w.role = session_user);
  IF NOT FOUND THEN
    RAISE EXCEPTION 'log: role % may not drop records of %/%, or there is no such partition', session_user, of_topic, of_partition
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  low := head.first;
  high := least(head.next, head.first + at_most);
  WHILE low < high LOOP
    middle := (low + high) / 2;
    IF (SELECT r.at < before FROM record r WHERE r.partition_id = head.id AND r."offset" = middle) IS NOT FALSE THEN
      low := middle + 1;
    ELSE
      high := middle;
    END IF;
  END LOOP;
  DELETE FROM record r WHERE r.partition_id = head.id AND r."offset" >= head.first AND r."offset" < low;
  GET DIAGNOSTICS dropped = ROW_COUNT;
  -- Last: appenders wait for this row.
  UPDATE partition p SET first = greatest(p.first, low) WHERE p.id = head.id AND p.first < low;
  RETURN dropped;
END
$$;

-- Keeps a group's hints; see the table.
CREATE FUNCTION keep_hints("group" text, topics text[], partitions integer[], offsets bigint[], metadata text[])
RETURNS void
LANGUAGE sql SECURITY DEFINER
SET search_path = log, pg_temp
AS $$
  INSERT INTO commit_hint ("group", partition_id, "offset", metadata)
  SELECT $1, p.id, given.at_offset, given.said
  FROM unnest($2, $3, $4, $5) AS given(topic, number, at_offset, said) JOIN partition p ON p.topic = given.topic AND p.partition = given.number
  ORDER BY p.id
  ON CONFLICT ("group", partition_id) DO UPDATE SET "offset" = excluded."offset", metadata = excluded.metadata
$$;

CREATE FUNCTION hints("group" text)
RETURNS TABLE (topic text, partition integer, "offset" bigint, metadata text)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = log, pg_temp
AS $$
  SELECT p.topic, p.partition, h."offset", h.metadata FROM commit_hint h JOIN partition p ON p.id = h.partition_id WHERE h."group" = $1
$$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA log FROM PUBLIC;
