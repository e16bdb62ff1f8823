import type pg from 'pg';

/** From where people have logged in: `device:<hash>` of a cookie, `network:<address>`. */
export interface KnownPlaces {
  /** Those of these places from which the person has come in before. */
  known(personId: string, places: readonly string[]): Promise<ReadonlySet<string>>;
  note(personId: string, places: readonly string[], now: Date): Promise<void>;
  sweep(notUsedSince: Date): Promise<void>;
}

export const knownPlaces = (pool: pg.Pool): KnownPlaces => ({
  async known(personId, places) {
    const { rows } = await pool.query<{ place: string }>('SELECT place FROM known_place WHERE person_id = $1 AND place = ANY ($2)', [personId, places]);
    return new Set(rows.map(({ place }) => place));
  },
  async note(personId, places, now) {
    await pool.query(
      `INSERT INTO known_place (person_id, place, used_at) SELECT $1, place, $3 FROM unnest($2::text[]) AS p (place)
       ON CONFLICT (person_id, place) DO UPDATE SET used_at = EXCLUDED.used_at`,
      [personId, places, now],
    );
  },
  async sweep(notUsedSince) {
    await pool.query('DELETE FROM known_place WHERE used_at < $1', [notUsedSince]);
  },
});
