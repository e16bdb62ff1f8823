import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type pg from 'pg';
import { connected } from './connected.ts';

/** The database has what this version of the code does not know, or knows differently. Its message says which. */
export class MigrationConflict extends Error {
  override readonly name = 'MigrationConflict';
}

type MigrateOptions = Readonly<{
  /** As the role whose schema it is. */
  url: string;
  /** Folders in Prisma's layout: `<time>_<name>/migration.sql` in each. Names must differ between them. */
  folders: readonly string[];
}>;

type Migration = Readonly<{ name: string; sql: string; checksum: string }>;
type Recorded = Readonly<{ migration_name: string; checksum: string; finished_at: Date | null }>;

/** The lock that Prisma's own engine takes, so that the two never run at once. */
const prismasLock = 72707369;

const table = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ, migration_name VARCHAR(255) NOT NULL, logs TEXT,
  rolled_back_at TIMESTAMPTZ, started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`;

/**
 * Applies what is missing, in the order of the names, each in a transaction with its record in Prisma's table; gives the names applied. Throws
 * `MigrationConflict` before it changes anything where the table names a migration that is not there, or one that has changed since.
 */
export async function migrate({ url, folders }: MigrateOptions): Promise<readonly string[]> {
  const wanted = folders.flatMap(migrationsIn).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return connected(url, async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [prismasLock]);
    await client.query(table);
    const { rows } = await client.query<Recorded>('SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL');
    refuseConflicts(wanted, rows, new URL(url).username);
    const done = new Set(rows.map((row) => row.migration_name));
    const missing = wanted.filter(({ name }) => !done.has(name));
    for (const migration of missing) await apply(client, migration);
    return missing.map(({ name }) => name);
  });
}

/** Where the recorded and the known differ; the newest record that nobody knows is what tells data of a newer version. */
function refuseConflicts(wanted: readonly Migration[], recorded: readonly Recorded[], role: string): void {
  const known = new Map(wanted.map((migration) => [migration.name, migration]));
  for (const { migration_name: name, checksum, finished_at: finished } of recorded) {
    const migration = known.get(name);
    if (!migration) throw new MigrationConflict(`the data is of a newer version: ${role} has the migration ${name}, which this version does not know`);
    if (finished === null)
      throw new MigrationConflict(`the migration ${name} of ${role} was begun by another tool and not finished: see prisma migrate resolve`);
    if (migration.checksum !== checksum)
      throw new MigrationConflict(`the migration ${name} of ${role} was applied and has been changed since: restore it and add a new one`);
  }
}

async function apply(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query(sql);
    await client.query(
      'INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count) VALUES ($1, $2, $3, now(), clock_timestamp(), 1)',
      [randomUUID(), checksum, name],
    );
    await client.query('COMMIT');
  } catch (cause) {
    await client.query('ROLLBACK');
    throw new Error(`the migration ${name} failed: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

/** Links count as what they lead to. */
function migrationsIn(folder: string): readonly Migration[] {
  return readdirSync(folder)
    .map((name) => join(folder, name, 'migration.sql'))
    .filter((path) => existsSync(path))
    .map((path) => {
      const sql = readFileSync(path, 'utf8');
      return { name: basename(join(path, '..')), sql, checksum: createHash('sha256').update(sql).digest('hex') };
    });
}
