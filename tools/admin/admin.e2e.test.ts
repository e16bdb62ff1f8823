import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { admin } from '@noren/admin-contract';
import { type GrpcClient, grpcClient, makeKey, plaintext } from '@noren/service-kit';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { asAdmin } from '../../packages/platform/test/faults/database.ts';
import { repository } from '../client/dev-file.ts';
import { type Empty, emptyPlatform } from './platform.fixture.ts';

/** One platform with nobody aboard, for all of this. */
let empty: Empty;
let client: GrpcClient<typeof admin.AdminServiceService>;
let folder = '';
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'noren-admin-'));
  empty = await emptyPlatform({ RATE_LIMIT_ADDRESS: '100/600' });
  client = asOperator(empty.dev.admin.key);
});
afterAll(async () => {
  client?.close();
  await empty?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const asOperator = (key: string) => grpcClient(admin.AdminServiceClient, empty.dev.admin.address, { key, transport: plaintext });
type Ran = Readonly<{ code: number; out: string; err: string }>;

function run(program: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ran> {
  const all = { ...process.env, NOREN_ADMIN_ADDRESS: empty.dev.admin.address, NOREN_OPERATOR_KEY: empty.dev.admin.key, ...env };
  return new Promise((resolve) =>
    execFile(program, [...args], { cwd: repository, env: all }, (error, out, err) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, out, err }),
    ),
  );
}
const cli = (args: readonly string[], env?: Readonly<Record<string, string>>): Promise<Ran> => run(process.execPath, ['tools/admin/main.ts', ...args], env);

const atConsole = async (path: string, body: object): Promise<number> =>
  (await fetch(`${empty.dev.console.url}${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })).status;
const logIn = (email: string, password: string): Promise<number> => atConsole('/api/session', { email, password });
/** By the link of an invitation. */
const joinBy = (invitation: string, password: string): Promise<number> =>
  atConsole('/api/invitation/accept', { token: invitation.replace('/join#', ''), password });

const merchantOf = async (code: string): Promise<string> =>
  (await client.createMerchant({ code, name: `Merchant ${code}`, currency: 'GBP' })).merchant?.merchantId ?? '';
const shopOf = async (merchant: string, code: string): Promise<string> =>
  (await client.createShop({ merchant, code, name: `Shop ${code}`, timeZone: 'Europe/London', hours: '' })).shop?.shopId ?? '';
const auditOf = async (filter: Partial<admin.ListAuditRequest>): Promise<readonly admin.AuditEntry[]> =>
  (
    await client.listAudit({
      ...{ noun: '', verb: '', outcome: '', subject: '', operatorId: '', since: '', until: '', pageSize: 100, pageToken: '' },
      ...filter,
    })
  ).entries;

describe('docs/moving-in.md', () => {
  it('goes from nothing to a confirmed order, word by word', async () => {
    const blocks = [...readFileSync(join(repository, 'docs/moving-in.md'), 'utf8').matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block = '']) => block);
    const [start, ...rest] = blocks;
    expect(start).toBe('npm start -- --empty\n');
    expect(rest.length).toBeGreaterThan(5);
    // The platform of a test has other ports; nothing else is another.
    const script = rest.join('').replaceAll(/127\.0\.0\.1:(40\d\d)/g, (_, port) => `127.0.0.1:${empty.portBase + Number(port) - 4_000}`);
    const { code, out, err } = await run('bash', ['--norc', '-euo', 'pipefail', '-c', script]);
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('"status":"confirmed"');
    expect(out).toMatch(/^invitation +\/join#\S+/m);
    expect(out.match(/ made /g)).toHaveLength(2);
  });
});

describe('what is made under a code', () => {
  it('is made once, also where it is asked for several times at once', async () => {
    const made = await Promise.all(Array.from({ length: 6 }, () => client.createMerchant({ code: 'once', name: 'Once', currency: 'JPY' })));
    expect(new Set(made.map(({ merchant }) => merchant?.merchantId)).size).toBe(1);
    const shops = await Promise.all(Array.from({ length: 6 }, () => shopOf('once', 'one')));
    expect(new Set(shops).size).toBe(1);
    expect((await client.createMerchant({ code: 'once', name: 'Once', currency: 'JPY' })).repeated).toBe(true);
    expect((await client.listShops({ merchant: 'once', pageSize: 0, pageToken: '' })).shops).toHaveLength(1);
  });

  it('is of that request: another is refused, and what was refused leaves the code free', async () => {
    await merchantOf('taken');
    await expect(client.createMerchant({ code: 'taken', name: 'Another', currency: 'GBP' })).rejects.toMatchObject({ code: 'code_taken', field: 'code' });
    await expect(client.createMerchant({ code: 'free', name: 'Free', currency: 'XXX' })).rejects.toMatchObject({ code: 'currency' });
    expect((await client.createMerchant({ code: 'free', name: 'Free', currency: 'GBP' })).repeated).toBe(false);
  });

  it('belongs to its merchant: two may call a shop the same', async () => {
    await Promise.all([merchantOf('one-of-two'), merchantOf('two-of-two')]);
    expect(await shopOf('one-of-two', '0001')).not.toBe(await shopOf('two-of-two', '0001'));
    const shop = await shopOf('one-of-two', '0002');
    const change = { merchant: 'two-of-two', shop, name: 'Mine now', timeZone: undefined, hours: undefined, expectedVersion: undefined };
    await expect(client.changeShop(change)).rejects.toMatchObject({ code: 'shop_not_found' });
  });

  it('is gone on with where a process ended between its record and its call', async () => {
    const merchantId = 'mer_0190000000007000800000000000abcd';
    await asAdmin(empty.dev.database, (db) =>
      db.query(`INSERT INTO admin.creation (noun, scope, code, id, request, claimed_at) VALUES ('merchant', '', 'cut-off', $1, $2, now())`, [
        merchantId,
        { name: 'Cut off', currency: 'GBP' },
      ]),
    );
    expect((await client.createMerchant({ code: 'cut-off', name: 'Cut off', currency: 'GBP' })).merchant?.merchantId).toBe(merchantId);
  });

  it('shows a secret once: of several at once one gets it, a repeat none', async () => {
    await merchantOf('secretive');
    const key = { merchant: 'secretive', code: 'till-1', system: 'till', scopes: ['stock:read', 'items:read'] };
    const made = await Promise.all(Array.from({ length: 5 }, () => client.createSystemKey(key)));
    expect(made.filter(({ secret }) => secret !== '')).toHaveLength(1);
    expect(await client.createSystemKey({ ...key, scopes: key.scopes.toReversed() })).toMatchObject({ secret: '', repeated: true });
    // Made, and the process ended before that was written down.
    await asAdmin(empty.dev.database, (db) =>
      db.query(`UPDATE admin.creation SET done_at = NULL WHERE code = 'till-1' AND noun = 'system key' AND id = $1`, [made[0]?.key?.keyId]),
    );
    expect(await client.createSystemKey(key)).toMatchObject({ secret: '', repeated: true });
    expect((await client.listSystemKeys({ merchant: 'secretive' })).keys).toHaveLength(1);
    expect((await client.revokeSystemKey({ merchant: 'secretive', key: 'till-1' })).revokedAt).toBeDefined();
  });
});

describe('a file of shops', () => {
  const importing = async (merchant: string, text: string) => (await client.createShops({ merchant, file: Buffer.from(text), encoding: '' })).rows;

  it('opens those that are well; a bad row costs only itself, and the file may come again', async () => {
    await merchantOf('chain');
    const text =
      'code,name,time_zone,hours\na,A,Europe/London,always\nb,B,Nowhere/City,always\nc,C,Europe/London,whenever\n,D,Europe/London,\ne,"E\nf,F,Europe/London,Mon 10:00-11:00\n';
    const rows = await importing('chain', text);
    expect(rows.map(({ line, status, refusal }) => [line, status, refusal])).toEqual([
      [2, 'made', ''],
      [3, 'refused', 'time_zone'],
      [4, 'refused', 'hours'],
      [5, 'refused', 'invalid_request'],
      [6, 'refused', 'quote'],
      [7, 'made', ''],
    ]);
    expect((await importing('chain', text)).filter(({ status }) => status === 'repeated')).toHaveLength(2);
    expect(await auditOf({ noun: 'shop', outcome: 'refused' })).not.toEqual([]);
  });

  it('is refused as a whole where it is none', async () => {
    for (const text of ['', 'code,name\na,A\n', 'code,name,time_zone,opening\na,A,Europe/London,always\n'])
      await expect(importing('chain', text)).rejects.toMatchObject({ code: 'file' });
    await expect(importing('nobody', 'code,name,time_zone\n')).rejects.toMatchObject({ code: 'merchant_not_found' });
  });
});

describe('what is there', () => {
  it('is changed, suspended, resumed and closed, against the version that was seen', async () => {
    await merchantOf('standing');
    const shopId = await shopOf('standing', 's');
    expect(await client.changeMerchant({ merchant: 'standing', name: 'Renamed', expectedVersion: undefined })).toMatchObject({
      name: 'Renamed',
      code: 'standing',
    });
    expect(await client.suspendMerchant({ merchant: 'standing', reason: 'unpaid', expectedVersion: undefined })).toMatchObject({
      suspended: true,
      reason: 'unpaid',
    });
    await expect(client.resumeMerchant({ merchant: 'standing', expectedVersion: 1 })).rejects.toMatchObject({ code: 'version_conflict' });
    expect(await client.resumeMerchant({ merchant: 'standing', expectedVersion: undefined })).toMatchObject({ suspended: false });
    const named = { merchant: 'standing', shop: 's' };
    const changed = await client.changeShop({ ...named, name: undefined, timeZone: 'Asia/Tokyo', hours: 'Mon,Tue 09:00-20:00', expectedVersion: 1 });
    expect(changed).toMatchObject({ shopId, name: 'Shop s', timeZone: 'Asia/Tokyo', hours: 'Mon,Tue 09:00-20:00' });
    const late = { ...named, name: 'Late', timeZone: undefined, hours: undefined, expectedVersion: 1 };
    await expect(client.changeShop(late)).rejects.toMatchObject({ code: 'version_conflict' });
    expect(await client.closeShop({ ...named, reason: 'moved', expectedVersion: undefined })).toMatchObject({ status: 'closed', reason: 'moved' });
  });

  it('is a platform that sells what it was granted, with keys that are followed and taken back', async () => {
    await merchantOf('granting');
    const shopId = await shopOf('granting', 's');
    await client.createPlatform({ code: 'eats', name: 'eats' });
    const { secret } = await client.createPlatformKey({ platform: 'eats', code: 'eats-1', scopes: ['catalogue:read'] });
    const shopsSeen = async (key: string) => {
      const answer = await fetch(`${empty.dev.merchantApi.url}/v1/shops`, { headers: { authorization: `Bearer ${key}` } });
      return answer.ok
        ? z
            .object({ shops: z.array(z.object({ shopId: z.string() })) })
            .parse(await answer.json())
            .shops.map((shop) => shop.shopId)
        : answer.status;
    };
    expect(await shopsSeen(secret)).toEqual([]);
    await client.addGrant({ platform: 'eats', merchant: 'granting', shops: ['s'] });
    expect(await shopsSeen(secret)).toEqual([shopId]);
    const followed = await client.rotatePlatformKey({ platform: 'eats', key: 'eats-1', code: 'eats-2', oldLivesS: 0 });
    expect([await shopsSeen(secret), await shopsSeen(followed.secret)]).toEqual([401, [shopId]]);
    expect((await client.rotatePlatformKey({ platform: 'eats', key: 'eats-1', code: 'eats-2', oldLivesS: 0 })).repeated).toBe(true);
    await client.suspendPlatform({ platform: 'eats' });
    expect(await shopsSeen(followed.secret)).toBe(403);
    await client.resumePlatform({ platform: 'eats' });
    await client.removeGrant({ platform: 'eats', merchant: 'granting' });
    expect(await shopsSeen(followed.secret)).toEqual([]);
    await client.revokePlatformKey({ platform: 'eats', key: 'eats-2' });
    expect(await shopsSeen(followed.secret)).toBe(401);
  });

  it('is an owner who comes in by a link, and by another where the password was lost', async () => {
    await merchantOf('owned');
    const owner = { merchant: 'owned', code: 'bo', email: 'bo@owned.example', name: 'Bo', language: 'en' };
    await expect(client.inviteOwner(owner)).rejects.toMatchObject({ code: 'no_shop' });
    await shopOf('owned', 's');
    const { invitation } = await client.inviteOwner(owner);
    expect(await joinBy(invitation, 'a first long password')).toBe(200);
    expect(await client.inviteOwner(owner)).toMatchObject({ invitation: '', repeated: true });
    const reset = await client.resetOwner({ merchant: 'owned', email: 'BO@owned.example' });
    expect([await logIn(owner.email, 'a first long password'), await joinBy(invitation, 'a first long password')]).toEqual([401, 404]);
    expect([await joinBy(reset.invitation, 'another long password'), await logIn(owner.email, 'another long password')]).toEqual([200, 200]);
    // A shop that comes later is theirs too.
    await shopOf('owned', 'later');
    const roles = await asAdmin(empty.dev.database, (db) =>
      db.query(`SELECT count(*)::int AS shops FROM bff.shop_role JOIN bff.person USING (person_id) WHERE email = $1 AND role = 'owner'`, [owner.email]),
    );
    expect(roles.rows).toEqual([{ shops: 2 }]);
    await merchantOf('not-owned');
    await expect(client.resetOwner({ merchant: 'not-owned', email: owner.email })).rejects.toMatchObject({ code: 'person_not_found' });
  });
});

describe('the audit log', () => {
  it('has every call that changes something, with who asked what, and what became of it', async () => {
    const merchantId = await merchantOf('audited');
    await merchantOf('audited');
    await client.createMerchant({ code: 'audited', name: 'x', currency: 'GBP' }).catch(() => undefined);
    await client.createMerchant({ code: 'no code', name: 'x', currency: 'GBP' }).catch(() => undefined);
    const [malformed, refused, repeated, done] = await auditOf({ noun: 'merchant', verb: 'create' });
    expect(done).toMatchObject({ outcome: 'done', subject: merchantId, operatorId: expect.stringMatching(/^op_/) });
    expect(JSON.parse(done?.request ?? '')).toEqual({ code: 'audited', name: 'Merchant audited', currency: 'GBP' });
    expect([repeated?.outcome, refused?.code, malformed?.code]).toEqual(['repeated', 'code_taken', 'invalid_request']);
    expect((await auditOf({ subject: merchantId })).map(({ outcome }) => outcome)).toEqual(['repeated', 'done']);
    expect(await auditOf({ until: done?.at ?? '', subject: merchantId })).toEqual([]);
    const { entries, nextPageToken } = await client.listAudit({
      ...{ noun: 'merchant', verb: '', outcome: '', subject: '', operatorId: '', since: '', until: '', pageSize: 1, pageToken: '' },
    });
    expect(entries).toEqual([malformed]);
    expect(await auditOf({ noun: 'merchant', pageSize: 1, pageToken: nextPageToken })).toEqual([refused]);
  });

  it('has no secret in it, and is appended to only', async () => {
    const { rows } = await asAdmin(empty.dev.database, (db) => db.query('SELECT * FROM admin.audit_entry LEFT JOIN admin.audit_outcome USING (entry_id)'));
    expect(rows.length).toBeGreaterThan(20);
    expect(JSON.stringify(rows)).not.toMatch(/nrn_|[a-z2-9]{4}(-[a-z2-9]{4}){3}/);
    for (const change of ['UPDATE admin.audit_entry SET noun = $$x$$', 'DELETE FROM admin.audit_outcome', 'TRUNCATE admin.audit_entry CASCADE'])
      await expect(asAdmin(empty.dev.database, (db: pg.Client) => db.query(`SET ROLE admin; ${change}`))).rejects.toThrow('appended to');
  });
});

describe('npm run admin', () => {
  it('prints tables or JSON, and ends with 0 where it is done', async () => {
    await merchantOf('printed');
    const shown = await cli(['merchant', 'show', '--merchant', 'printed']);
    expect([shown.code, shown.out]).toEqual([0, expect.stringMatching(/^name +Merchant printed$/m)]);
    const listed = await cli(['merchant', 'list', '--json', '--most', '2']);
    expect(JSON.parse(listed.out)).toMatchObject({ merchants: [{ merchantId: expect.any(String) }, {}] });
    expect((await cli(['merchant', 'show', '--merchant', 'printed', '--field', 'currency'])).out).toBe('GBP\n');
  });

  it('says of a refusal what would be right, and ends with 1; also where a row of many was refused', async () => {
    const refused = await cli(['shop', 'create', '--merchant', 'nobody', '--code', 's', '--name', 'S', '--time-zone', 'Europe/London']);
    expect([refused.code, refused.err]).toEqual([
      1,
      expect.stringContaining('refused (merchant_not_found): There is no merchant of this code or id: nobody. merchant list shows them.'),
    ]);
    const malformed = await cli(['merchant', 'create', '--code', 'two words', '--name', 'x', '--currency', 'GBP', '--json']);
    expect([malformed.code, malformed.err]).toEqual([1, expect.stringContaining('--code must be 1 to 63 letters')]);
    expect(JSON.parse(malformed.out)).toMatchObject({ error: { code: 'invalid_request', errors: [{ field: 'code' }] } });
    writeFileSync(join(folder, 'shops.csv'), 'code,name,time_zone\nx,X,Mars\n');
    await merchantOf('printed');
    expect((await cli(['shop', 'import', '--merchant', 'printed', '--file', join(folder, 'shops.csv')])).code).toBe(1);
  });

  it('ends with 2 where the command is wrong, and with 3 where nobody answers', async () => {
    expect((await cli(['merchant', 'list', '--most', 'many'])).code).toBe(2);
    expect((await cli(['merchant', 'list', '--address', '127.0.0.1:1'])).code).toBe(3);
  });
});

describe('the operators’ edge', () => {
  it('is closed to every other key, and looks at no more of them from an address that tries too many; the right one goes on', async () => {
    const [till, platform] = [makeKey('merchant'), makeKey('platform')];
    for (const key of ['', 'x', till, platform, makeKey('op'), `${empty.dev.admin.key.slice(0, -1)}!`]) {
      const stranger = asOperator(key);
      await expect(stranger.listMerchants({ pageSize: 0, pageToken: '' })).rejects.toMatchObject({ code: 'unauthenticated' });
      stranger.close();
    }
    const guessing = asOperator(makeKey('op'));
    const answers = await Promise.all(
      Array.from({ length: 150 }, () =>
        guessing.listMerchants({ pageSize: 0, pageToken: '' }).then(
          () => 'let in',
          (error: unknown) => String(error),
        ),
      ),
    );
    guessing.close();
    expect(answers.filter((answer) => answer.includes('too many requests')).length).toBeGreaterThan(0);
    expect(answers).not.toContain('let in');
    expect((await client.listMerchants({ pageSize: 1, pageToken: '' })).merchants).toHaveLength(1);
  });

  it('made no mistake of ours all the while', () => expect(empty.platform.lines().filter(({ level }) => level === 'error')).toEqual([]));
});
