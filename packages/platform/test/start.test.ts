import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { embeddedPostgres } from '@noren/dev-postgres';
import { admin } from '@noren/admin-contract';
import { grpcClient, makeKey, plaintext } from '@noren/service-kit';
import { alive } from '@noren/service-kit/owner';
import { storeRoles } from '@noren/service-kit/postgres';
import { eventually, freePorts } from '@noren/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { variable } from '../src/config.ts';
import { type Child, child, whenReady } from './faults/child.ts';
import { asAdmin } from './faults/database.ts';
import { dataFolder, removeFolder } from './faults/house.ts';
import { freeBase } from './faults/ports.ts';
import { startWhole, type Whole } from './faults/whole-house.ts';

const run = promisify(execFile);
const dataDir = dataFolder();
let platform: Whole;
beforeAll(async () => {
  platform = await startWhole(dataDir, await freeBase());
});
afterAll(async () => {
  await platform.child.stop();
  await removeFolder(dataDir);
});

const again = async (): Promise<number> => {
  const started = performance.now();
  platform = await startWhole(dataDir, platform.portBase);
  return performance.now() - started;
};
const order = async (key: string): Promise<unknown> => {
  const { merchantApi, sample } = platform.dev;
  const response = await fetch(`${merchantApi.url}/v1/orders`, {
    method: 'POST',
    headers: { authorization: `Bearer ${merchantApi.apiKey}`, 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify({ shopId: sample.shopId, lines: [{ sku: sample.sku, quantity: 1 }] }),
  });
  expect(response.status).toBe(201);
  return response.json();
};
const Stock = z.object({ lines: z.array(z.object({ sku: z.string(), onHand: z.int(), reserved: z.int() })) });
const stock = async (): Promise<z.infer<typeof Stock>> => {
  const { merchantLink, sample } = platform.dev;
  const response = await fetch(`${merchantLink.url}/v1/shops/${sample.shopId}/stock`, { headers: { authorization: `Bearer ${merchantLink.apiKey}` } });
  return Stock.parse(await response.json());
};
const lineOf = async (child: Child): Promise<unknown> => ({ code: await child.ended, said: child.said() });

describe('npm start', () => {
  it('writes what tools need, for its owner only', () => {
    const edge = { url: expect.stringMatching(/^http:/), docs: expect.any(String), openapi: expect.any(String), apiKey: expect.stringMatching(/^nrn_/) };
    const login = { email: expect.stringContaining('@'), password: expect.any(String) };
    expect(platform.dev).toEqual({
      admin: { address: expect.stringMatching(/^127\.0\.0\.1:\d+$/), key: expect.stringMatching(/^nrn_op_/) },
      merchantApi: edge,
      merchantLink: edge,
      console: { url: expect.stringMatching(/^http:/), login, manager: login, clerk: login },
      grpc: Object.fromEntries(['shop', 'item', 'category', 'inventory', 'order'].map((context) => [context, expect.stringMatching(/^127\.0\.0\.1:\d+$/)])),
      database: expect.stringMatching(/^postgres:\/\//),
      sample: { merchantId: expect.any(String), shopId: expect.any(String), sku: expect.any(String) },
      pid: platform.child.pid,
    });
    expect(statSync(join(dataDir, 'dev.json')).mode & 0o777).toBe(0o600);
  });

  it('answers where its documents are said to be', async () => {
    for (const edge of [platform.dev.merchantApi, platform.dev.merchantLink]) {
      expect((await fetch(edge.docs)).status).toBe(200);
      expect(await (await fetch(edge.openapi)).json()).toMatchObject({ openapi: expect.stringMatching(/^3\.1/) });
    }
  });

  it('serves the console with a login that works', async () => {
    const { url, login } = platform.dev.console;
    const page = await (await fetch(url)).text();
    const script = /<script type="module"[^>]* src="([^"]+)"/.exec(page)?.[1] ?? '';
    const served = await fetch(`${url}${script}`, { headers: { 'accept-encoding': 'br' } });
    expect([served.status, served.headers.get('content-encoding'), served.headers.get('cache-control')]).toEqual([
      200,
      'br',
      expect.stringContaining('immutable'),
    ]);
    const session = await fetch(`${url}/api/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(login) });
    expect(await session.json()).toMatchObject({ role: 'owner', shops: [{ role: 'owner' }, { role: 'owner' }] });
  });

  it('prints a table of ready modules and three commands that work as they stand', async () => {
    await eventually(() => platform.child.said().includes('Try it:'));
    const said = platform.child.said();
    expect(said).toMatch(/^module +address +state$/m);
    expect(said).toMatch(/^order-engine +- +ready$/m);
    const commands = said.match(/^ {2}curl .*$/gm) ?? [];
    const answers = await Promise.all(commands.map(async (command) => JSON.parse((await run('sh', ['-c', command])).stdout)));
    expect(answers).toMatchObject([{ items: expect.any(Array) }, { status: 'confirmed' }, { lines: expect.any(Array) }]);
  });

  it('refuses another platform on its ports, or on its data, in one line', async () => {
    const other = dataFolder();
    const samePorts = child(['--port-base', String(platform.portBase), '--data', other]);
    expect(await lineOf(samePorts)).toEqual({ code: 1, said: expect.stringMatching(/^noren: port \d+ \(link-core\).* in use by another program.*\n$/) });
    const sameData = child(['--port-base', String(await freeBase()), '--data', dataDir]);
    expect(await lineOf(sameData)).toEqual({ code: 1, said: expect.stringMatching(/^noren: the data folder .* is in use by process \d+\n$/) });
    await removeFolder(other);
  });

  it('in production makes no sample, tells no secret but the operators’ key, once, and needs what is secret to be given', async () => {
    const [ground, other] = [dataFolder(), dataFolder()];
    const args = ['--port-base', String(await freeBase()), '--data', other];
    expect(await lineOf(child(args, { NODE_ENV: '' }))).toEqual({
      ...{ code: 1, said: expect.stringMatching(/^noren: production needs [^]*DATABASE_URL[^]*NOREN_IDENTITY_SECRET/) },
    });
    const server = await embeddedPostgres({ dataDir: ground });
    const env = { NODE_ENV: 'production', DATABASE_URL: server.url, NOREN_IDENTITY_SECRET: 'an identity secret of a deployment' };
    const deployed = child(args, env);
    await whenReady(deployed, async () => (deployed.said().includes('health and metrics') ? true : undefined));
    expect(deployed.said()).not.toMatch(/nrn_(?!op_)|password|log in as|Try it/);
    const [shown = '', ...more] = deployed.said().match(/nrn_op_\w+/g) ?? [];
    expect([shown, more, JSON.stringify(deployed.lines()).includes(shown)]).toEqual([expect.stringMatching(/^nrn_op_\w{36}$/), [], false]);
    expect([existsSync(join(other, 'dev.json')), existsSync(join(other, 'sample.json'))]).toEqual([false, false]);
    await deployed.stop();
    // The same with a URL a role, and the administrator's where it makes them only.
    const roleUrl = (role: string): string => Object.assign(new URL(server.url), { pathname: '/noren', username: role, password: `of-${role}` }).href;
    const urls = Object.fromEntries(storeRoles.map((role) => [variable(role, 'DATABASE_URL'), roleUrl(role)]));
    expect(await child(['provision'], { ...env, ...urls }).ended).toBe(0);
    const [ops = 0] = await freePorts(1);
    const own = { ...env, DATABASE_URL: '', ORDER_DATABASE_URL: roleUrl('order'), OPS_PORT: String(ops) };
    const alone = child(['--port-base', args[1] ?? '', 'order-engine', 'order-api'], own);
    await whenReady(alone, async () => ((await fetch(`http://127.0.0.1:${ops}/readyz`)).ok ? true : undefined));
    await alone.stop();
    // The key that was shown opens at another start too, which shows none; one that is given takes its place.
    const given = makeKey('op');
    const asked = { noun: '', verb: '', outcome: '', subject: '', operatorId: '', since: '', until: '', pageSize: 1, pageToken: '' };
    for (const [open, closed, NOREN_OPERATOR_KEY] of [
      [shown, given, ''],
      [given, shown, given],
    ] as const) {
      const operators = child(['--port-base', args[1] ?? '', 'admin-server'], { ...own, ADMIN_DATABASE_URL: roleUrl('admin'), NOREN_OPERATOR_KEY });
      await whenReady(operators, async () => ((await fetch(`http://127.0.0.1:${ops}/readyz`)).ok ? true : undefined));
      const at = (key: string) => grpcClient(admin.AdminServiceClient, `127.0.0.1:${Number(args[1]) + 109}`, { key, transport: plaintext });
      const [right, wrong] = [at(open), at(closed)];
      expect((await right.listAudit(asked)).entries).toEqual([]);
      await expect(wrong.listAudit(asked)).rejects.toMatchObject({ code: 'unauthenticated' });
      expect(operators.said()).not.toContain('nrn_');
      for (const client of [right, wrong]) client.close();
      await operators.stop();
    }
    const shops = await asAdmin(Object.assign(new URL(server.url), { pathname: '/noren' }).href, (admin) => admin.query('SELECT FROM shop.shop'));
    expect(shops.rowCount).toBe(0);
    await server.stop();
    await Promise.all([removeFolder(ground), removeFolder(other)]);
  });

  it('loses nothing when it is killed, and needs no cleaning up', async () => {
    const before = [await order('before-the-kill'), await stock()];
    await platform.child.stop('SIGKILL');
    await again();
    expect([await order('before-the-kill'), await stock()]).toEqual(before);
  });

  it('stops cleanly, takes dev.json away, leaves no server behind, and is quickly back', async () => {
    const server = Number(readFileSync(join(dataDir, 'cluster', 'postmaster.pid'), 'utf8').split('\n')[0]);
    expect(alive(server)).toBe(true);
    expect(await platform.child.stop('SIGINT')).toBe(0);
    expect(existsSync(join(dataDir, 'dev.json'))).toBe(false);
    expect(alive(server)).toBe(false);
    // Some seconds on an idle machine; a busy one gets time, though not enough to set everything up anew.
    expect(await again()).toBeLessThan(30_000);
  });

  it('names the database’s port where somebody else has it, and refuses the data of a newer version', async () => {
    await platform.child.stop();
    const args = ['--port-base', String(platform.portBase), '--data', dataDir];
    const taken = createServer().listen(platform.portBase + 132, '127.0.0.1');
    await once(taken, 'listening');
    expect(await lineOf(child(args))).toEqual({ code: 1, said: `noren: port ${platform.portBase + 132} is in use by another program\n` });
    taken.close();
    writeFileSync(join(dataDir, 'version'), '99\n');
    expect(await lineOf(child(args))).toEqual({
      code: 1,
      said: expect.stringMatching(/^noren: the data in .* is of a newer version of Noren \(99, .*\n$/),
    });
    writeFileSync(join(dataDir, 'version'), '1\n');
    await again();
  });
});
