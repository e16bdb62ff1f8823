import type pg from 'pg';

/** A link that is out: whose it is, and until when. */
type Invitation = Readonly<{ personId: string; endsAt: Date }>;

/** Links by which people come in who have no password, by the hash of what stands in them. */
export interface Invitations {
  /** In place of an earlier one of the same person. */
  make(personId: string, hash: string, endsAt: Date): Promise<void>;
  /** One that has not ended. */
  find(hash: string, now: Date): Promise<Invitation | undefined>;
  /** Takes it: of those who use one at the same time, one is told that it was theirs. */
  use(hash: string, now: Date): Promise<boolean>;
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
  use: async (hash, now) => (await pool.query('DELETE FROM invitation WHERE hash = $1 AND ends_at > $2', [hash, now])).rowCount === 1,
  async sweep(before) {
    await pool.query('DELETE FROM invitation WHERE ends_at < $1', [before]);
  },
});
