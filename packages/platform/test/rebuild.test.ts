import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { eventually } from '@noren/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { repository } from '../src/options.ts';
import { asAdmin } from './faults/database.ts';
import { dataFolder, removeFolder } from './faults/house.ts';
import { freeBase } from './faults/ports.ts';
import { startWhole, type Whole } from './faults/whole-house.ts';

const run = promisify(execFile);
const dataDir = dataFolder();
/** One that nobody orders meanwhile, and the one that somebody does. */
const [DAMAGED, ORDERED] = ['MIS-WHI-300', 'PAS-SPA-500'];
const readModels = [
  'item.filings',
  'item.shops',
  'order.articles',
  'order.shops',
  'link.shops',
  'link.articles',
  'link.shelves',
  'link.stock',
  'bff.shops',
  'merchant-link.shops',
];
const contexts = ['shop', 'item', 'category', 'inventory', 'order'];

let platform: Whole;
let otherShop = '';
const customer = { leaves: new AbortController(), orders: [] as unknown[], left: Promise.resolve() };

beforeAll(async () => {
  platform = await startWhole(dataDir, await freeBase());
  const { shops } = z.object({ shops: z.array(z.object({ shopId: z.string() })) }).parse(await merchantApi('/v1/shops'));
  otherShop = shops.map(({ shopId }) => shopId).find((shopId) => shopId !== platform.dev.sample.shopId) ?? '';
  customer.left = keepsOrdering();
});
afterAll(async () => {
  customer.leaves.abort();
  await customer.left;
  await platform.child.stop();
  await removeFolder(dataDir);
});

async function merchantApi(path: string, order?: object): Promise<unknown> {
  const { url, apiKey } = platform.dev.merchantApi;
  const headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json', 'idempotency-key': randomUUID() };
  return (await fetch(`${url}${path}`, { headers, ...(order ? { method: 'POST', body: JSON.stringify(order) } : {}) })).json();
}
const placed = (shopId: string, sku: string) => merchantApi('/v1/orders', { shopId, lines: [{ sku, quantity: 1 }] });
async function keepsOrdering(): Promise<void> {
  while (!customer.leaves.signal.aborted) {
    customer.orders.push(await placed(platform.dev.sample.shopId, ORDERED));
    await pause(1_000);
  }
}

/** The tool's exit code, and what it said. */
async function rebuild(...args: readonly string[]): Promise<Readonly<{ code: number; said: string }>> {
  const { PATH = '', HOME = '' } = process.env;
  return run(process.execPath, [join(repository, 'tools/rebuild/main.ts'), ...args, '--dev', join(dataDir, 'dev.json')], { env: { PATH, HOME } }).then(
    ({ stdout }) => ({ code: 0, said: stdout }),
    (error: { code: number; stdout: string; stderr: string }) => ({ code: error.code, said: `${error.stdout}${error.stderr}` }),
  );
}
const damaged = (sql: string, ...values: readonly string[]): Promise<number | null> =>
  asAdmin(platform.dev.database, async (admin) => (await admin.query(sql, [...values])).rowCount);

const here = () => platform.dev.sample.shopId;
const orderable = async () =>
  z.object({ orderable: z.boolean(), available: z.number() }).parse(await merchantApi(`/v1/shops/${here()}/items/${DAMAGED}/orderable`));
/** Of the order, or of the problem. */
const status = async (shopId: string): Promise<unknown> => Reflect.get(Object(await placed(shopId, DAMAGED)), 'status');
const shelfOf = async (sku: string): Promise<unknown> => {
  const page = z.object({ items: z.array(z.looseObject({ sku: z.string() })) }).parse(await merchantApi(`/v1/shops/${here()}/catalogue?limit=200`));
  return page.items.find((item) => item.sku === sku)?.['category'];
};
const shopsOfOwner = async (): Promise<unknown> => {
  const { url, login } = platform.dev.console;
  const session = await fetch(`${url}/api/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(login) });
  return z.object({ shops: z.array(z.unknown()) }).parse(await session.json()).shops.length;
};
const stockOf = async (shopId: string): Promise<number> => {
  const { url, apiKey } = platform.dev.merchantLink;
  return (await fetch(`${url}/v1/shops/${shopId}/stock`, { headers: { authorization: `Bearer ${apiKey}` } })).status;
};

type Case = Readonly<{ name: string; table: string; was: string; damage(): Promise<unknown>; shown(): Promise<unknown>; right: unknown; wrong: unknown }>;
const articleKey = `'%/' || lower($1)`;
const cases: readonly Case[] = [
  {
    ...{ name: 'item.filings', table: 'filing', was: '0 were wrong, 1 were missing, 0 were too many' },
    damage: () => damaged(`DELETE FROM item.filing WHERE key LIKE ${articleKey}`, DAMAGED),
    shown: () => damaged(`SELECT FROM item.filing WHERE key LIKE ${articleKey}`, DAMAGED),
    ...{ right: 1, wrong: 0 },
  },
  {
    ...{ name: 'item.shops', table: 'merchant_shops', was: '0 were wrong, 1 were missing, 0 were too many' },
    damage: () => damaged(`DELETE FROM item.merchant_shops WHERE key = $1`, platform.dev.sample.merchantId),
    shown: () => damaged(`SELECT FROM item.merchant_shops WHERE key = $1`, platform.dev.sample.merchantId),
    ...{ right: 1, wrong: 0 },
  },
  {
    ...{ name: 'order.articles', table: 'article', was: '0 were wrong, 1 were missing, 0 were too many' },
    damage: () => damaged(`DELETE FROM "order".article WHERE key LIKE ${articleKey}`, DAMAGED),
    shown: () => status(here()),
    ...{ right: 'confirmed', wrong: 'rejected' },
  },
  {
    ...{ name: 'order.shops', table: 'shop_info', was: '0 were wrong, 1 were missing, 0 were too many' },
    damage: () => damaged(`DELETE FROM "order".shop_info WHERE key = $1`, otherShop),
    shown: async () => (await status(otherShop)) === 404,
    ...{ right: false, wrong: true },
  },
  {
    ...{ name: 'link.shops', table: 'shop', was: '0 were wrong, 1 were missing, 1 were too many' },
    damage: () => damaged(`UPDATE link.shop SET key = key || '-strange' WHERE key = $1`, otherShop),
    shown: async () => Reflect.get(Object(await merchantApi(`/v1/shops/${otherShop}`)), 'shopId'),
    ...{ right: expect.any(String), wrong: undefined },
  },
  {
    ...{ name: 'link.articles', table: 'article', was: '1 were wrong, 0 were missing, 0 were too many' },
    damage: () => damaged(`UPDATE link.article SET published = false WHERE key LIKE ${articleKey}`, DAMAGED),
    shown: async () => (await orderable()).orderable,
    ...{ right: true, wrong: false },
  },
  {
    ...{ name: 'link.shelves', table: 'filing', was: '0 were wrong, 1 were missing, 0 were too many' },
    damage: () => damaged(`DELETE FROM link.filing WHERE key LIKE ${articleKey}`, DAMAGED),
    shown: () => shelfOf(DAMAGED),
    ...{ right: expect.anything(), wrong: undefined },
  },
  {
    // A level that moved just then, and that the copy has heard of a moment earlier, is counted among the wrong ones.
    ...{ name: 'link.stock', table: 'stock', was: '[12] were wrong, 0 were missing, 0 were too many' },
    damage: () => damaged(`UPDATE link.stock SET available = 123456 WHERE key = $2 || '/' || lower($1)`, DAMAGED, here()),
    shown: async () => (await orderable()).available === 123_456,
    ...{ right: false, wrong: true },
  },
  {
    ...{ name: 'bff.shops', table: 'shop', was: '0 were wrong, 1 were missing, 0 were too many' },
    damage: () => damaged(`DELETE FROM bff.shop WHERE key = $1`, otherShop),
    shown: shopsOfOwner,
    ...{ right: 2, wrong: 1 },
  },
  {
    ...{ name: 'merchant-link.shops', table: 'shop_owner', was: '0 were wrong, 1 were missing, 0 were too many' },
    damage: () => damaged(`DELETE FROM merchant_link.shop_owner WHERE key = $1`, otherShop),
    shown: () => stockOf(otherShop),
    ...{ right: 200, wrong: 404 },
  },
];

describe('npm run rebuild, beside a platform that takes orders', () => {
  it('tells of every read model and every context', async () => {
    const { code, said } = await rebuild('--help');
    expect(code).toBe(0);
    expect(said.match(/^ {2}[a-z][a-z.-]*$/gm)?.map((line) => line.trim())).toEqual([...readModels, ...contexts]);
    expect(cases.map(({ name }) => name)).toEqual(readModels);
  });

  it.each(cases)('makes $name right again, which was damaged', async ({ name, table, was, damage, shown, right, wrong }) => {
    await eventually(async () => expect(await shown()).toEqual(right), 30_000);
    expect(await damage()).toBe(1);
    await eventually(async () => expect(await shown()).toEqual(wrong), 30_000);
    const { code, said } = await rebuild(name);
    expect(said).toContain(`${name}: `);
    expect(said).toMatch(new RegExp(`^ {2}${table}: \\d+ rows were right, ${was}$`, 'm'));
    expect(code).toBe(0);
    await eventually(async () => expect(await shown()).toEqual(right), 30_000);
  });

  it.each(contexts)('finds that what %s keeps is what it told', async (context) => {
    expect(await rebuild(context)).toEqual({
      code: 0,
      said: expect.stringMatching(new RegExp(`^${context}: [1-9]\\d* records, .*the stored records are the same$`, 'm')),
    });
  });

  it('has disturbed no customer, and nobody was told of a mistake', async () => {
    customer.leaves.abort();
    await customer.left;
    expect(customer.orders.length).toBeGreaterThan(5);
    expect(new Set(customer.orders.map((order) => Reflect.get(Object(order), 'status')))).toEqual(new Set(['confirmed']));
    expect(platform.child.lines().filter(({ level }) => level === 'error')).toEqual([]);
  });
});
