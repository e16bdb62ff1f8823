-- Writes protobuf in SQL, for migrations that put columns into records (ADR 50). Fields are named by their number; what is null, or is the default of a
-- field without `optional`, is left out, as generated code does it.

CREATE FUNCTION pb_varint(value bigint) RETURNS bytea LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
  bytes bytea := '';
  rest bigint := value;
BEGIN
  IF value BETWEEN 0 AND 127 THEN RETURN set_byte('\x00'::bytea, 0, value::int); END IF;
  WHILE rest < 0 OR rest > 127 LOOP
    bytes := bytes || set_byte('\x00'::bytea, 0, ((rest & 127) | 128)::int);
    rest := (rest >> 7) & 144115188075855871; -- without the sign, which >> repeats
  END LOOP;
  RETURN bytes || set_byte('\x00'::bytea, 0, rest::int);
END $$;

-- In plpgsql, which keeps its plan: a million items are written by it.
CREATE FUNCTION pb_bytes(field integer, value bytea) RETURNS bytea LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  RETURN coalesce(pb_varint((field << 3 | 2)::bigint) || pb_varint(octet_length(value)::bigint) || value, ''::bytea);
END $$;

-- A text, an integer, a boolean; and the same where the field is `optional`.
CREATE FUNCTION pb_text(field integer, value text) RETURNS bytea LANGUAGE sql IMMUTABLE
  RETURN pb_bytes(field, convert_to(nullif(value, ''), 'UTF8'));
CREATE FUNCTION pb_int(field integer, value bigint) RETURNS bytea LANGUAGE sql IMMUTABLE
  RETURN coalesce(pb_varint((field << 3)::bigint) || pb_varint(nullif(value, 0)), ''::bytea);
CREATE FUNCTION pb_bool(field integer, value boolean) RETURNS bytea LANGUAGE sql IMMUTABLE
  RETURN pb_int(field, value::int::bigint);
CREATE FUNCTION pb_optional_text(field integer, value text) RETURNS bytea LANGUAGE sql IMMUTABLE
  RETURN pb_bytes(field, convert_to(value, 'UTF8'));
CREATE FUNCTION pb_optional_int(field integer, value bigint) RETURNS bytea LANGUAGE sql IMMUTABLE
  RETURN coalesce(pb_varint((field << 3)::bigint) || pb_varint(value), ''::bytea);

-- noren.wire.v1.Money, and an instant in the form of the domain: ISO 8601, UTC, milliseconds.
CREATE FUNCTION pb_money(field integer, amount bigint, currency text) RETURNS bytea LANGUAGE sql IMMUTABLE
  RETURN CASE WHEN currency IS NULL THEN ''::bytea ELSE pb_bytes(field, pb_int(1, amount) || pb_text(2, currency)) END;
CREATE FUNCTION pb_instant(value timestamptz) RETURNS text LANGUAGE sql IMMUTABLE
  RETURN to_char(value AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"');

-- noren.wire.v1.LocalizedText, for each of a JSON list of them.
CREATE FUNCTION pb_texts(field integer, list jsonb) RETURNS bytea LANGUAGE sql IMMUTABLE
  RETURN coalesce((
    SELECT string_agg(pb_bytes(field, pb_text(1, one ->> 'language') || pb_text(2, one ->> 'text')), ''::bytea ORDER BY nr)
    FROM jsonb_array_elements(list) WITH ORDINALITY AS t(one, nr)), ''::bytea);
