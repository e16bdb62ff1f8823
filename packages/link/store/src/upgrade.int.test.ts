import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { engineTypes } from '@noren/engine-kit';
import { migrate, migrationsOf } from '@noren/service-kit/postgres';
import { records } from '@noren/shop-contract';
import { testDatabase } from '@noren/testing';
import { expect, it } from 'vitest';
import { grantStore } from './grants.ts';
import { keyStore } from './keys.ts';
import { platformStore } from './platforms.ts';
import { shopQueries, type ShopReadModel } from './shops.ts';
import { shopTable } from './tables.ts';

const plain: ShopReadModel = {
  shopId: 'shp_1',
  merchantId: 'mer_1',
  name: 'Corner',
  timeZone: 'Europe/London',
  currency: 'GBP',
  status: 'open',
  reason: '',
  weeklyHours: [],
  version: 1,
};
const full: ShopReadModel = {
  shopId: 'shp_2',
  merchantId: 'mer_1',
  name: '喫茶 ☕ コーヒー',
  timeZone: 'Asia/Tokyo',
  currency: 'JPY',
  status: 'paused',
  pausedUntil: '2030-01-01T12:00:00.000Z',
  reason: 'très occupé',
  weeklyHours: [
    { weekday: 7, fromMinute: 1_320, untilMinute: 1_560 },
    { weekday: 1, fromMinute: 0, untilMinute: 1_440 },
  ],
  version: Number.MAX_SAFE_INTEGER,
};

it('shops from before records were whole are the very records that their columns were made of', async () => {
  const before = mkdtempSync(join(tmpdir(), 'noren-link-'));
  for (const name of ['20261124000000_engine', '20261124000100_link', '20261125000000_outbox', '20261125000100_heard'])
    cpSync(join(migrationsOf('link'), name), join(before, name), { recursive: true, dereference: true });
  const db = await testDatabase({ stores: ['log'], migrations: { link: before } });
  try {
    for (const shop of [plain, full])
      await db
        .pool('link')
        .query('INSERT INTO shop VALUES ($1, 3, $2, $3, $4, $5, $6, $7, $8, $9, $10)', [
          ...[shop.shopId, shop.merchantId, shop.name, shop.timeZone, shop.currency, shop.status, shop.pausedUntil ?? null],
          ...[shop.reason, JSON.stringify(shop.weeklyHours), shop.version],
        ]);
    await migrate({ url: db.url('link'), folders: [migrationsOf('link')] });
    const { rows } = await db.pool('link').query<Record<string, unknown>>({ text: 'SELECT * FROM shop ORDER BY key', types: engineTypes });
    expect(rows.map(shopTable.fromRow)).toEqual([plain, full]);
    expect(rows.map(({ record }) => record)).toEqual([plain, full].map((shop) => Buffer.from(records.Shop.encode(shop).finish())));
    const queries = shopQueries(db.pool('link'));
    expect(await queries.page({ merchantIds: ['mer_1'] }, '', 10)).toEqual([plain, full]);
    expect([await queries.shop('shp_2'), await queries.shop('shp_3'), await queries.page({ merchantIds: ['mer_2'] }, '', 10)]).toEqual([full, undefined, []]);
  } finally {
    await db.close();
    rmSync(before, { recursive: true });
  }
});

it('keys from before platforms had ids keep all that they could do, and are of one platform for each merchant and name, known by its former name', async () => {
  const before = mkdtempSync(join(tmpdir(), 'noren-link-'));
  for (const name of readdirSync(migrationsOf('link')).filter((one) => one < '20261129'))
    cpSync(join(migrationsOf('link'), name), join(before, name), { recursive: true, dereference: true });
  const db = await testDatabase({ stores: ['log'], migrations: { link: before } });
  const pool = db.pool('link');
  try {
    const keys = [
      ['a', 'eats', ['mer_1']],
      ['b', 'eats', ['mer_2']],
      ['c', 'eats', ['mer_1']],
      ['d', 'eats', ['mer_2', 'mer_1']],
      ['e', 'google', ['mer_1']],
      ['f', 'eats', ['mer_1', 'mer_2', 'mer_1']],
    ] as const;
    for (const [id, platform, merchantIds] of keys) await pool.query(`INSERT INTO api_key VALUES ($1, $2, $3, $1, 'nrn_', now())`, [id, platform, merchantIds]);
    await pool.query(`UPDATE api_key SET revoked_at = now() WHERE key_id = 'e'`);
    await migrate({ url: db.url('link'), folders: [migrationsOf('link')] });

    const store = keyStore(pool, pool);
    const found = await Promise.all(keys.map(async ([id]) => store.live(id, new Date())));
    const ids = found.map((key) => key?.platform.platformId);
    expect(ids[0]).toMatch(/^plt_[0-9a-f]{32}$/);
    expect(new Set([ids[0], ids[1], ids[3]]).size).toBe(3);
    expect([ids[2], ids[4], ids[5]]).toEqual([ids[0], undefined, ids[3]]);
    for (const key of found)
      if (key)
        expect(key).toMatchObject({
          platform: { name: 'eats', formerSubject: 'platform:eats' },
          scopes: ['catalogue:read', 'orders:read', 'orders:write', 'feeds:read'],
        });
    // What live keys opened, their platforms are granted: all of those merchants' shops. A revoked key opened nothing.
    const [grants, platforms] = [grantStore(pool), platformStore(pool, pool)];
    const granted = await grants.page({}, undefined, 10);
    const [both = '', one = '', two = ''] = [ids[3], ids[0], ids[1]];
    const expected = [
      [one, 'mer_1'],
      [two, 'mer_2'],
      [both, 'mer_1'],
      [both, 'mer_2'],
    ];
    expect(granted.map(({ platformId, merchantId }) => [platformId, merchantId])).toEqual(expected.toSorted());
    expect(new Set(granted.map(({ shopIds }) => shopIds.length))).toEqual(new Set([0]));
    expect((await platforms.byId(both))?.ownerIds).toEqual(['mer_1', 'mer_2']);
    // A key that is made now, for the same merchant under the same name, is of the same platform; so it is for several, in whichever order.
    const made = async (ownerIds: readonly string[], name = 'eats', platformId = 'plt_new') =>
      (await platforms.create({ platformId, name, ownerIds, createdAt: new Date().toISOString() }))?.platformId;
    expect([await made(['mer_1']), await made(['mer_2', 'mer_1'])]).toEqual([one, both]);
    expect([await made(['mer_3']), await made([], 'eats', 'plt_operator')]).toEqual(['plt_new', 'plt_operator']);
    expect(await made(['mer_4'], 'other')).toBeUndefined();
  } finally {
    await db.close();
    rmSync(before, { recursive: true });
  }
});
