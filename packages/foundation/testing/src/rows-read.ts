import pg from 'pg';

/** What a read gave, and what it cost: rows that PostgreSQL scanned tables for, and rows that it fetched by index. */
type RowsRead<T> = Readonly<{ rows: readonly T[]; scanned: number; fetched: number }>;

/** A pool of one connection, which knows what was read over it. */
export const onePool = (url: string): pg.Pool => new pg.Pool({ connectionString: url, max: 1 });

/** Reads, and looks what a table of the pool's own schema was read for it. The pool has one connection (`onePool`). */
export async function rowsRead<T>(pool: pg.Pool, table: string, read: () => Promise<readonly T[]>): Promise<RowsRead<T>> {
  const before = await looked(pool, table);
  const rows = await read();
  const after = await looked(pool, table);
  return { rows, scanned: after.scanned - before.scanned, fetched: after.fetched - before.fetched };
}

async function looked(pool: pg.Pool, table: string): Promise<Readonly<{ scanned: number; fetched: number }>> {
  await pool.query('SELECT pg_stat_force_next_flush()');
  const { rows } = await pool.query<{ scanned: number; fetched: number }>(
    `SELECT seq_tup_read::int AS scanned, coalesce(idx_tup_fetch, 0)::int AS fetched
     FROM pg_stat_user_tables WHERE schemaname = current_schema AND relname = $1`,
    [table],
  );
  const [row] = rows;
  if (!row) throw new Error(`there is no table ${table}`);
  return row;
}
