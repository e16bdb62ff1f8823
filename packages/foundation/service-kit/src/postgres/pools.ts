import pg from 'pg';

/**
 * Plans for the engines' batch statements are pinned: PostgreSQL otherwise plans them while a table is small and scans it for ever after (306 orders a
 * second instead of 2,200). A stopped engine may not hold row locks, so a transaction that waits for it ends after two seconds.
 */
const engineOptions = [
  'plan_cache_mode=force_generic_plan',
  'enable_seqscan=off',
  'enable_hashjoin=off',
  'enable_mergejoin=off',
  'idle_in_transaction_session_timeout=2s',
]
  .map((setting) => `-c ${setting}`)
  .join(' ');

/** A connection for batch statements, for who needs one that is nobody else's. */
export const engineConnection = (url: string): pg.ClientConfig => ({ connectionString: url, options: engineOptions });

/** Connections for batch statements. */
export const enginePool = (url: string, size = 4): pg.Pool => pool({ ...engineConnection(url), max: size, application_name: 'engine' });

/** Connections for whatever an API asks: PostgreSQL plans as it sees fit; a question that takes 30 s is given up. */
export const queryPool = (url: string, size = 10): pg.Pool => pool({ connectionString: url, max: size, statement_timeout: 30_000, application_name: 'query' });

/** A connection for looking in now and then: what is not answered within a second is given up. */
export const glancePool = (url: string): pg.Pool =>
  pool({ connectionString: url, max: 1, connectionTimeoutMillis: 1_000, statement_timeout: 1_000, query_timeout: 1_500, application_name: 'glance' });

function pool(config: pg.PoolConfig): pg.Pool {
  const made = new pg.Pool({ connectionTimeoutMillis: 10_000, idleTimeoutMillis: 60_000, keepAlive: true, ...config });
  // A connection that breaks while nobody uses it is replaced at the next use; without a listener it would end the process.
  made.on('error', () => {});
  return made;
}
