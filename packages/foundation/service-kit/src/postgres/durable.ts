import { connected } from './connected.ts';

/** "Accepted" is a promise that a power cut may not break: throws where the server answers a commit before it is on disk. */
export const refuseUnlessDurable = (url: string): Promise<void> =>
  connected(url, async (client) => {
    const { rows } = await client.query<{ name: string; setting: string }>(
      `SELECT name, setting FROM pg_settings WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit') AND setting = 'off'`,
    );
    if (rows.length > 0) throw new Error(`the database loses what it has accepted in a power cut: ${rows.map(({ name }) => `${name} is off`).join(', ')}`);
  });
