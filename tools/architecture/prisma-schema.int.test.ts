import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { testDatabase, type TestDatabase } from '@noren/testing';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drift, prismaForm, type SchemaForm } from './prisma-schema.ts';

const packages = join(import.meta.dirname, '../../packages');
const stores = globSync('*/store/prisma/schema.prisma', { cwd: packages }).map((path) => {
  const area = dirname(dirname(dirname(path)));
  return { area, role: area.replaceAll('-', '_'), text: readFileSync(join(packages, path), 'utf8') };
});

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase({ stores: ['log', ...stores.map(({ role }) => role)] });
}, 120_000);
afterAll(() => database.close());

/** The tables of a schema as PostgreSQL has them. */
async function databaseForm(db: pg.Pool): Promise<SchemaForm> {
  const { rows: columns } = await db.query<{ table: string; column: string; form: string }>(
    `SELECT table_name AS table, column_name AS column, udt_name || CASE is_nullable WHEN 'YES' THEN '?' ELSE '' END AS form
     FROM information_schema.columns WHERE table_schema = current_schema()`,
  );
  const { rows: unique } = await db.query<{ table: string; list: string }>(
    `SELECT i.indrelid::regclass::text AS table, string_agg(a.attname, ', ' ORDER BY k.nr) AS list
     FROM pg_index AS i CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY AS k(attnum, nr) JOIN pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
     WHERE i.indisunique AND i.indpred IS NULL AND i.indrelid IN (SELECT oid FROM pg_class WHERE relnamespace = current_schema()::regnamespace)
     GROUP BY i.indexrelid, i.indrelid`,
  );
  const tables = new Set(columns.map(({ table }) => table));
  return Object.fromEntries(
    [...tables].map((table) => [
      table,
      {
        columns: Object.fromEntries(columns.filter((each) => each.table === table).map(({ column, form }) => [column, form])),
        unique: unique.filter((each) => each.table.replaceAll('"', '') === table).map(({ list }) => list),
      },
    ]),
  );
}

it.each(stores)('the schema.prisma of $area is the database as its migrations leave it', async ({ role, text }) => {
  expect(drift(prismaForm(text), await databaseForm(database.pool(role)))).toEqual([]);
});

describe('a schema.prisma that is not the database', () => {
  const form = (text: string) => prismaForm(`model A {\n${text}\n\n  @@map("a")\n}\n`);
  const real = form('  key String @id\n  at DateTime? @db.Timestamptz\n  tags String[]');

  it.each([
    ['lacks a column', '  key String @id\n  tags String[]', 'a.at is timestamptz?, the schema says nothing of it'],
    ['has one that is not there', '  key String @id\n  at DateTime?\n  tags String[]\n  more Int', 'a.more is no column, the schema says int4'],
    ['takes what may be null for what may not', '  key String @id\n  at DateTime\n  tags String[]', 'a.at is timestamptz?, the schema says timestamptz'],
    ['has another type', '  key String @id\n  at DateTime?\n  tags Json', 'a.tags is _text, the schema says jsonb'],
    ['claims what is not unique', '  key String @id\n  at DateTime? @unique\n  tags String[]', 'a (at) is not unique'],
  ])('%s', (_what, text, says) => expect(drift(form(text), real)).toEqual([says]));
});
