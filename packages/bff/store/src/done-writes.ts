import type pg from 'pg';

/** A write of the console's own records that was done: what was asked (a hash) and what it was answered with. */
type DoneWrite = Readonly<{ request: string; answer: unknown }>;

/** Writes by person and idempotency key, kept 31 days. */
export interface DoneWrites {
  find(personId: string, key: string): Promise<DoneWrite | undefined>;
  /** The first to keep a key wins; gives what is kept. */
  keep(personId: string, key: string, write: DoneWrite, now: Date): Promise<DoneWrite>;
  sweep(before: Date): Promise<void>;
}

export const doneWrites = (pool: pg.Pool): DoneWrites => {
  const find = async (personId: string, key: string): Promise<DoneWrite | undefined> => {
    const { rows } = await pool.query<DoneWrite>('SELECT request, answer FROM done_write WHERE person_id = $1 AND key = $2', [personId, key]);
    return rows[0];
  };
  return {
    find,
    async keep(personId, key, write, now) {
      await pool.query('INSERT INTO done_write (person_id, key, request, answer, at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING', [
        personId,
        key,
        write.request,
        JSON.stringify(write.answer),
        now,
      ]);
      return (await find(personId, key)) ?? write;
    },
    async sweep(before) {
      await pool.query('DELETE FROM done_write WHERE at < $1', [before]);
    },
  };
};
