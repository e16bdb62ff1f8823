import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate, migrationsOf, provision } from '@noren/service-kit/postgres';
import pg from 'pg';
import { quoted } from './dump.ts';
import type { DataLine } from './fixture.ts';

/**
 * Columns that say how old a row is to whoever forgets old ones: they move on with the time that has passed since the fixture was made, as if it had been
 * made just now. What the business says of time stays.
 */
export const ageing: Readonly<Record<string, readonly string[]>> = {
  ...{ claim: ['at'], outcome: ['at'], decision: ['at'], relayed: ['at'], outbox: ['at'], record: ['at'], partition: ['last_at'], done_write: ['at'] },
  ...{ session: ['started_at', 'used_at'], attempt: ['last_at', 'locked_until'] },
};

/**
 * Makes a database of a server hold what a version left: the migrations that the version had, and no later ones, then its rows and sequences as they were.
 * Today's migrations are left to whoever starts a platform on it. `server`: as its administrator.
 */
export async function restoreDatabase(server: string, database: string, lines: readonly DataLine[], madeAt: string): Promise<void> {
  const { adminUrl, url } = await provision(server, undefined, { database });
  const roles = lines.filter((line) => line.kind === 'migrations');
  for (const { role, names } of roles.toSorted((a, b) => Number(b.role === 'log') - Number(a.role === 'log'))) await migrateAsThen(url(role), role, names);
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query('BEGIN');
    // Rows come in no order of their references, and rows of migrations make room for what was there.
    await client.query('SET LOCAL session_replication_role = replica');
    for (const { role } of roles) await empty(client, role);
    for (const line of lines) await fill(client, line);
    const passed = `${Date.now() - Date.parse(madeAt)} milliseconds`;
    for (const line of lines)
      for (const column of (line.kind === 'table' && ageing[line.table]) || [])
        if (line.kind === 'table')
          await client.query(`UPDATE ${quoted(line.role, line.table)} SET ${pg.escapeIdentifier(column)} = ${pg.escapeIdentifier(column)} + $1::interval`, [
            passed,
          ]);
    await client.query('COMMIT');
  } finally {
    await client.end();
  }
}

/** Applied migrations are never edited, so those of that time are among those of today. */
async function migrateAsThen(url: string, role: string, names: readonly string[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'noren-golden-'));
  try {
    for (const name of names) {
      mkdirSync(join(folder, name));
      cpSync(join(migrationsOf(role), name, 'migration.sql'), join(folder, name, 'migration.sql'), { dereference: true });
    }
    await migrate({ url, folders: [folder] });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function empty(client: pg.Client, role: string): Promise<void> {
  const { rows } = await client.query<{ name: string }>(`SELECT tablename AS name FROM pg_tables WHERE schemaname = $1`, [role]);
  for (const { name } of rows) await client.query(`DELETE FROM ${quoted(role, name)}`);
}

async function fill(client: pg.Client, line: DataLine): Promise<void> {
  if (line.kind === 'sequence' && line.last !== null)
    await client.query('SELECT setval($1::regclass, $2::bigint)', [quoted(line.role, line.sequence), line.last]);
  if (line.kind !== 'table') return;
  const columns = line.columns.map((column) => pg.escapeIdentifier(column)).join(', ');
  const table = quoted(line.role, line.table);
  await client.query(`INSERT INTO ${table} (${columns}) OVERRIDING SYSTEM VALUE SELECT ${columns} FROM json_populate_recordset(NULL::${table}, $1::json)`, [
    `[${line.rows.join(',')}]`,
  ]);
}
