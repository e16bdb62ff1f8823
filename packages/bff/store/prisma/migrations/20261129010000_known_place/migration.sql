-- Browsers (by the hash of a cookie) and networks from which somebody has logged in: what is guessed elsewhere does not keep them out.
CREATE TABLE known_place (
  person_id text NOT NULL,
  place text NOT NULL,
  used_at timestamptz NOT NULL,
  PRIMARY KEY (person_id, place)
);
