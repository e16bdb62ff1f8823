import { connected } from '@noren/service-kit/postgres';
import { Problem } from './problem.ts';

/** A store that has worked and says nothing of its log is of the time when there was but one. */
const CLAIM = `
  INSERT INTO log_home (log)
  SELECT CASE WHEN EXISTS (SELECT FROM "position" WHERE next > 0) OR EXISTS (SELECT FROM claim) THEN 'postgres' ELSE $1 END
  WHERE NOT EXISTS (SELECT FROM log_home) ON CONFLICT DO NOTHING`;

/**
 * Each store belongs to the log that it was first used with: its positions are offsets of that one, and mean nothing in another. `isNew` is asked for a store
 * that is used for the first time. Throws `Problem` where it belongs to another.
 */
export async function belongTo(
  log: string,
  roles: readonly string[],
  databaseUrl: (role: string) => string,
  isNew: (role: string) => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  for (const role of roles.filter((each) => each !== 'log'))
    await connected(databaseUrl(role), async (client) => {
      const home = async (): Promise<string | undefined> => (await client.query<{ log: string }>('SELECT log FROM log_home')).rows[0]?.log;
      if ((await home()) === undefined) {
        await isNew(role);
        await client.query(CLAIM, [log]);
      }
      const found = await home();
      if (found !== log)
        throw new Problem(
          `the data of ${role} belongs to the log in ${named(found)} and cannot go on with that in ${named(log)}: use another database, or the log that it had`,
        );
    });
}

const named = (log = ''): string => (log === 'postgres' ? 'PostgreSQL' : log);
