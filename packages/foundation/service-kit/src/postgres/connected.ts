import pg from 'pg';
import { whyNot } from '../tls/why-not.ts';

/** There is no connection to be had. Its message says where to, as whom, and why. */
export class NoConnection extends Error {
  override readonly name = 'NoConnection';
}

/** Uses a connection of its own, and ends it. Throws `NoConnection` where the server cannot be reached, is not who it should be, or lets nobody in. */
export async function connected<T>(url: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
  } catch (cause) {
    throw new NoConnection(`${placeOf(url)} cannot be used: ${whyNot(cause)}`, { cause });
  }
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

function placeOf(url: string): string {
  const { host, username } = new URL(url);
  return `PostgreSQL at ${host} (as ${decodeURIComponent(username)})`;
}
