import { fileURLToPath } from 'node:url';
import pg from 'pg';

/** A statement as node-postgres takes it from the engine. */
type Query = { name?: string; text: string; values?: unknown[] };

/** Puts a bug into every statement of this process: what production code sends, rewritten on its way to the database. */
export function plant(bug: (given: Query) => Query): void {
  const real: (...args: unknown[]) => unknown = Reflect.get(pg.Client.prototype, 'query');
  const query = function (this: pg.Client, given: unknown, ...more: unknown[]): unknown {
    return Reflect.apply(real, this, [isNamed(given) ? bug(given) : given, ...more]);
  };
  Object.assign(pg.Client.prototype, { query });
}

const isNamed = (given: unknown): given is Query & { name: string } =>
  typeof given === 'object' && given !== null && typeof Reflect.get(given, 'name') === 'string' && typeof Reflect.get(given, 'text') === 'string';

/** The variables of a process that has this bug: Node reads the file before the platform's own. */
export const withBug = (bug: 'no-fence' | 'no-dedup' | 'no-memory' | 'forget-first'): Readonly<Record<string, string>> => ({
  NODE_OPTIONS: `--import=${fileURLToPath(new URL(`./${bug}.ts`, import.meta.url))}`,
});
