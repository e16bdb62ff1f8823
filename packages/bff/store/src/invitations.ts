import type pg from 'pg';

/** A link that is out: whose it is, and until when. */
type Invitation = Readonly<{ personId: string; endsAt: Date }>;

/** Links by which people come in who have no password, by the hash of what stands in them. */
export interface Invitations {
  /** In place of an earlier one of the same person. */
  make(personId: string, hash: string, endsAt: Date): Promise<void>;
  /** One that has not ended. */
  find(hash: string, now: Date): Promise<Invitation | undefined>;
  /** Uses it up and keeps the password of its person (by its hash), whose id it gives: of those who use one at the same time, to one. */
  use(hash: string, password: string, now: Date): Promise<string | undefined>;
  sweep(before: Date): Promise<void>;
}

export const invitations = (pool: pg.Pool): Invitations => ({
  async make(personId, hash, endsAt) {
    await pool.query(
      'INSERT INTO invitation (person_id, hash, ends_at) VALUES ($1, $2, $3) ON CONFLICT (person_id) DO UPDATE SET hash = excluded.hash, ends_at = excluded.ends_at',
      [personId, hash, endsAt],
    );
  },
  async find(hash, now) {
    const { rows } = await pool.query<{ person_id: string; ends_at: Date }>('SELECT person_id, ends_at FROM invitation WHERE hash = $1 AND ends_at > $2', [
      hash,
      now,
    ]);
    return rows.map(({ person_id, ends_at }) => ({ personId: person_id, endsAt: ends_at }))[0];
  },
  async use(hash, password, now) {
    const { rows } = await pool.query<{ person_id: string }>(
      `WITH used AS (DELETE FROM invitation WHERE hash = $1 AND ends_at > $3 RETURNING person_id)
       UPDATE person SET password = $2, invited = false, version = version + 1 FROM used
       WHERE person.person_id = used.person_id AND invited AND NOT disabled RETURNING person.person_id`,
      [hash, password, now],
    );
    return rows[0]?.person_id;
  },
  async sweep(before) {
    await pool.query('DELETE FROM invitation WHERE ends_at < $1', [before]);
  },
});
