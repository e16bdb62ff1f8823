import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { alive } from '@noren/service-kit/owner';
import { eventually, freePorts } from '@noren/testing';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rotate } from './log-file.ts';
import { embeddedPostgres, removeData, type EmbeddedOptions, type EmbeddedPostgres } from './embedded.ts';

let dataDir: string;
let running: EmbeddedPostgres | undefined;
const lines: string[] = [];
const start = async (more: Partial<EmbeddedOptions> = {}): Promise<EmbeddedPostgres> =>
  (running = await embeddedPostgres({ dataDir, settings: { shared_buffers: '32MB' }, tell: (line) => lines.push(line), ...more }));
const ask = async (url: string, sql: string): Promise<readonly unknown[]> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client
    .query(sql)
    .then(({ rows }) => rows)
    .finally(() => client.end());
};

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'noren-embedded-'));
  lines.length = 0;
});
afterEach(async () => {
  await running?.stop();
  running = undefined;
  await removeData(dataDir);
});

/** Starts PostgreSQL in a Node of its own, which says `up <pid of the server>`. */
async function startElsewhere(): Promise<Readonly<{ server: number; kill(): Promise<void> }>> {
  const script = `import { embeddedPostgres } from ${JSON.stringify(join(import.meta.dirname, 'embedded.ts'))};
    const { pid } = await embeddedPostgres({ dataDir: ${JSON.stringify(dataDir)} }); console.log('up ' + pid()); setInterval(() => {}, 1000);`;
  const node = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(node.stdout, 'data');
  const kill = async (): Promise<void> => {
    node.kill('SIGKILL');
    await once(node, 'exit');
  };
  return { server: Number(String(line).split(' ')[1]), kill };
}

describe('embedded PostgreSQL', () => {
  it('keeps its data between runs, listens on loopback only, and lets nobody else read its secret', async () => {
    const first = await start();
    await ask(first.url, 'CREATE TABLE kept (a int)');
    expect(await ask(first.url, `SELECT setting FROM pg_settings WHERE name IN ('listen_addresses', 'unix_socket_directories') ORDER BY name`)).toEqual([
      { setting: '127.0.0.1' },
      { setting: '.' },
    ]);
    await first.stop();
    expect(await ask((await start()).url, 'SELECT * FROM kept')).toEqual([]);
    expect(statSync(join(dataDir, 'secret')).mode & 0o777).toBe(0o600);
  });

  it('answers at a socket that lies with the data, where nobody else comes', async () => {
    const { url, socket = '' } = await start();
    expect(await ask(`${url}?host=${encodeURIComponent(socket)}`, 'SELECT inet_server_addr() AS tcp')).toEqual([{ tcp: null }]);
    expect(statSync(socket).mode & 0o077).toBe(0);
  });

  it('answers over TCP alone where the name of its socket would be too long', async () => {
    const long = join(dataDir, 'a-folder-of-a-long-name'.repeat(4));
    mkdirSync(long);
    chmodSync(dataDir, 0o711);
    const far = await start({ dataDir: long });
    expect(far.socket).toBeUndefined();
    expect(await ask(far.url, 'SELECT inet_server_addr()::text AS tcp')).toEqual([{ tcp: '127.0.0.1/32' }]);
  });

  it('refuses settings under which a power cut loses what was committed', async () => {
    await expect(start({ settings: { fsync: 'off', shared_buffers: '32MB' } })).rejects.toThrow('fsync is off');
    await expect(start({ settings: { synchronous_commit: 'off', shared_buffers: '32MB' } })).rejects.toThrow('synchronous_commit is off');
  });

  it('takes the place of a server that a killed Node left running', async () => {
    const left = await startElsewhere();
    await left.kill();
    expect(alive(left.server)).toBe(true);
    await start();
    expect(lines).toEqual(['stopped the PostgreSQL that a killed process had left running']);
    expect(alive(left.server)).toBe(false);
  });

  it('leaves a data folder alone while another process runs on it', async () => {
    const other = await startElsewhere();
    try {
      await expect(start()).rejects.toThrow(/is in use by process \d+/);
      await expect(removeData(dataDir)).rejects.toThrow(/is in use by process \d+/);
      expect(alive(other.server)).toBe(true);
    } finally {
      await other.kill();
    }
  });

  it('starts where the number of the server that was killed now belongs to another program', async () => {
    chmodSync(dataDir, 0o755); // so that the cluster lies in it as root too
    const first = await start();
    await first.stop();
    writeFileSync(join(dataDir, 'cluster', 'postmaster.pid'), `${process.ppid}\n${join(dataDir, 'cluster')}\n1\n5432\n\n127.0.0.1\n\nready\n`);
    await expect(start().then(({ url }) => ask(url, 'SELECT 1 AS one'))).resolves.toEqual([{ one: 1 }]);
  });

  it('comes back by itself, with what was committed, when the server is killed', async () => {
    const { url, pid } = await start();
    await ask(url, 'CREATE TABLE kept AS SELECT 7 AS seven');
    const killed = pid();
    if (killed === undefined) throw new Error('no server');
    process.kill(killed, 'SIGKILL');
    await eventually(async () => expect(await ask(url, 'SELECT seven FROM kept')).toEqual([{ seven: 7 }]), 10_000);
    expect(pid()).not.toBe(killed);
  });

  it('does not fill the disk with what it says, and goes on saying it', async () => {
    const { url } = await start();
    const log = join(dataDir, 'postgres.log');
    appendFileSync(log, 'x'.repeat(10_000_001));
    rotate(log);
    await expect(ask(url, 'SELECT no_such_column')).rejects.toThrow('no_such_column');
    await eventually(() => expect(readFileSync(log, 'utf8')).toContain('no_such_column'));
    expect([statSync(log).size < 1_000_000, statSync(`${log}.1`).size > 10_000_000]).toEqual([true, true]);
  });

  it('says in one line that its port is taken', async () => {
    const [port = 0] = await freePorts(1);
    const taken = createServer().listen(port, '127.0.0.1');
    await once(taken, 'listening');
    await expect(start({ port })).rejects.toThrow(`port ${port} is in use by another program`);
    taken.close();
    await expect(start({ port })).resolves.toMatchObject({ port });
  });

  it.runIf(process.getuid?.() === 0)('runs as root on a folder that nobody else can enter, and finds its data again when the folder was moved', async () => {
    expect(statSync(dataDir).mode & 0o077).toBe(0);
    const first = await start();
    await ask(first.url, 'CREATE TABLE kept (a int)');
    await first.stop();
    expect(existsSync(join(dataDir, 'cluster'))).toBe(false);
    renameSync(dataDir, `${dataDir}-moved`);
    dataDir = `${dataDir}-moved`;
    expect(await ask((await start()).url, 'SELECT * FROM kept')).toEqual([]);
  });

  it.runIf(process.getuid?.() === 0)('does not find the data of a folder that was removed and made anew', async () => {
    const first = await start();
    await ask(first.url, 'CREATE TABLE gone (a int)');
    await first.stop();
    rmSync(dataDir, { recursive: true });
    await expect(ask((await start()).url, 'SELECT * FROM gone')).rejects.toThrow('does not exist');
  });

  it('is gone with its folder', async () => {
    await (await start()).stop();
    running = undefined;
    await removeData(dataDir);
    expect(existsSync(dataDir)).toBe(false);
  });
});
