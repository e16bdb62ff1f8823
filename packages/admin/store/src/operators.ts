import type pg from 'pg';

type NewOperator = Readonly<{ operatorId: string; hash: string; prefix: string; now: Date }>;

/** The operators' keys. */
export interface Operators {
  /** Whose key has this hash, if it is good. */
  byHash(hash: string): Promise<string | undefined>;
  /** Keeps a key where there is none yet; false where there is one. Of several who ask at once one gets true. */
  first(operator: NewOperator): Promise<boolean>;
  /** From now on this key is good and no other. */
  only(operator: NewOperator): Promise<void>;
}

/** Taken by whoever decides on keys. */
const ONE_BY_ONE = `SELECT pg_advisory_xact_lock(hashtext('noren.admin.operators'))`;

export const operators = (pool: pg.Pool): Operators => ({
  async byHash(hash) {
    const { rows } = await pool.query<{ operator_id: string }>('SELECT operator_id FROM operator WHERE hash = $1 AND revoked_at IS NULL', [hash]);
    return rows[0]?.operator_id;
  },
  first: ({ operatorId, hash, prefix, now }) =>
    alone(pool, async (client) => {
      const { rowCount } = await client.query(
        'INSERT INTO operator (operator_id, hash, prefix, created_at) SELECT $1, $2, $3, $4 WHERE NOT EXISTS (SELECT FROM operator)',
        [operatorId, hash, prefix, now],
      );
      return rowCount === 1;
    }),
  only: ({ operatorId, hash, prefix, now }) =>
    alone(pool, async (client) => {
      await client.query('UPDATE operator SET revoked_at = $2 WHERE hash <> $1 AND revoked_at IS NULL', [hash, now]);
      await client.query(
        `INSERT INTO operator (operator_id, hash, prefix, created_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (hash) DO UPDATE SET revoked_at = NULL WHERE operator.revoked_at IS NOT NULL`,
        [operatorId, hash, prefix, now],
      );
    }),
});

async function alone<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query(ONE_BY_ONE);
    const done = await work(client);
    await client.query('COMMIT');
    return done;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}
