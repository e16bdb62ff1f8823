-- A tree says what its categories are called, so that a path is found in it (ADR 73): each link gets the names of its category, in their order.

-- The fields of a protobuf message that have a length (texts, messages, bytes), in their order; those that are numbers are passed over.
CREATE FUNCTION pb_fields(message bytea) RETURNS TABLE (nr integer, field integer, value bytea) LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  at integer := 0;
  number bigint;
  shift integer;
  tag bigint;
BEGIN
  nr := 0;
  WHILE at < octet_length(message) LOOP
    FOR part IN 1..2 LOOP
      number := 0;
      shift := 0;
      LOOP
        number := number | ((get_byte(message, at) & 127)::bigint << shift);
        at := at + 1;
        EXIT WHEN get_byte(message, at - 1) < 128;
        shift := shift + 7;
      END LOOP;
      IF part = 1 THEN tag := number; END IF;
    END LOOP;
    IF tag & 7 = 2 THEN
      nr := nr + 1;
      field := tag >> 3;
      value := substring(message FROM at + 1 FOR number::integer);
      at := at + number::integer;
      RETURN NEXT;
    END IF;
  END LOOP;
END $$;

WITH named AS (
  SELECT c.key, string_agg(pb_bytes(3, t.value), ''::bytea ORDER BY n.nr) AS names
  FROM category c, pb_fields(c.record) n, pb_fields(n.value) t
  WHERE n.field = 4 AND t.field = 2
  GROUP BY c.key
), linked AS (
  SELECT tree.key, string_agg(pb_bytes(1, l.value || coalesce(named.names, ''::bytea)), ''::bytea ORDER BY l.nr) AS record
  FROM tree
  CROSS JOIN pb_fields(tree.record) l
  LEFT JOIN pb_fields(l.value) id ON id.field = 1
  LEFT JOIN named ON named.key = convert_from(id.value, 'UTF8')
  GROUP BY tree.key
)
UPDATE tree SET record = linked.record FROM linked WHERE linked.key = tree.key;

DROP FUNCTION pb_fields(bytea);
