import type pg from 'pg';

/** Of a subject, the first `free` failures in a row cost nothing; the next one locks it for a second, each further one for twice as long. */
type BackOff = Readonly<{ subject: string; free: number; longestMs: number }>;

/** Passwords that were tried. An attempt counts as failed from its beginning until it is forgiven, so that many at once are not more than one after the other. */
export interface Attempts {
  /** Counts an attempt of each subject, unless it is locked; where one of them is, it says for how long (milliseconds), else 0. */
  begin(of: readonly BackOff[], now: Date): Promise<number>;
  /** The attempt was right: failures are forgotten, but those of an address, which many share: it gets its one back. */
  forgive(subjects: readonly string[]): Promise<void>;
  sweep(before: Date): Promise<void>;
}

/** Failures are forgotten after this long without another. */
const FORGOTTEN_AFTER = '1 hour';
const FAILURES = `CASE WHEN a.last_at < $4::timestamptz - interval '${FORGOTTEN_AFTER}' THEN 1 ELSE a.failures + 1 END`;

export const attempts = (pool: pg.Pool): Attempts => ({
  async begin(of, now) {
    // Locked and counted in one statement: of many that come at once, each sees what those before it have counted. What is not locked is so since ever: the clocks
    // of two requests may be in another order than their statements.
    const { rows } = await pool.query<{ counted: number; wait: number | null }>(
      `WITH asked AS (SELECT * FROM unnest($1::text[], $2::int[], $3::float8[]) AS a (subject, free, longest) ORDER BY subject),
            counted AS (
              INSERT INTO attempt AS a (subject, failures, locked_until, last_at) SELECT subject, 1, 'epoch'::timestamptz, $4::timestamptz FROM asked
              ON CONFLICT (subject) DO UPDATE SET
                failures = ${FAILURES},
                locked_until = (SELECT CASE WHEN ${FAILURES} > asked.free
                  THEN $4::timestamptz + least(asked.longest, 1000 * power(2, least(30, ${FAILURES} - asked.free - 1))) * interval '1 millisecond'
                  ELSE 'epoch' END FROM asked WHERE asked.subject = a.subject),
                last_at = $4::timestamptz
              WHERE a.locked_until <= $4::timestamptz
              RETURNING 1)
       SELECT (SELECT count(*) FROM counted)::int AS counted,
              (SELECT extract(epoch FROM max(locked_until) - $4::timestamptz)::float8 * 1000 FROM attempt JOIN asked USING (subject)) AS wait`,
      [of.map(({ subject }) => subject), of.map(({ free }) => free), of.map(({ longestMs }) => longestMs), now],
    );
    const [{ counted, wait } = { counted: 0, wait: 0 }] = rows;
    return counted === of.length ? 0 : Math.max(1_000, wait ?? 0);
  },
  async forgive(subjects) {
    const [shared, own] = [subjects.filter((subject) => subject.startsWith('address:')), subjects.filter((subject) => !subject.startsWith('address:'))];
    await pool.query('DELETE FROM attempt WHERE subject = ANY ($1)', [own]);
    await pool.query(`UPDATE attempt SET failures = greatest(0, failures - 1), locked_until = 'epoch' WHERE subject = ANY ($1)`, [shared]);
  },
  async sweep(before) {
    await pool.query('DELETE FROM attempt WHERE last_at < $1 AND locked_until < $1', [before]);
  },
});
