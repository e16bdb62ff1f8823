import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { engineTypes, type RecordTable } from '@noren/engine-kit';
import type { Named, Records } from '@noren/kernel';
import { migrationsOf } from '@noren/service-kit/postgres';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDatabase, type TestDatabase } from '../database.ts';
import { differences, knownOf } from './compare.ts';
import { filesOf } from './files.ts';
import type { Golden, GoldenLine } from './golden.ts';

/** A row that an older version has stored is, after today's migrations, the record that it was. */
export function goldenRowsSuite<R extends Records, Command extends Named, Event extends Named>(golden: Golden<R, Command, Event>): void {
  const { context, older, tables } = golden;
  const files = filesOf(golden).flatMap(([version, lines]) => {
    const from = older[version]?.migratedFrom;
    return from === undefined ? [] : [[version, from, lines] as const];
  });

  describe.each(files)('what %s stored', (_version, from, lines) => {
    const all = readdirSync(migrationsOf(context)).toSorted();
    const then = mkdtempSync(join(tmpdir(), `noren-${context}-`));
    let db: TestDatabase;
    let client: pg.Client;
    beforeAll(async () => {
      for (const name of all.filter((each) => each < from)) cpSync(join(migrationsOf(context), name), join(then, name), { recursive: true, dereference: true });
      db = await testDatabase({ stores: ['log'], migrations: { [context]: then } });
      client = new pg.Client({ connectionString: db.url(context) });
      await client.connect();
      // The rows are the extremes of what their columns can hold; some are no state that a store allows.
      for (const { name, of } of (await client.query<{ name: string; of: string }>(checks)).rows)
        await client.query(`ALTER TABLE ${of} DROP CONSTRAINT ${pg.escapeIdentifier(name)}`);
    });
    afterAll(async () => {
      await client.end();
      await db.close();
      rmSync(then, { recursive: true });
    });

    it('had migrations, and more have come', () => {
      expect(all).toContain(from);
      expect(from).not.toBe(all[0]);
    });

    it.each(Object.entries<RecordTable<unknown>>(tables))('%s: each row is brought over', async (kind, table) => {
      const rows = lines.filter((line): line is Row => line.kind === 'record' && line.type === kind);
      expect(rows.length).toBeGreaterThan(0);
      const known = knownOf(rows.map(({ is }) => is));
      for (const { row, is } of rows) {
        const found = await broughtOver(client, table, row, migrationsFrom(context, from));
        expect(differences(is, table.fromRow(found), known)).toEqual([]);
        // What is beside the record is what would be written beside it now.
        expect({ ...found }).toMatchObject(written(table.toRow(table.fromRow(found), 'key')));
      }
    });
  });
}

type Row = Extract<GoldenLine, { kind: 'record' }>;

const checks = `SELECT conname AS name, conrelid::regclass::text AS of FROM pg_constraint WHERE contype = 'c' AND connamespace = current_schema::regnamespace`;

const migrationsFrom = (context: string, from: string): readonly string[] =>
  readdirSync(migrationsOf(context))
    .toSorted()
    .filter((name) => name >= from)
    .map((name) => readFileSync(join(migrationsOf(context), name, 'migration.sql'), 'utf8'));

/** As the database gives back what is written. */
const written = (row: Row['row']): object =>
  Object.fromEntries(Object.entries(row).map(([column, value]) => [column, value instanceof Uint8Array ? Buffer.from(value) : (value ?? null)]));

/** A row by itself, in a transaction that comes to nothing. */
async function broughtOver(client: pg.Client, { name }: RecordTable<unknown>, row: Row['row'], migrations: readonly string[]) {
  await client.query('BEGIN');
  try {
    const columns = Object.keys(row).map((column) => pg.escapeIdentifier(column));
    const stored = JSON.stringify(row);
    await client.query(
      `INSERT INTO "${name}" (key, version, ${columns.join(', ')}) SELECT 'key', 7, ${columns.join(', ')} FROM json_populate_record(NULL::"${name}", $1)`,
      [stored],
    );
    for (const sql of migrations) await client.query(sql);
    const { rows } = await client.query<Readonly<Record<string, unknown>>>({ text: `SELECT * FROM "${name}"`, types: engineTypes });
    const [found] = rows;
    if (!found || rows.length !== 1) throw new Error(`${rows.length} rows of ${name}`);
    return found;
  } finally {
    await client.query('ROLLBACK');
  }
}
