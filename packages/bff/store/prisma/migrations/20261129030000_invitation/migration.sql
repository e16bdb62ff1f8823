-- People come in by a link that is good once and for a while: what stands in it is known by its hash, one a person.
-- Who was given a one-time password before and has not used it is invited anew by an owner: such a password lets nobody in any more.
CREATE TABLE invitation (
  person_id text PRIMARY KEY REFERENCES person (person_id),
  hash text NOT NULL UNIQUE,
  ends_at timestamptz NOT NULL
);
ALTER TABLE person RENAME COLUMN must_change_password TO invited;
-- Such a session could do nothing but choose a password, and would be a whole one now.
DELETE FROM session USING person WHERE person.person_id = session.person_id AND person.invited;
