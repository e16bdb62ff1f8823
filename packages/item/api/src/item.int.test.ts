import { calls, topics } from '@noren/item-contract';
import { module as itemEngine } from '@noren/item-engine';
import { grpcClient, type Identity } from '@noren/service-kit';
import { testDatabase, type TestDatabase, testHost, type TestHost } from '@noren/testing';
import type { Accepted, Operation } from '@noren/wire';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { module as itemApi } from './main.ts';

const kissa: Identity = { subject: 'system:kissa', merchants: ['mer_kissa'], roles: ['merchant'] };
const rival: Identity = { subject: 'system:rival', merchants: ['mer_rival'], roles: ['merchant'] };
const consumer: Identity = { subject: 'platform:food', merchants: ['mer_kissa'], roles: ['platform'] };
const merchantId = 'mer_kissa';

let db: TestDatabase;
let host: TestHost;
const open: { close(): void }[] = [];
const as = (self: Identity) => {
  const client = grpcClient(calls.ItemServiceClient, host.address('item-api'), { identities: host.identities, transport: host.transport, self });
  open.push(client);
  return client;
};
const waited = (self: Identity, { operationId }: Accepted): Promise<Operation> =>
  as(self).waitOperation({ operationId, timeoutMs: 20_000 }, { deadlineMs: 25_000 });

const pen = {
  sku: 'PEN-1',
  gtin: '4006381333931',
  names: [
    { language: 'en', text: 'Pen' },
    { language: 'ja', text: 'ペン' },
  ],
  price: { amount: 250, currency: 'JPY' },
  taxClass: '',
  status: '',
  imageUrls: ['https://images.example/pen.jpg'],
  soldBy: '',
  expectedVersion: undefined,
};

beforeAll(async () => {
  db = await testDatabase({ stores: ['log', 'item'] });
  const others = ['category.events', 'shop.events', 'inventory.events', 'inventory.commands'].map((name) => ({ name, partitions: 1, writers: ['item'] }));
  host = await testHost({ db, topics: [...Object.values(topics), ...others], modules: { item: [itemEngine, itemApi] } });
});
afterAll(async () => {
  for (const client of open) client.close();
  await host.stop();
  await db.close();
});

describe('an item', () => {
  it('is made by its SKU, and read back however that is spelled', async () => {
    const accepted = await as(kissa).upsertItems({ merchantId, lines: [pen] });
    expect(accepted).toMatchObject({ replayed: false, commandIds: [expect.stringMatching(/^cmd_/)] });
    const { done, outcomes } = await waited(kissa, accepted);
    expect(done).toBe(true);
    const { itemId } = JSON.parse(outcomes[0]?.result ?? '{}');
    const item = { ...pen, itemId, merchantId, taxClass: 'standard', status: 'published', soldBy: 'piece', version: 1 };
    const { expectedVersion: _none, ...expected } = item;
    expect(await as(kissa).getItem({ merchantId, sku: 'PEN-1' })).toEqual(expected);
    expect(await as(consumer).getItem({ merchantId, sku: 'ｐｅｎ－１' })).toEqual(expected);
  });

  it('is a draft and published again, under the version that the caller expects', async () => {
    await waited(kissa, await as(kissa).upsertItems({ merchantId, lines: [{ ...pen, sku: 'INK' }] }));
    await waited(kissa, await as(kissa).unpublishItem({ merchantId, sku: 'ink', expectedVersion: 1 }));
    expect(await as(kissa).getItem({ merchantId, sku: 'INK' })).toMatchObject({ status: 'draft', version: 2 });
    const stale = await waited(kissa, await as(kissa).publishItem({ merchantId, sku: 'ink', expectedVersion: 1 }));
    expect(stale.outcomes).toMatchObject([{ status: 'refused', refusal: { kind: 'conflict', code: 'version_conflict', field: 'expectedVersion' } }]);
    await waited(kissa, await as(kissa).publishItem({ merchantId, sku: 'ink', expectedVersion: undefined }));
    expect(await as(kissa).getItem({ merchantId, sku: 'INK' })).toMatchObject({ status: 'published', version: 3 });
  });
});

describe('a line with a field mask', () => {
  const nothing = { names: [], price: undefined, gtin: undefined, taxClass: '', status: '', imageUrls: [], soldBy: '', expectedVersion: undefined };
  const patched = async (sku: string, line: object, updateMask: readonly string[] | undefined) =>
    waited(kissa, await as(kissa).upsertItems({ merchantId, lines: [{ ...nothing, ...line, sku, updateMask }] }));

  it('changes what the mask names; without one what is set; with an empty one nothing', async () => {
    await waited(kissa, await as(kissa).upsertItems({ merchantId, lines: [{ ...pen, sku: 'MASK' }] }));
    const change = { taxClass: 'zero', price: { amount: 1, currency: '' } };
    await patched('MASK', change, []);
    await patched('MASK', change, ['price.amount', 'gtin']);
    const item = await as(kissa).getItem({ merchantId, sku: 'MASK' });
    expect(item).toMatchObject({ names: pen.names, price: { amount: 1, currency: 'JPY' }, taxClass: 'standard', version: 2 });
    expect(item).not.toHaveProperty('gtin');
    await patched('MASK', { taxClass: 'zero' }, undefined);
    expect(await as(kissa).getItem({ merchantId, sku: 'MASK' })).toMatchObject({
      taxClass: 'zero',
      price: { amount: 1 },
      imageUrls: pen.imageUrls,
      version: 3,
    });
  });

  it('that names what cannot be set is refused by itself', async () => {
    expect((await patched('MASK', {}, ['version'])).outcomes).toMatchObject([
      { status: 'refused', refusal: { code: 'update_mask', field: 'item.updateMask', message: expect.stringContaining('“version”') as string } },
    ]);
  });
});

describe('a call of 2,000 lines', () => {
  const line = (at: number) => ({ ...pen, sku: `BULK-${String(at).padStart(4, '0')}`, gtin: undefined });
  /** Each of these is wrong in a way of its own. */
  const wrong: Readonly<Record<number, readonly [change: object, code: string, field: string]>> = {
    3: [{ sku: '' }, 'sku', 'item.sku'],
    500: [{ sku: `A\u0000B` }, 'sku', 'item.sku'],
    501: [{ sku: 'x'.repeat(65) }, 'sku', 'item.sku'],
    700: [{ price: undefined }, 'price', 'item.price'],
    701: [{ price: { amount: -1, currency: 'JPY' } }, 'price', 'item.price.amount'],
    702: [{ price: { amount: 1, currency: 'YEN' } }, 'currency', 'item.price.currency'],
    1_000: [{ names: [] }, 'names', 'item.names'],
    1_001: [{ names: [{ language: 'en', text: 'x'.repeat(201) }] }, 'names', 'item.names.0.text'],
    1_500: [{ gtin: '4006381333932' }, 'gtin', 'item.gtin'],
    1_501: [{ status: 'sold' }, 'status', 'item.status'],
    1_502: [{ imageUrls: ['javascript:alert(1)'] }, 'image_urls', 'item.imageUrls.0'],
    1_999: [{ soldBy: 'dozen' }, 'sold_by', 'item.soldBy'],
  };
  const lines = Array.from({ length: 2_000 }, (_, at) => ({ ...line(at), ...wrong[at]?.[0] }));

  it('is answered line by line: a bad line is refused by itself', async () => {
    const accepted = await as(kissa).upsertItems({ merchantId, lines });
    expect(new Set(accepted.commandIds).size).toBe(2_000);
    const { done, outcomes } = await waited(kissa, accepted);
    expect(done).toBe(true);
    expect(outcomes.map(({ commandId }) => commandId)).toEqual(accepted.commandIds);
    const refused = outcomes.flatMap(({ status, refusal }, at) => (status === 'done' ? [] : [[at, status, refusal?.kind, refusal?.code, refusal?.field]]));
    expect(refused).toEqual(Object.entries(wrong).map(([at, [, code, field]]) => [Number(at), 'refused', 'invalid', code, field]));
  }, 60_000);

  it('is read back page by page, in SKU order', async () => {
    const skus: string[] = [];
    for (let pageToken = ''; skus.length === 0 || pageToken !== '';) {
      const page = await as(kissa).listItems({ merchantId, pageSize: 300, pageToken });
      skus.push(...page.items.map(({ sku }) => sku));
      pageToken = page.nextPageToken;
    }
    const bulk = skus.filter((sku) => sku.startsWith('BULK-'));
    expect(bulk).toEqual(lines.filter((_, at) => !(at in wrong)).map(({ sku }) => sku));
  });
});

describe('a search', () => {
  const asked = { merchantId, text: '', skuPrefix: '', gtin: '', status: '', categoryIds: [], unfiled: false, pageSize: 0, pageToken: '', withTotal: false };

  it('finds what is said of items now, page by page, with what it is filed under and how many there are', async () => {
    const found = (text: string, more = {}) => as(kissa).searchItems({ ...asked, text, ...more });
    const line = (sku: string, en: string, ja: string) => ({
      ...pen,
      sku,
      gtin: undefined,
      names: [
        { language: 'en', text: en },
        { language: 'ja', text: ja },
      ],
    });
    const lines = [line('Q-1', 'Quince jam', 'マルメロジャム'), line('Q-2', 'Quince paste', 'マルメロ'), line('Q-3', 'Fig jam', 'いちじくジャム')];
    await waited(kissa, await as(kissa).upsertItems({ merchantId, lines }));
    await db.pool('item').query(`INSERT INTO filing VALUES ('mer_kissa/q-2', 1, 'mer_kissa', 'cat_sweets')`);

    const first = await found('ﾏﾙﾒﾛ', { pageSize: 1, withTotal: true });
    expect(first).toMatchObject({ found: [{ item: { sku: 'Q-1', names: lines[0]?.names }, categoryId: '' }], total: 2, totalIsLeast: false });
    const second = await found('ﾏﾙﾒﾛ', { pageSize: 1, pageToken: first.nextPageToken });
    expect(second).toMatchObject({ found: [{ item: { sku: 'Q-2' }, categoryId: 'cat_sweets' }], total: 0 });
    await expect(found('jam', { pageToken: first.nextPageToken })).rejects.toMatchObject({ code: 'page_token_invalid' });
    expect((await found('', { categoryIds: ['cat_sweets', 'cat_none'] })).found).toMatchObject([{ item: { sku: 'Q-2' } }]);

    await waited(kissa, await as(kissa).upsertItems({ merchantId, lines: [line('q-1', 'Medlar jam', 'ジャム')] }));
    expect((await found('quince')).found).toMatchObject([{ item: { sku: 'Q-2' } }]);
    expect((await as(kissa).getItems({ merchantId, skus: ['q-3', 'Ｑ-1', 'q-9'] })).items.map(({ sku, version }) => [sku, version])).toEqual([
      ['Q-1', 2],
      ['Q-3', 1],
    ]);
  });

  it('for what cannot be, or cannot be together, says which field is at fault', async () => {
    for (const [wrong, field] of [
      [{ text: 'a\u0000b' }, 'text'],
      [{ status: 'sold' }, 'status'],
      [{ gtin: 'abc' }, 'gtin'],
      [{ unfiled: true, categoryIds: ['cat_1'] }, 'unfiled'],
    ] as const)
      await expect(as(kissa).searchItems({ ...asked, ...wrong, categoryIds: 'categoryIds' in wrong ? [...wrong.categoryIds] : [] })).rejects.toMatchObject({
        kind: 'invalid',
        field,
      });
  });

  it('is for the merchant’s people: clerks find, managers of any shop change; no platform looks through drafts', async () => {
    const person = (role: 'clerk' | 'manager'): Identity => ({
      subject: `staff:${role}`,
      merchants: [merchantId],
      shops: ['shp_1'],
      roles: [],
      shopRoles: { shp_1: role },
    });
    expect((await as(person('clerk')).searchItems({ ...asked, text: 'fig' })).found).toHaveLength(1);
    const tooLow = { kind: 'forbidden', code: 'role_forbidden', message: expect.stringContaining('manager, owner') };
    await expect(as(person('clerk')).upsertItems({ merchantId, lines: [pen] })).rejects.toMatchObject(tooLow);
    await expect(as(person('clerk')).publishItem({ merchantId, sku: 'Q-3' })).rejects.toMatchObject(tooLow);
    const unpublished = await as(person('manager')).unpublishItem({ merchantId, sku: 'Q-3' });
    expect((await waited(person('manager'), unpublished)).outcomes).toMatchObject([{ status: 'done' }]);
    await expect(as(consumer).searchItems(asked)).rejects.toMatchObject({ code: 'role_forbidden' });
    await expect(as(consumer).getItems({ merchantId, skus: ['Q-3'] })).rejects.toMatchObject({ code: 'role_forbidden' });
    await expect(as(rival).searchItems(asked)).rejects.toMatchObject({ code: 'merchant_forbidden' });
  });
});

describe('a repeat', () => {
  it('under the same idempotency key is the same call: the same commands, one item', async () => {
    const how = { idempotencyKey: 'upsert-1' };
    const ask = () => as(kissa).upsertItems({ merchantId, lines: [{ ...pen, sku: 'TWICE' }] }, how);
    const [first, twin] = await Promise.all([ask(), ask()]);
    await waited(kissa, first);
    const later = await ask();
    expect(new Set([first, twin, later].map(({ operationId }) => operationId)).size).toBe(1);
    expect([first.replayed, twin.replayed, later.replayed].toSorted()).toEqual([false, true, true]);
    expect(later.commandIds).toEqual(first.commandIds);
    expect(await as(kissa).getItem({ merchantId, sku: 'TWICE' })).toMatchObject({ version: 1 });
  });

  it('with another body is refused', async () => {
    const how = { idempotencyKey: 'upsert-2' };
    await as(kissa).upsertItems({ merchantId, lines: [pen] }, how);
    const other = as(kissa).upsertItems({ merchantId, lines: [{ ...pen, price: { amount: 251, currency: 'JPY' } }] }, how);
    await expect(other).rejects.toMatchObject({ kind: 'conflict', code: 'idempotency_key_reused' });
  });
});

describe('refused', () => {
  it('is an item that is not there', async () => {
    await expect(as(kissa).getItem({ merchantId, sku: 'NONE' })).rejects.toMatchObject({ kind: 'not_found', code: 'item_not_found', field: 'sku' });
    const { outcomes } = await waited(kissa, await as(kissa).publishItem({ merchantId, sku: 'NONE', expectedVersion: undefined }));
    expect(outcomes).toMatchObject([{ status: 'refused', refusal: { kind: 'not_found', code: 'item_not_found', field: 'sku' } }]);
  });

  it('is a call without lines', async () => {
    await expect(as(kissa).upsertItems({ merchantId, lines: [] })).rejects.toMatchObject({ code: 'invalid_request', field: 'lines' });
  });

  it('is who acts for another merchant, and a platform that would change something', async () => {
    const foreign = { kind: 'forbidden', code: 'merchant_forbidden' };
    await expect(as(rival).upsertItems({ merchantId, lines: [pen] })).rejects.toMatchObject(foreign);
    await expect(as(rival).getItem({ merchantId, sku: 'PEN-1' })).rejects.toMatchObject(foreign);
    await expect(as(rival).listItems({ merchantId, pageSize: 0, pageToken: '' })).rejects.toMatchObject(foreign);
    await expect(as(consumer).upsertItems({ merchantId, lines: [pen] })).rejects.toMatchObject({ code: 'role_forbidden' });
    const { nextPageToken } = await as(kissa).listItems({ merchantId, pageSize: 1, pageToken: '' });
    await expect(as(rival).listItems({ merchantId: 'mer_rival', pageSize: 1, pageToken: nextPageToken })).rejects.toMatchObject({ code: 'page_token_invalid' });
  });

  it('is whoever does not say who it is', async () => {
    const identities = { ...host.identities, sign: () => '' };
    const nobody = grpcClient(calls.ItemServiceClient, host.address('item-api'), { identities, transport: host.transport, self: kissa });
    open.push(nobody);
    await expect(nobody.getItem({ merchantId, sku: 'PEN-1' })).rejects.toMatchObject({ code: 'unauthenticated' });
    await expect(nobody.upsertItems({ merchantId, lines: [pen] })).rejects.toMatchObject({ code: 'unauthenticated' });
  });
});
