import pg from 'pg';

/** "Accepted" is a promise that a power cut may not break: throws where the server answers a commit before it is on disk. */
export async function refuseUnlessDurable(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string; setting: string }>(
      `SELECT name, setting FROM pg_settings WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit') AND setting = 'off'`,
    );
    if (rows.length > 0) throw new Error(`the database loses what it has accepted in a power cut: ${rows.map(({ name }) => `${name} is off`).join(', ')}`);
  } finally {
    await client.end();
  }
}
