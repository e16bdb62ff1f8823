import type pg from 'pg';

type ImportState = 'ready' | 'running' | 'done' | 'discarded';
type RowKind = 'new' | 'changed' | 'same';
/** `code` and `values` are missing in what was kept before they were told. `stands`: the row was done all the same. */
type ImportProblem = Readonly<{
  line: number;
  column: string;
  code?: string;
  values?: Readonly<Record<string, string | number>>;
  reason: string;
  stands?: boolean;
}>;
/** `unset` is missing in what was kept before it was counted. */
type ImportCounts = Readonly<{ rows: number; new: number; changed: number; same: number; refused: number; stock: number; unset?: number }>;

/** A file on its way into the catalogue. */
export type ImportRecord = Readonly<{
  importId: string;
  merchantId: string;
  personId: string;
  personName: string;
  key: string;
  shopId?: string;
  fileName: string;
  kind: string;
  state: ImportState;
  counts: ImportCounts;
  problems: readonly ImportProblem[];
  done: number;
  of: number;
  createdAt: string;
}>;

/** A row as the file tells it (`item`, for the run) and what it would change (`fields`, for the eye). */
export type ImportRowRecord<Item> = Readonly<{
  line: number;
  kind: RowKind;
  item: Item;
  fields: readonly Readonly<{ field: string; before: string; after: string }>[];
}>;

/** The file as it came, and what it does not say itself. */
type ImportFile = Readonly<{ bytes: Uint8Array; reading: Readonly<{ currency: string; language: string; encoding: string }> }>;

export interface Imports<Item> {
  /** Adds it with its rows and its file in one transaction; a repeat of the upload changes nothing. */
  add(of: ImportRecord, rows: readonly ImportRowRecord<Item>[], file: ImportFile): Promise<void>;
  /** Nothing for those from before files were kept. */
  file(importId: string): Promise<ImportFile | undefined>;
  find(importId: string): Promise<ImportRecord | undefined>;
  byKey(personId: string, key: string): Promise<ImportRecord | undefined>;
  last(merchantId: string, count: number): Promise<readonly ImportRecord[]>;
  /** Rows behind a line, in the order of the file. */
  rows(importId: string, kind: RowKind | undefined, after: number, count: number): Promise<readonly ImportRowRecord<Item>[]>;
  /** Rows that change something, by their place among these. */
  changes(importId: string, from: number, count: number): Promise<readonly ImportRowRecord<Item>[]>;
  /** Moves it on where it is in the one state; false where it is in another. */
  move(importId: string, from: ImportState, to: ImportState): Promise<boolean>;
  /** The run has come so far, with what was refused on the way. Going back changes nothing. */
  progress(importId: string, done: number, problems: readonly ImportProblem[]): Promise<void>;
  /** Those whose run has not ended. */
  running(): Promise<readonly string[]>;
  sweep(before: Date): Promise<void>;
}

const COLUMNS = `import_id AS "importId", merchant_id AS "merchantId", person_id AS "personId", person_name AS "personName", key, shop_id AS "shopId",
  file_name AS "fileName", kind, state, counts, problems, done, of, created_at AS "createdAt"`;
type Row = Omit<ImportRecord, 'createdAt' | 'shopId'> & Readonly<{ createdAt: Date; shopId: string | null }>;

const toImport = ({ createdAt, shopId, ...rest }: Row): ImportRecord => ({
  ...rest,
  ...(shopId === null ? {} : { shopId }),
  createdAt: createdAt.toISOString(),
});

export function imports<Item>(pool: pg.Pool): Imports<Item> {
  const some = async (where: string, values: readonly unknown[]): Promise<readonly ImportRecord[]> =>
    (await pool.query<Row>(`SELECT ${COLUMNS} FROM import ${where}`, [...values])).rows.map(toImport);
  return {
    async add(of, rows, file) {
      const client = await pool.connect();
      try {
        await client.query('BEGIN');
        if (await addImport(client, of, file)) for (let at = 0; at < rows.length; at += PIECE) await addRows(client, of.importId, rows.slice(at, at + PIECE));
        await client.query('COMMIT');
      } catch (error) {
        await client.query('ROLLBACK');
        throw error;
      } finally {
        client.release();
      }
    },
    async file(importId) {
      const { rows } = await pool.query<ImportFile>('SELECT bytes, reading FROM import_file WHERE import_id = $1', [importId]);
      return rows[0];
    },
    find: async (importId) => (await some('WHERE import_id = $1', [importId]))[0],
    byKey: async (personId, key) => (await some('WHERE person_id = $1 AND key = $2', [personId, key]))[0],
    last: (merchantId, count) => some(`WHERE merchant_id = $1 AND state <> 'discarded' ORDER BY created_at DESC, import_id DESC LIMIT $2`, [merchantId, count]),
    async rows(importId, kind, after, count) {
      const { rows } = await pool.query<ImportRowRecord<Item>>(
        `SELECT line, kind, item, fields FROM import_row WHERE import_id = $1 AND ($2::text IS NULL OR kind = $2) AND line > $3 ORDER BY line LIMIT $4`,
        [importId, kind ?? null, after, count],
      );
      return rows;
    },
    async changes(importId, from, count) {
      const { rows } = await pool.query<ImportRowRecord<Item>>(
        `SELECT line, kind, item, fields FROM import_row WHERE import_id = $1 AND kind <> 'same' ORDER BY line OFFSET $2 LIMIT $3`,
        [importId, from, count],
      );
      return rows;
    },
    async move(importId, from, to) {
      const { rowCount } = await pool.query('UPDATE import SET state = $3 WHERE import_id = $1 AND state = $2', [importId, from, to]);
      return rowCount === 1;
    },
    async progress(importId, done, problems) {
      await pool.query(
        `UPDATE import SET done = $2, problems = problems || $3::jsonb,
           counts = jsonb_set(counts, '{refused}', to_jsonb((counts->>'refused')::int + $4::int)) WHERE import_id = $1 AND done < $2`,
        [importId, done, JSON.stringify(problems), new Set(problems.flatMap(({ line, stands }) => (stands ? [] : [line]))).size],
      );
    },
    async running() {
      const { rows } = await pool.query<{ importId: string }>(`SELECT import_id AS "importId" FROM import WHERE state = 'running'`);
      return rows.map(({ importId }) => importId);
    },
    async sweep(before) {
      await pool.query(`DELETE FROM import WHERE created_at < $1 AND state <> 'running'`, [before]);
    },
  };
}

/** Rows are written so many at a time, so that whoever writes a large file does not hold others up. */
const PIECE = 1_000;

/** False where it is there already. */
async function addImport(client: pg.PoolClient, of: ImportRecord, { bytes, reading }: ImportFile): Promise<boolean> {
  const { rowCount } = await client.query(
    `WITH added AS (
       INSERT INTO import (import_id, merchant_id, person_id, person_name, key, shop_id, file_name, kind, state, counts, problems, of, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) ON CONFLICT (person_id, key) DO NOTHING RETURNING import_id)
     INSERT INTO import_file (import_id, bytes, reading) SELECT import_id, $14, $15 FROM added`,
    [
      ...[of.importId, of.merchantId, of.personId, of.personName, of.key, of.shopId ?? null, of.fileName, of.kind, of.state],
      ...[JSON.stringify(of.counts), JSON.stringify(of.problems), of.of, of.createdAt, bytes, JSON.stringify(reading)],
    ],
  );
  return rowCount === 1;
}

async function addRows<Item>(client: pg.PoolClient, importId: string, rows: readonly ImportRowRecord<Item>[]): Promise<void> {
  await client.query(
    `INSERT INTO import_row (import_id, line, kind, item, fields)
     SELECT $1, r.line, r.kind, r.item, r.fields FROM unnest($2::int[], $3::text[], $4::jsonb[], $5::jsonb[]) AS r (line, kind, item, fields)`,
    [
      importId,
      rows.map(({ line }) => line),
      rows.map(({ kind }) => kind),
      rows.map(({ item }) => JSON.stringify(item)),
      rows.map(({ fields }) => JSON.stringify(fields)),
    ],
  );
}
