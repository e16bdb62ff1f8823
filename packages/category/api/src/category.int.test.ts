import { calls, topics } from '@noren/category-contract';
import { module as categoryEngine } from '@noren/category-engine';
import { grpcClient, type Identity } from '@noren/service-kit';
import { testDatabase, type TestDatabase, testHost, type TestHost } from '@noren/testing';
import type { Accepted, Operation } from '@noren/wire';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { module as categoryApi } from './main.ts';

const kissa: Identity = { subject: 'system:kissa', merchants: ['mer_kissa'], roles: ['merchant'] };
const rival: Identity = { subject: 'system:rival', merchants: ['mer_rival'], roles: ['merchant'] };
const consumer: Identity = { subject: 'platform:food', merchants: ['mer_kissa'], roles: ['platform'] };
const merchantId = 'mer_kissa';

let db: TestDatabase;
let host: TestHost;
const open: { close(): void }[] = [];
const as = (self: Identity) => {
  const client = grpcClient(calls.CategoryServiceClient, host.address('category-api'), { identities: host.identities, transport: host.transport, self });
  open.push(client);
  return client;
};
const waited = (self: Identity, { operationId }: Accepted): Promise<Operation> => as(self).waitOperation({ operationId, timeoutMs: 10_000 });

const named = (text: string) => [{ language: 'en', text }];
const line = (categoryId: string, parentId = '', position = 0) => ({ categoryId, parentId, names: named(categoryId || 'Nameless'), position });
const unversioned = { expectedVersion: undefined };

beforeAll(async () => {
  db = await testDatabase({ stores: ['log', 'category'] });
  host = await testHost({ db, topics: Object.values(topics), modules: { category: [categoryEngine, categoryApi] } });
});
afterAll(async () => {
  for (const client of open) client.close();
  await host.stop();
  await db.close();
});

describe('a tree', () => {
  it('is made in one call, parents before children, and read back', async () => {
    const lines = [line('garden', '', 1), line('pots', 'garden', 2), line('tools', 'garden', 1), line('lost', 'nowhere')];
    const { done, outcomes } = await waited(kissa, await as(kissa).createCategories({ merchantId, lines }));
    expect(done).toBe(true);
    expect(outcomes.map(({ status }) => status)).toEqual(['done', 'done', 'done', 'refused']);
    expect(outcomes[3]?.refusal).toMatchObject({ kind: 'not_found', code: 'parent_not_found', field: 'parentId' });
    const expected = [line('garden', '', 1), line('tools', 'garden', 1), line('pots', 'garden', 2)].map((one) => ({ ...one, merchantId, version: 1 }));
    expect((await as(kissa).getTree({ merchantId })).categories).toEqual(expected);
    expect((await as(consumer).getTree({ merchantId })).categories).toEqual(expected);
  });

  it('gets ids from the API where lines give none, the same for a repeat', async () => {
    const ask = () => as(kissa).createCategories({ merchantId, lines: [line(''), line('shed'), line('')] }, { idempotencyKey: 'made' });
    const first = await ask();
    const made = { 'lines.0.categoryId': expect.stringMatching(/^cat_/), 'lines.2.categoryId': expect.stringMatching(/^cat_/) };
    expect(first.made).toEqual(made);
    const { outcomes } = await waited(kissa, first);
    const ids = outcomes.map(({ result }): unknown => JSON.parse(result).categoryId);
    expect(ids).toEqual([first.made['lines.0.categoryId'], 'shed', first.made['lines.2.categoryId']]);
    expect(await ask()).toEqual({ ...first, replayed: true });
  });

  it('is changed by names, places and deletions', async () => {
    const merchant = as(kissa);
    await waited(kissa, await merchant.createCategories({ merchantId, lines: [line('a'), line('b'), line('c', 'a')] }));
    await waited(kissa, await merchant.renameCategory({ merchantId, categoryId: 'c', names: named('Cups'), expectedVersion: 1 }));
    await waited(kissa, await merchant.moveCategory({ merchantId, categoryId: 'c', parentId: 'b', position: 7, expectedVersion: 2 }));
    const moved = (await merchant.getTree({ merchantId })).categories.find(({ categoryId }) => categoryId === 'c');
    expect(moved).toEqual({ categoryId: 'c', merchantId, parentId: 'b', names: named('Cups'), position: 7, version: 3 });
    const circle = await waited(kissa, await merchant.moveCategory({ merchantId, categoryId: 'b', parentId: 'c', position: 0, ...unversioned }));
    expect(circle.outcomes).toMatchObject([{ status: 'refused', refusal: { kind: 'conflict', code: 'category_cycle', field: 'parentId' } }]);
    const full = await waited(kissa, await merchant.deleteCategory({ merchantId, categoryId: 'b' }));
    expect(full.outcomes).toMatchObject([{ status: 'refused', refusal: { code: 'category_has_children' } }]);
    await waited(kissa, await merchant.deleteCategory({ merchantId, categoryId: 'c' }));
    await waited(kissa, await merchant.deleteCategory({ merchantId, categoryId: 'b' }));
    const left = (await merchant.getTree({ merchantId })).categories.map(({ categoryId }) => categoryId);
    expect(left).toContain('a');
    expect(left).not.toContain('b');
  });
});

describe('a tree under many hands', () => {
  it('is arranged at once, counts what stands under each category, and says who else was there', async () => {
    const merchant = as(kissa);
    const [top, one, two, three] = ['arr', 'arr_1', 'arr_2', 'arr_3'];
    await waited(kissa, await merchant.createCategories({ merchantId, lines: [line(top), line(one, top, 5), line(two, top, 5), line(three)] }));
    await waited(kissa, await merchant.fileItems({ merchantId, lines: [{ sku: 'arr-sku', categoryId: two }] }));
    await waited(kissa, await merchant.arrangeCategories({ merchantId, parentId: top, categoryIds: [two, three, one] }));
    const { categories, contents } = await merchant.getTree({ merchantId });
    expect(categories.filter(({ parentId }) => parentId === top).map(({ categoryId, position }) => [categoryId, position])).toEqual([
      [two, 0],
      [three, 1],
      [one, 2],
    ]);
    expect(contents.map(({ categoryId }) => categoryId)).toEqual(categories.map(({ categoryId }) => categoryId));
    const under = (id: string) => contents.find(({ categoryId }) => categoryId === id);
    expect([under(top), under(two)]).toMatchObject([
      { categories: 3, items: 0 },
      { categories: 0, items: 1 },
    ]);
    const unseen = await waited(kissa, await merchant.arrangeCategories({ merchantId, parentId: top, categoryIds: [one, two] }));
    expect(unseen.outcomes).toMatchObject([{ refusal: { code: 'category_siblings', message: expect.stringContaining(three) } }]);
    const old = await waited(kissa, await merchant.deleteCategory({ merchantId, categoryId: three, expectedVersion: 1 }));
    expect(old.outcomes).toMatchObject([{ refusal: { code: 'version_conflict', message: expect.stringContaining('2') } }]);
  });
});

describe('filings', () => {
  it('are answered line by line and read back by SKU, however it is spelled', async () => {
    await waited(kissa, await as(kissa).createCategories({ merchantId, lines: [line('drinks')] }));
    const lines = Array.from({ length: 2_000 }, (_, at) => ({ sku: at === 1_234 ? '' : `Tea-${at}`, categoryId: at === 7 ? 'nowhere' : 'drinks' }));
    const { done, outcomes } = await waited(kissa, await as(kissa).fileItems({ merchantId, lines }));
    expect(done).toBe(true);
    const refused = outcomes.flatMap(({ status, refusal }, at) => (status === 'done' ? [] : [[at, status, refusal?.code, refusal?.field]]));
    expect(refused).toEqual([
      [7, 'refused', 'category_not_found', 'categoryId'],
      [1_234, 'refused', 'sku', 'sku'],
    ]);
    expect((await as(consumer).getFilings({ merchantId, skus: ['TEA-1', 'tea-2', 'tea-7'] })).filings).toEqual([
      { merchantId, sku: 'Tea-1', categoryId: 'drinks' },
      { merchantId, sku: 'Tea-2', categoryId: 'drinks' },
    ]);
    const answer = await waited(kissa, await as(kissa).deleteCategory({ merchantId, categoryId: 'drinks' }));
    expect(answer.outcomes).toMatchObject([{ refusal: { code: 'category_has_items' } }]);
    await waited(kissa, await as(kissa).fileItems({ merchantId, lines: [{ sku: 'tea-1', categoryId: '' }] }));
    expect((await as(kissa).getFilings({ merchantId, skus: ['tea-1'] })).filings).toEqual([]);
  }, 60_000);
});

describe('filings by path', () => {
  const byPath = (lines: readonly Readonly<{ sku: string; path: string }>[], idempotencyKey?: string, self = kissa) =>
    as(self).fileItemsByPath({ merchantId, lines: [...lines] }, idempotencyKey === undefined ? {} : { idempotencyKey });
  const under = async (parentId: string, name: string) =>
    (await as(kissa).getTree({ merchantId })).categories.filter((one) => one.parentId === parentId && one.names.some(({ text }) => text === name));
  const placeOf = async (sku: string) => (await as(kissa).getFilings({ merchantId, skus: [sku] })).filings[0]?.categoryId;

  it('are found, made and filed in one call, and answered line by line', async () => {
    await waited(kissa, await as(kissa).createCategories({ merchantId, lines: [line('by_path')] }));
    const paths = ['by_path > Cups', 'BY_PATH>cups', 'x'.repeat(201), 'by_path > Cups > Blue', String.raw`Cups \#nowhere`, ''];
    const { done, outcomes } = await waited(kissa, await byPath(paths.map((path, at) => ({ sku: `P${at}`, path }))));
    expect(done).toBe(true);
    expect(outcomes.map(({ refusal }) => [refusal?.code, refusal?.field])).toEqual([
      [undefined, undefined],
      [undefined, undefined],
      ['names', 'path'],
      [undefined, undefined],
      ['category_not_found', 'path'],
      [undefined, undefined],
    ]);
    const [cups] = await under('by_path', 'Cups');
    expect([await placeOf('P0'), await placeOf('p1')]).toEqual([cups?.categoryId, cups?.categoryId]);
    expect(await placeOf('P3')).toBe((await under(cups?.categoryId ?? '', 'Blue'))[0]?.categoryId);
    expect((await waited(kissa, await byPath([{ sku: 'P0', path: '' }]))).outcomes).toMatchObject([{ status: 'done' }]);
    expect(await placeOf('P0')).toBeUndefined();
  });

  it('come to the same where they are repeated, however the tree has changed meanwhile', async () => {
    const ask = () => byPath([{ sku: 'again', path: 'Again > Here' }], 'again');
    const first = await ask();
    const outcome = await waited(kissa, first);
    const [top] = await under('', 'Again');
    await waited(kissa, await as(kissa).renameCategory({ merchantId, categoryId: top?.categoryId ?? '', names: named('Renamed'), expectedVersion: 1 }));
    expect(await ask()).toEqual({ ...first, replayed: true });
    expect(await waited(kissa, await ask())).toEqual(outcome);
    expect(await under('', 'Again')).toEqual([]);
    await expect(byPath([{ sku: 'again', path: 'Elsewhere' }], 'again')).rejects.toMatchObject({ code: 'idempotency_key_reused' });
  });

  it('of many who make one path at once come to one category', async () => {
    const callers = Array.from({ length: 20 }, (_, at): Identity => ({ subject: `system:kissa-${at}`, merchants: [merchantId], roles: ['merchant'] }));
    const outcomes = await Promise.all(
      callers.map(async (self, at) => waited(self, await byPath([{ sku: `O${at}`, path: at % 2 ? 'One > Only' : 'ＯＮＥ > only' }], undefined, self))),
    );
    expect(outcomes.flatMap((one) => one.outcomes.map(({ status }) => status))).toEqual(callers.map(() => 'done'));
    const roots = (await as(kissa).getTree({ merchantId })).categories.filter(({ names }) => names.some(({ text }) => /^(one|ＯＮＥ)$/i.test(text)));
    expect(roots).toHaveLength(1);
    const [one] = roots;
    const { categories, contents } = await as(kissa).getTree({ merchantId });
    const only = categories.filter(({ parentId }) => parentId === one?.categoryId);
    expect(only).toHaveLength(1);
    expect(contents.find(({ categoryId }) => categoryId === only[0]?.categoryId)).toMatchObject({ items: callers.length });
  });

  it('of a path that several categories fit are refused by line, but for an item that stands at one of them', async () => {
    await waited(kissa, await as(kissa).createCategories({ merchantId, lines: ['tw_1', 'tw_2'].map((id) => ({ ...line(id), names: named('Twin') })) }));
    await waited(kissa, await as(kissa).fileItems({ merchantId, lines: [{ sku: 'stands', categoryId: 'tw_2' }] }));
    const lines = ['stands', 'new'].map((sku) => ({ sku, path: 'Twin' }));
    const { outcomes } = await waited(kissa, await byPath([...lines, { sku: 'chosen', path: String.raw`Twin \#tw_1` }]));
    expect(outcomes.map(({ refusal }) => refusal?.code)).toEqual([undefined, 'category_ambiguous', undefined]);
    expect([await placeOf('stands'), await placeOf('new'), await placeOf('chosen')]).toEqual(['tw_2', undefined, 'tw_1']);
  });

  it('are ten thousand a call, each at a category of its own, until the merchant has as many as it may have', async () => {
    const self: Identity = { subject: 'system:many', merchants: ['mer_many'], roles: ['merchant'] };
    const lines = Array.from({ length: 10_000 }, (_, at) => ({ sku: `M${at}`, path: at % 2 ? `Root ${at}` : `Root ${at} > Below` }));
    const client = as(self);
    const { operationId } = await client.fileItemsByPath({ merchantId: 'mer_many', lines });
    const { outcomes, done } = await client.waitOperation({ operationId, timeoutMs: 60_000 }, { deadlineMs: 65_000 });
    expect(done).toBe(true);
    const codes = Map.groupBy(outcomes, ({ refusal }) => refusal?.code);
    expect((await client.getTree({ merchantId: 'mer_many' })).categories).toHaveLength(10_000);
    expect([...codes].map(([code, { length }]) => [code, length])).toEqual([
      [undefined, 6_667],
      ['too_many_categories', 3_333],
    ]);
  }, 90_000);
});

describe('refused', () => {
  it('is another request under a key that was used', async () => {
    const how = { idempotencyKey: 'file-1' };
    await as(kissa).fileItems({ merchantId, lines: [{ sku: 'x', categoryId: '' }] }, how);
    const other = as(kissa).fileItems({ merchantId, lines: [{ sku: 'y', categoryId: '' }] }, how);
    await expect(other).rejects.toMatchObject({ kind: 'conflict', code: 'idempotency_key_reused' });
  });

  it('is who acts for another merchant: neither its tree nor its categories are there', async () => {
    await waited(kissa, await as(kissa).createCategories({ merchantId, lines: [line('mine')] }));
    await expect(as(rival).getTree({ merchantId })).rejects.toMatchObject({ kind: 'forbidden', code: 'merchant_forbidden' });
    await expect(as(rival).getFilings({ merchantId, skus: ['x'] })).rejects.toMatchObject({ code: 'merchant_forbidden' });
    await expect(as(rival).deleteCategory({ merchantId, categoryId: 'mine' })).rejects.toMatchObject({ code: 'merchant_forbidden' });
    const foreign = await waited(rival, await as(rival).deleteCategory({ merchantId: 'mer_rival', categoryId: 'mine' }));
    expect(foreign.outcomes).toMatchObject([{ status: 'refused', refusal: { code: 'category_not_found' } }]);
    await expect(as(consumer).createCategories({ merchantId, lines: [line('theirs')] })).rejects.toMatchObject({ code: 'role_forbidden' });
  });

  it('is a person who only serves: clerks read the tree, managers of any shop change it', async () => {
    const person = (role: 'clerk' | 'manager'): Identity => ({
      subject: `staff:${role}`,
      merchants: [merchantId],
      shops: ['shp_1'],
      roles: [],
      shopRoles: { shp_1: role },
    });
    const clerk = as(person('clerk'));
    expect((await clerk.getTree({ merchantId })).categories.length).toBeGreaterThan(0);
    const tooLow = { kind: 'forbidden', code: 'role_forbidden', message: expect.stringContaining('manager, owner') };
    await expect(clerk.createCategories({ merchantId, lines: [line('theirs')] })).rejects.toMatchObject(tooLow);
    await expect(clerk.arrangeCategories({ merchantId, parentId: '', categoryIds: ['a'] })).rejects.toMatchObject(tooLow);
    await expect(clerk.fileItemsByPath({ merchantId, lines: [{ sku: 'x', path: '' }] })).rejects.toMatchObject(tooLow);
    await expect(clerk.fileItems({ merchantId, lines: [{ sku: 'x', categoryId: '' }] })).rejects.toMatchObject(tooLow);
    const made = await as(person('manager')).createCategories({ merchantId, lines: [line('managed')] });
    expect((await waited(person('manager'), made)).outcomes).toMatchObject([{ status: 'done' }]);
  });

  it('is whoever does not say who it is', async () => {
    const identities = { ...host.identities, sign: () => '' };
    const nobody = grpcClient(calls.CategoryServiceClient, host.address('category-api'), { identities, transport: host.transport, self: kissa });
    open.push(nobody);
    await expect(nobody.getTree({ merchantId })).rejects.toMatchObject({ code: 'unauthenticated' });
    await expect(nobody.createCategories({ merchantId, lines: [line('x')] })).rejects.toMatchObject({ code: 'unauthenticated' });
  });
});
