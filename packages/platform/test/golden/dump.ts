import { storeRoles } from '@noren/service-kit/postgres';
import pg from 'pg';
import type { DataLine } from './fixture.ts';

/** All that a database of the platform holds, role by role, as lines that `restore` reads. `database`: as its administrator. */
export async function dumpDatabase(database: string): Promise<readonly DataLine[]> {
  const client = new pg.Client({ connectionString: database });
  await client.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    await client.query(`SET LOCAL timezone = 'UTC'`);
    const lines: DataLine[] = [];
    for (const role of storeRoles) lines.push(...(await roleLines(client, role)));
    return lines;
  } finally {
    await client.end();
  }
}

async function roleLines(client: pg.Client, role: string): Promise<readonly DataLine[]> {
  const rows = async <Row extends pg.QueryResultRow>(sql: string, ...values: readonly unknown[]): Promise<readonly Row[]> =>
    (await client.query<Row>(sql, [...values])).rows;
  // A store that a version did not have yet has nothing.
  const [{ at } = { at: null }] = await rows<{ at: string | null }>('SELECT to_regclass($1)::text AS at', quoted(role, '_prisma_migrations'));
  if (at === null) return [];
  const names = await rows<{ name: string }>(`SELECT migration_name AS name FROM ${quoted(role, '_prisma_migrations')} ORDER BY 1`);
  const tables = await rows<{ name: string; columns: string[] }>(
    `SELECT table_name AS name, array_agg(column_name::text ORDER BY ordinal_position) AS columns
     FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
     WHERE table_schema = $1 AND table_type = 'BASE TABLE' AND is_generated = 'NEVER' GROUP BY 1 ORDER BY 1`,
    role,
  );
  const sequences = await rows<{ name: string; last: string | null }>(
    'SELECT sequencename AS name, last_value::text AS last FROM pg_sequences WHERE schemaname = $1 ORDER BY 1',
    role,
  );
  const lines: DataLine[] = [{ kind: 'migrations', role, names: names.map(({ name }) => name) }];
  for (const { name: table, columns } of tables) {
    const found = await rows<{ row: string }>(`SELECT row_to_json(t)::text AS row FROM ${quoted(role, table)} t ORDER BY t::text`);
    if (found.length > 0) lines.push({ kind: 'table', role, table, columns, rows: found.map(({ row }) => row) });
  }
  return [...lines, ...sequences.map(({ name: sequence, last }): DataLine => ({ kind: 'sequence', role, sequence, last }))];
}

export const quoted = (role: string, name: string): string => `${pg.escapeIdentifier(role)}.${pg.escapeIdentifier(name)}`;
