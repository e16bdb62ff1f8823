import { chmodSync, chownSync, copyFileSync, mkdtempSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { embeddedPostgres, removeData } from '@noren/dev-postgres';
import { connected } from '@noren/service-kit/postgres';
import type { Certificate } from './certificates.ts';
import { eventually } from './eventually.ts';

export type SecurePostgres = Readonly<{
  /** As the administrator; without `sslmode` nobody is let in by it. */
  url: string;
  /** From now on it shows another certificate. */
  show(certificate: Certificate): Promise<void>;
  stop(): Promise<void>;
}>;

/** A PostgreSQL of its own that takes connections over TLS and no others; it is durable, since a platform uses no other that somebody names. */
export async function securePostgres(certificate: Certificate): Promise<SecurePostgres> {
  const dataDir = mkdtempSync(join(tmpdir(), 'noren-tls-'));
  chmodSync(dataDir, 0o711); // as root the server runs as another user, who must get in
  const server = await embeddedPostgres({ dataDir, temporary: true, settings: { shared_buffers: '64MB', fsync: 'on', full_page_writes: 'on' } });
  const socket = `${server.url}?${new URLSearchParams({ host: server.socket ?? '' }).toString()}`;
  const show = ({ certificate: shown, key }: Certificate): Promise<void> =>
    connected(socket, async (admin) => {
      const { rows } = await admin.query<{ data_directory: string }>('SHOW data_directory');
      const folder = rows[0]?.data_directory ?? '';
      const give = (name: string, make: (path: string) => void): void => {
        const path = join(folder, name);
        make(path);
        chownSync(path, statSync(folder).uid, statSync(folder).gid);
        chmodSync(path, 0o600);
      };
      give('server.crt', (path) => copyFileSync(shown, path));
      give('server.key', (path) => copyFileSync(key, path));
      give('pg_hba.conf', (path) => writeFileSync(path, 'local all all scram-sha-256\nhostssl all all 127.0.0.1/32 scram-sha-256\n'));
      await admin.query('ALTER SYSTEM SET ssl = on');
      const { rows: before } = await admin.query<{ at: string }>('SELECT pg_conf_load_time()::text AS at');
      await admin.query('SELECT pg_reload_conf()');
      await eventually(async () => (await admin.query('SELECT WHERE pg_conf_load_time()::text <> $1', [before[0]?.at])).rowCount === 1);
    });
  await show(certificate);
  const stop = async (): Promise<void> => {
    await server.stop();
    await removeData(dataDir);
  };
  return { url: server.url, show, stop };
}
