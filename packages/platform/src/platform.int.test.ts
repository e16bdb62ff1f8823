import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeData } from '@noren/dev-postgres';
import { freePortBase } from '@noren/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { announce } from './announce.ts';
import { readConfig } from './config.ts';
import type { ModuleSpec } from './modules.ts';
import type { Options } from './options.ts';
import { startPlatform, type Platform } from './platform.ts';

const fake = (name: string, ports: ModuleSpec['ports']): ModuleSpec => ({
  name,
  package: join(import.meta.dirname, '..', 'test', 'fakes', `${name}.ts`),
  role: 'log',
  ports,
  ops: 0,
});
const places = [fake('giver', {}), fake('taker', { 'order-api': 105 })];
const quiet = { NODE_ENV: 'development', LOG_LEVEL: 'silent' };
let parent: string;
let options: Options;
let platform: Platform | undefined;
const start = async (more: Partial<Options> = {}, env: Record<string, string> = {}): Promise<Platform> =>
  (platform = await startPlatform({ ...options, ...more }, readConfig({ ...quiet, ...env }), places));

beforeEach(async () => {
  parent = mkdtempSync(join(tmpdir(), 'noren-platform-'));
  chmodSync(parent, 0o711);
  options = { help: false, portBase: await freePortBase(230), dataDir: join(parent, 'data'), fresh: false, empty: false, provision: false, named: [] };
});
afterEach(async () => {
  await platform?.stop();
  platform = undefined;
  await removeData(join(parent, 'data'));
  await removeData(parent);
});

describe('a platform', () => {
  it('gives its modules database, log, identities and addresses, and tells in one table how they are', async () => {
    const said = await announce(await start());
    expect(said).toContain(`log in log, shop.commands at 0, service:giver, taker at 127.0.0.1:${options.portBase + 105}`);
    expect(said).toMatch(/taker +http:\/\/127\.0\.0\.1:\d+ +waits for something to take\n/);
    expect(said).toMatch(/postgres +127\.0\.0\.1:\d+ +ready\n/);
  });

  it('tells on its own port whether it lives and what it still lacks', async () => {
    const { ops } = await start();
    expect((await fetch(`${ops}/healthz`)).status).toBe(200);
    const ready = await fetch(`${ops}/readyz`);
    expect([ready.status, await ready.json()]).toEqual([503, { ready: false, missing: { taker: ['something to take'] } }]);
    expect(await (await fetch(`${ops}/metrics`)).text()).toContain('process_cpu_seconds_total');
  });

  it('names a port that somebody else has, and leaves nothing running', async () => {
    const other = createServer().listen(options.portBase + 105, '127.0.0.1');
    await once(other, 'listening');
    await expect(start()).rejects.toThrow(`port ${options.portBase + 105} (order-api) is in use by another program`);
    other.close();
    await once(other, 'close');
    const database = createServer().listen(options.portBase + 132, '127.0.0.1');
    await once(database, 'listening');
    await expect(start()).rejects.toThrow(`port ${options.portBase + 132} is in use by another program`);
    database.close();
    await expect(start()).resolves.toBeDefined();
  });

  it('is the only one on its data folder, whose contents may go only while none runs', async () => {
    await start();
    const second = { ...options, portBase: await freePortBase(230) };
    await expect(startPlatform(second, readConfig(quiet), places)).rejects.toThrow(/the data folder .* is in use by process \d+/);
    await expect(startPlatform({ ...second, fresh: true }, readConfig(quiet), places)).rejects.toThrow(/is in use by process \d+/);
    expect(statSync(join(options.dataDir, 'secret')).mode & 0o777).toBe(0o600);
  });

  it('runs beside another one', async () => {
    const first = await start();
    const second = await startPlatform({ ...options, portBase: await freePortBase(230), dataDir: join(parent, 'other') }, readConfig(quiet), places);
    expect((await fetch(`${second.ops}/healthz`)).status).toBe(200);
    await second.stop();
    expect((await fetch(`${first.ops}/healthz`)).status).toBe(200);
    await removeData(join(parent, 'other'));
  });

  it('runs single modules on the database of another one, and makes no data folder for them', async () => {
    const { database } = await start();
    const own = { ...options, portBase: await freePortBase(230), dataDir: join(parent, 'none'), named: ['giver'] };
    const single = await startPlatform(own, readConfig({ ...quiet, DATABASE_URL: database.adminUrl ?? '' }), places.slice(0, 1));
    expect(single.running.map(({ place }) => place.name)).toEqual(['giver']);
    await single.stop();
    expect(existsSync(own.dataDir)).toBe(false);
    await expect(startPlatform(own, readConfig(quiet), places.slice(0, 1))).rejects.toThrow('set DATABASE_URL');
  });
});
