import { LostPartitions } from '@noren/log';
import { engineTypes, type Queryable } from './record-table.ts';

/** A statement is prepared once a connection and form: parts that have nothing to do are left out, so a commit has some few forms. */
const names = new Map<string, string>();
function nameOf(of: string, sql: string): string {
  const known = names.get(sql) ?? `${of} ${names.size}`;
  names.set(sql, known);
  return known;
}

/**
 * One statement of several parts (common table expressions), sent as one round trip and committed as one transaction.
 * Every part that must touch an exact number of rows says so; any difference raises inside the statement, so nothing of it stays.
 */
export class Statement {
  readonly #name: string;
  readonly #parts: string[] = [];
  readonly #values: unknown[] = [];
  readonly #expected: { name: string; rows: number }[] = [];
  #result = "'{}'::jsonb";

  constructor(name: string) {
    this.#name = name;
  }

  /** Adds parameters; gives their placeholders. */
  parameters(values: readonly unknown[]): string[] {
    return values.map((value) => `$${this.#values.push(value)}`);
  }

  get nextParameter(): number {
    return this.#values.length + 1;
  }

  /** A part that must touch exactly so many rows. */
  exactly(rows: number, name: string, sql: string): this {
    this.#parts.push(`${name} AS (${sql} RETURNING 1)`);
    this.#expected.push({ name, rows });
    return this;
  }

  /** A part that touches what it finds. */
  also(name: string, sql: string): this {
    this.#parts.push(`${name} AS (${sql})`);
    return this;
  }

  /** What the statement answers, as jsonb. */
  answers(sql: string): this {
    this.#result = sql;
    return this;
  }

  async run(db: Queryable): Promise<unknown> {
    const counts = this.#expected.map(({ name }) => `(SELECT count(*) FROM ${name})`);
    const expected = this.parameters(this.#expected.map(({ rows }) => rows));
    const found = counts.map((count) => `${count}::text`).join(` || ',' || `) || `''`;
    const text = this.#expected.map(({ name, rows }) => `${name} ${rows}`).join(', ');
    const [names] = this.parameters([text]);
    const holds = counts.map((count, at) => `${count} = ${expected[at]}::bigint`).join(' AND ') || 'true';
    const sql = `WITH ${this.#parts.join(',\n')}\nSELECT CASE WHEN ${holds} THEN ${this.#result} ELSE fenced(${names}::text, ${found}) END AS answer`;
    try {
      const { rows } = await db.query<{ answer: unknown }>({ name: nameOf(this.#name, sql), text: sql, values: this.#values, types: engineTypes });
      return rows[0]?.answer;
    } catch (error) {
      throw isFenced(error) ? new LostPartitions(error.message) : error;
    }
  }
}

export const sqlState = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && /^[0-9A-Z]{5}$/.test(error.code) ? error.code : undefined;

const isFenced = (error: unknown): error is Error => sqlState(error) === 'NRN01';

/**
 * What a database error means for the work that met it. `data`: these very values cannot be stored (they will not be next time either).
 * `again`: repeat the whole of it, with its decisions (serialisation, deadlock, a key that somebody else has just inserted).
 * `outage`: the database is not there, or has no room; repeated with back-off for ever.
 */
export function meaningOf(error: unknown): 'data' | 'again' | 'outage' {
  const state = sqlState(error);
  if (state === undefined) return 'outage';
  if (state === '40001' || state === '40P01' || state === '23505') return 'again';
  if (state.startsWith('22') || state.startsWith('23')) return 'data';
  return 'outage';
}
