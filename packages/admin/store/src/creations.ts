import type pg from 'pg';
import type { Db } from './prisma.ts';

/** A code that an operator gave: of what noun, and whose it is, the merchant of a shop. */
export type Code = Readonly<{ noun: string; scope: string; code: string }>;
/** What was asked for under a code. `isSame`: by the request that looks for it; `isDone`: it is there, and not only asked for. */
export type Creation = Readonly<{ id: string; isSame: boolean; isDone: boolean }>;

/** What operators have made, by their codes. */
export interface Creations {
  /** What is under the code: this, with the id that is given, where nothing was. Of several who claim at once all get the same. */
  claim(of: Code, id: string, request: object, now: Date): Promise<Creation>;
  done(id: string, now: Date): Promise<void>;
  /** It was refused: its code is free again. What is done stays. */
  forget(id: string): Promise<void>;
  /** The id of what was made under the code. */
  idOf(of: Code): Promise<string | undefined>;
  /** The codes of what was made, by its ids. */
  codesOf(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

export const creations = (prisma: Db, pool: pg.Pool): Creations => ({
  async claim({ noun, scope, code }, id, request, now) {
    for (;;) {
      const { rows } = await pool.query<{ id: string; same: boolean; done: boolean }>(
        `WITH claimed AS (
           INSERT INTO creation (noun, scope, code, id, request, claimed_at) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (noun, scope, code) DO NOTHING RETURNING id)
         SELECT id, true AS same, false AS done FROM claimed
         UNION ALL SELECT id, request = $5::jsonb, done_at IS NOT NULL FROM creation WHERE noun = $1 AND scope = $2 AND code = $3`,
        [noun, scope, code, id, JSON.stringify(request), now],
      );
      // None: somebody else has claimed it since the statement began, or has given it free again.
      const [row] = rows;
      if (row) return { id: row.id, isSame: row.same, isDone: row.done };
    }
  },
  async done(id, now) {
    await pool.query('UPDATE creation SET done_at = $2 WHERE id = $1 AND done_at IS NULL', [id, now]);
  },
  async forget(id) {
    await pool.query('DELETE FROM creation WHERE id = $1 AND done_at IS NULL', [id]);
  },
  async idOf({ noun, scope, code }) {
    const row = await prisma.creation.findUnique({ where: { noun_scope_code: { noun, scope, code } } });
    return row?.doneAt ? row.id : undefined;
  },
  async codesOf(ids) {
    if (ids.length === 0) return new Map();
    const rows = await prisma.creation.findMany({ where: { id: { in: [...ids] } }, select: { id: true, code: true } });
    return new Map(rows.map(({ id, code }) => [id, code]));
  },
});
