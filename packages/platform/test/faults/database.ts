import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

/** Runs statements on one connection of the administrator's. */
export async function asAdmin<T>(database: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: database, connectionTimeoutMillis: 5_000 });
  client.on('error', () => {});
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end().catch(() => {});
  }
}

/** Repeats until it is true; says what was waited for when it never is. */
export async function until(what: string, holds: () => Promise<boolean>, withinMs = 30_000): Promise<void> {
  for (const end = Date.now() + withinMs; Date.now() < end; await sleep(50)) if (await holds().catch(() => false)) return;
  throw new Error(`still not so after ${withinMs} ms: ${what}`);
}
