import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { removeData } from '@noren/dev-postgres';
import type { Child, LogLine } from './child.ts';
import { asAdmin } from './database.ts';
import type { LogView } from './log-view.ts';
import type { Victim } from './victim.ts';

/** A running platform, whatever it consists of. */
export type House = Readonly<{
  /** As the administrator. */
  database: string;
  /** Where its log is. */
  log: LogView;
  /** Where a port of the table of modules is reached. */
  address(port: string): string;
  victims: readonly Victim[];
  /** The processes that run now, by name. */
  processes(): ReadonlyMap<string, Child>;
  /** What all that ran or run have logged. */
  lines(): readonly LogLine[];
  /** Ends everything in order and removes the data. */
  stop(): Promise<void>;
}>;

/** A new data folder of a platform or a database. */
export function dataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'noren-e2e-'));
  chmodSync(folder, 0o711); // as root the server runs as another user, who must get in
  const dataDir = join(folder, 'data');
  mkdirSync(dataDir);
  return dataDir;
}

export async function removeFolder(dataDir: string): Promise<void> {
  await removeData(dataDir);
  rmSync(dirname(dataDir), { recursive: true, force: true });
}

/** The postmaster's own number, asked of itself. */
const postmasterOf = (database: string): Promise<number> =>
  asAdmin(database, async (admin) =>
    Number((await admin.query<{ pid: string }>(`SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1) AS pid`)).rows[0]?.pid),
  );

/** PostgreSQL itself; whoever looks after it starts it again. */
export const postmaster = (database: string): Victim => ({
  name: 'postmaster',
  kill: async () => void process.kill(await postmasterOf(database), 'SIGKILL'),
  revive: async () => {},
});
