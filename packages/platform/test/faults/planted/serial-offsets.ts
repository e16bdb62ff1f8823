import { asAdmin } from '../database.ts';

/**
 * A bug: offsets are drawn from a sequence before the commit, as a serial id is, so a reader that goes on behind the last it saw (`id > last`) skips what
 * commits late. Replaces the log's function in the database of a running platform.
 */
export const plantSerialOffsets = (database: string): Promise<void> =>
  asAdmin(database, async (admin) => {
    await admin.query(`
      DO $$ DECLARE p record; BEGIN
        FOR p IN SELECT id, next FROM log.partition LOOP
          EXECUTE format('CREATE SEQUENCE log.serial_%s MINVALUE 0 START %s', p.id, p.next);
          EXECUTE format('ALTER SEQUENCE log.serial_%s OWNER TO log', p.id);
        END LOOP;
      END $$;
      CREATE OR REPLACE FUNCTION log.append(topics text[], partitions integer[], keys text[], ids text[], types text[], headers text[], vals bytea[], carries boolean[])
      RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = log, pg_temp AS $$
      DECLARE
        one record;
        number bigint;
        ends jsonb := '{}';
      BEGIN
        FOR one IN
          SELECT p.id AS partition_id, r.* FROM unnest(append.topics, append.partitions, keys, ids, types, append.headers, vals)
            WITH ORDINALITY AS r(topic, partition, key, id, type, headers, value, nr)
            JOIN partition p ON p.topic = r.topic AND p.partition = r.partition ORDER BY r.nr
        LOOP
          number := nextval(format('log.serial_%s', one.partition_id));
          INSERT INTO record VALUES (one.partition_id, number, one.key, one.id, one.type, one.headers::json, one.value, clock_timestamp());
          ends := ends || jsonb_build_object(one.topic || '/' || one.partition, number + 1);
        END LOOP;
        PERFORM pg_sleep(random() * 0.05);
        UPDATE partition p SET next = greatest(p.next, e.next)
        FROM (SELECT key, value::bigint AS next FROM jsonb_each_text(ends)) e WHERE p.topic || '/' || p.partition = e.key;
        RETURN ends;
      END $$`);
  });
