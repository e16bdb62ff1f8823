import { randomUUID } from 'node:crypto';
import type { itemFields } from '@noren/item-contract/fields';
import { describe, expect, it } from 'vitest';
import { done } from './support/contexts.ts';
import type { Answer, Json } from './support/edge.ts';
import { oneMerchant } from './support/one-merchant.ts';

const here = oneMerchant({ platform: 'hungry', articles: [{ sku: 'SAKE', price: 2_000, onHand: 5 }] });

const pot = {
  sku: 'POT-L',
  gtin: '4006381333931',
  names: { en: 'Clay pot', ja: '素焼き鉢' },
  price: { amount: 1_590, currency: 'GBP' },
  taxClass: 'reduced',
  status: 'draft',
  soldBy: 'piece',
  imageUrls: ['https://a.example/1.jpg'],
  category: 'Garden > Pots',
};
const put = async (...lines: readonly object[]): Promise<readonly Json[]> => linesOf(await here.merchant.till.put('/v1/items', { lines }));
const linesOf = ({ body }: Answer): readonly Json[] => body['lines'] as readonly Json[];
const get = async (sku: string): Promise<Json> => (await here.merchant.till.get(`/v1/items/${encodeURIComponent(sku)}`)).body;
/** A pot of its own for a test. */
async function newPot(sku: string): Promise<string> {
  expect(await put({ ...pot, sku })).toMatchObject([{ status: 'done' }]);
  return sku;
}

describe('a merchant’s system', () => {
  it('gets what it put, by its SKU in any spelling, with its version', async () => {
    await newPot('POT-L');
    expect(await get('ｐｏｔ-l')).toEqual({ ...pot, itemId: expect.any(String) as string, version: 1 });
    expect(await here.merchant.till.get('/v1/items/none')).toMatchObject({ status: 404, body: { code: 'item_not_found' } });
  });

  it('may send back what it got', async () => {
    const sku = await newPot('BACK');
    const { itemId: _id, version: _version, ...item } = await get(sku);
    expect(await put(item)).toMatchObject([{ status: 'done' }]);
    expect(await get(sku)).toMatchObject({ version: 1 });
  });

  it('may send back the category that it got, by whatever names that has and whoever made it', async () => {
    const names = (...texts: readonly string[]) => texts.map((text, at) => ({ language: ['ja', 'en'][at] ?? 'und', text }));
    const line = (categoryId: string, parentId: string, ...texts: readonly string[]) => ({ categoryId, parentId, names: names(...texts), position: 0 });
    const { merchantId } = here.merchant;
    const lines = [line('cat_kitchen', '', '台所', 'Kitchen'), line('cat_pans', 'cat_kitchen', 'Pans')];
    await done(here.contexts.categories, (how) => here.contexts.categories.createCategories({ merchantId, lines }, how));
    for (const category of ['kitchen > PANS', '台所 > Pans']) await put({ ...pot, sku: 'PAN', category });
    const { body } = await here.merchant.till.get('/v1/items/PAN');
    expect(body).toMatchObject({ category: '台所 > Pans' });
    await put({ sku: 'PAN', category: body['category'] });
    const { categories } = await here.contexts.categories.getTree({ merchantId });
    expect(categories.filter(({ names: all }) => all.some(({ text }) => /台所|kitchen|pans/i.test(text)))).toHaveLength(2);
  });

  it('walks all its items in pages, in the order of their SKUs', async () => {
    for (const sku of ['WALK-1', 'WALK-2', 'WALK-3']) await newPot(sku);
    const found: unknown[] = [];
    for (let path: string | undefined = '/v1/items?limit=2'; path !== undefined;) {
      const { body }: Answer = await here.merchant.till.get(path);
      for (const item of body['items'] as readonly Json[]) found.push(item['sku']);
      path = typeof body['nextCursor'] === 'string' ? `/v1/items?limit=2&cursor=${encodeURIComponent(body['nextCursor'])}` : undefined;
    }
    expect(found).toEqual(found.toSorted());
    expect(found).toEqual(expect.arrayContaining(['WALK-1', 'WALK-2', 'WALK-3']));
  });
});

describe('a line of PUT /v1/items', () => {
  it('changes what it names and leaves the rest: a price file never clears a GTIN, a tax class, a picture, a language or a shelf', async () => {
    const sku = await newPot('PRICE');
    expect(await put({ sku, price: { amount: 1_700 } })).toMatchObject([{ status: 'done' }]);
    expect(await get(sku)).toMatchObject({ ...pot, sku, price: { amount: 1_700, currency: 'GBP' }, version: 2 });
  });

  it('clears what is null, and takes names language by language', async () => {
    const sku = await newPot('CLEAR');
    const cleared = { gtin: null, taxClass: null, imageUrls: null, category: null, status: null, names: { ja: null, ko: '화분' } };
    expect(await put({ sku, ...cleared })).toMatchObject([{ status: 'done' }]);
    const { itemId: _, ...item } = await get(sku);
    expect(item).toEqual({
      ...{
        sku,
        names: { en: 'Clay pot', ko: '화분' },
        price: pot.price,
        taxClass: 'standard',
        status: 'published',
        soldBy: 'piece',
        imageUrls: [],
        version: 2,
      },
    });
  });

  it('makes a new item with the defaults of what it leaves out, and is refused by itself where it lacks a name or a price', async () => {
    const answers = await put(
      { sku: 'NEW-1', names: { en: 'New' }, price: { amount: 5, currency: 'GBP' } },
      { sku: 'NEW-2', price: { amount: 5, currency: 'GBP' } },
      { sku: 'NEW-3', names: { en: 'New' }, price: { amount: 5 } },
      { sku: 'NEW-4', names: { en: 'New', ja: '' }, price: { amount: 5, currency: 'GBP' } },
    );
    expect(answers).toMatchObject([
      { status: 'done' },
      { status: 'refused', error: { code: 'names', field: 'names' } },
      { status: 'refused', error: { code: 'currency', field: 'price.currency' } },
      { status: 'refused', error: { code: 'names', field: 'names.ja' } },
    ]);
    expect(await get('NEW-1')).toMatchObject({ taxClass: 'standard', status: 'published', soldBy: 'piece', imageUrls: [] });
  });

  it('that names nothing changes nothing, and is refused where there is no item', async () => {
    const sku = await newPot('NOTHING');
    expect(await put({ sku }, { sku: 'NO-SUCH' })).toMatchObject([{ status: 'done' }, { status: 'refused', error: { code: 'names' } }]);
    expect(await get(sku)).toMatchObject({ version: 1 });
  });

  it('is refused at its place for a stale version, and the others stand', async () => {
    const sku = await newPot('STALE');
    const price = (amount: number, expectedVersion: number) => ({ sku, price: { amount }, expectedVersion });
    expect(await put(price(1, 1), price(2, 1))).toMatchObject([{ status: 'done' }, { status: 'refused', error: { code: 'version_conflict' } }]);
    expect(await get(sku)).toMatchObject({ version: 2, price: { amount: 1 } });
  });

  it('that is refused is not filed either, and one whose category cannot be made says why at its place', async () => {
    const sku = await newPot('REFILED');
    const long = 'x'.repeat(201);
    expect(
      await put({ sku, category: null, expectedVersion: 9 }, { sku: 'LONG', names: { en: 'Long' }, price: pot.price, category: `Garden > ${long}` }),
    ).toMatchObject([
      { status: 'refused', error: { code: 'version_conflict' } },
      { status: 'refused', error: { code: 'names', field: 'category' } },
    ]);
    expect(await get(sku)).toMatchObject({ category: 'Garden > Pots' });
  });
});

/** Of every field that may be said of an item: another value, and what it is when it is cleared, or why it cannot be. */
const samples = {
  gtin: { other: '96385074', cleared: undefined },
  names: { other: { en: 'Bowl' }, cleared: 'names' },
  price: { other: { amount: 5 }, cleared: 'price' },
  taxClass: { other: 'zero', cleared: 'standard' },
  status: { other: 'published', cleared: 'published' },
  soldBy: { other: 'weight', cleared: 'piece' },
  imageUrls: { other: ['https://a.example/2.jpg'], cleared: [] },
} satisfies Readonly<Record<keyof typeof itemFields, Readonly<{ other: unknown; cleared: unknown }>>>;

it.each(Object.entries(samples))('%s is put, shown, changed alone, kept by every other change, and cleared by null', async (field, { other, cleared }) => {
  const sku = await newPot(`FIELD-${field}`);
  const patch = (body: object) => here.merchant.till.patch(`/v1/items/${sku}`, body);
  const shown = async () => {
    const { itemId: _id, version: _version, ...item } = await get(sku);
    return item;
  };
  const whole = typeof other === 'object' && !Array.isArray(other) ? { ...(Reflect.get(pot, field) as object), ...other } : other;
  const changed = { ...pot, sku, [field]: whole };
  expect((await patch({ [field]: other })).status).toBe(200);
  expect(await shown()).toEqual(changed);
  for (const [name, sample] of Object.entries(samples))
    if (name !== field) {
      const before = await shown();
      await patch({ [name]: sample.other });
      expect((await shown())[field]).toEqual(before[field]);
    }
  const answer = await patch({ [field]: null });
  if (cleared === 'names' || cleared === 'price') expect(answer).toMatchObject({ status: 422, body: { code: cleared } });
  else expect((await shown())[field]).toEqual(cleared);
});

describe('PATCH /v1/items/{sku}', () => {
  const patch = (sku: string, body: unknown, headers = {}) => here.merchant.till.patch(`/v1/items/${sku}`, body, headers);

  it('answers the item after the change, by merge patch or plain JSON', async () => {
    const sku = await newPot('ONE');
    expect(await patch(sku, { price: { amount: 2 }, category: 'Garden' })).toMatchObject({
      status: 200,
      body: { ...pot, sku, price: { amount: 2, currency: 'GBP' }, category: 'Garden', version: 2 },
    });
    expect(await patch(sku, { gtin: null }, { 'content-type': 'application/json' })).toMatchObject({ status: 200, body: { version: 3 } });
    expect(await get(sku)).not.toHaveProperty('gtin');
    expect(await patch(sku, { price: {} }, { 'content-type': 'text/plain' })).toMatchObject({ status: 415 });
  });

  it('takes nothing else under a key that was used: neither another category nor another call', async () => {
    const sku = await newPot('REUSED');
    const key = { 'idempotency-key': randomUUID(), 'if-match': '"1"' };
    expect((await patch(sku, { price: { amount: 101 } }, key)).status).toBe(200);
    const reused = { status: 422, body: { code: 'idempotency_key_reused' } };
    expect(await patch(sku, { price: { amount: 101 }, category: 'Sneaked' }, key)).toMatchObject(reused);
    const line = { sku, price: { amount: 101 }, expectedVersion: 1 };
    expect(await here.merchant.till.put('/v1/items', { lines: [line] }, { 'idempotency-key': key['idempotency-key'] })).toMatchObject(reused);
    const { categories } = await here.contexts.categories.getTree({ merchantId: here.merchant.merchantId });
    expect(categories.flatMap(({ names }) => names.map(({ text }) => text))).not.toContain('Sneaked');
    expect(await get(sku)).toMatchObject({ category: 'Garden > Pots', version: 2 });
  });

  it('repeated under its key leaves the item where somebody has filed it since', async () => {
    const sku = await newPot('MOVED');
    const key = { 'idempotency-key': randomUUID() };
    expect(await patch(sku, { category: 'Attic' }, key)).toMatchObject({ status: 200, body: { category: 'Attic' } });
    expect(await patch(sku, { category: 'Cellar' })).toMatchObject({ status: 200, body: { category: 'Cellar' } });
    expect(await patch(sku, { category: 'Attic' }, key)).toMatchObject({ status: 200, body: { category: 'Cellar' } });
  });

  it('tells what it refuses by the caller’s own field, and changes nothing', async () => {
    const sku = await newPot('REFUSED');
    for (const [body, code, field] of [
      [{ gtin: '4006381333932' }, 'gtin', 'gtin'],
      [{ names: { en: null, ja: null } }, 'names', 'names'],
      [{ names: { ja: ' ' } }, 'names', 'names.ja'],
      [{ price: null }, 'price', 'price'],
      [{ price: { amount: 1, currency: 'XXZ' } }, 'currency', 'price.currency'],
      [{ price: { currency: 'JPY' } }, 'price', 'price.amount'],
      [{ names: { en_GB: 'Pot' } }, 'language', 'names.en_GB'],
      [{ imageUrls: ['https://ok.example/', 'ftp://a'] }, 'image_urls', 'imageUrls.1'],
    ] as const)
      expect(await patch(sku, body)).toMatchObject({ status: 422, body: { code, errors: [{ field }] } });
    const deep = Array.from({ length: 21 }, (_, level) => `L${level}`).join(' > ');
    expect(await patch(sku, { price: { amount: 9 }, category: deep })).toMatchObject({
      status: 409,
      body: { code: 'too_deep', errors: [{ field: 'category' }] },
    });
    expect(await patch(sku, { colour: 'red' })).toMatchObject({ status: 400, body: { code: 'invalid_request' } });
    expect(await get(sku)).toMatchObject({ ...pot, sku, version: 1 });
  });

  it('takes If-Match: a stale tag changes nothing, the right one and none change it', async () => {
    const sku = await newPot('MATCH');
    const read = await here.merchant.till.get(`/v1/items/${sku}`);
    const tag = read.headers.get('etag') ?? '';
    expect(tag).toMatch(/^"1\.[\w-]+"$/);
    const first = await patch(sku, { price: { amount: 2 } }, { 'if-match': tag });
    expect([first.status, first.body['version'], first.headers.get('etag')]).toEqual([200, 2, tag.replace('1', '2')]);
    expect(await patch(sku, { price: { amount: 3 } }, { 'if-match': tag })).toMatchObject({ status: 412, body: { code: 'version_conflict' } });
    expect(await get(sku)).toMatchObject({ version: 2, price: { amount: 2 } });
    expect(await patch(sku, { category: null }, { 'if-match': '"2"' })).toMatchObject({ status: 200, body: { version: 2 } });
    expect((await here.merchant.till.get(`/v1/items/${sku}`)).headers.get('etag')).toBe('"2"');
  });

  it('makes no item, and under one key changes it once', async () => {
    expect(await patch('NO-SUCH', { names: { en: 'x' }, price: pot.price })).toMatchObject({ status: 404, body: { code: 'item_not_found' } });
    const sku = await newPot('ONCE');
    const key = { 'idempotency-key': randomUUID() };
    expect((await patch(sku, { price: { amount: 3 } }, key)).headers.get('idempotent-replayed')).toBeNull();
    expect(await patch(sku, { price: { amount: 4 } })).toMatchObject({ body: { version: 3 } });
    const again = await patch(sku, { price: { amount: 3 } }, key);
    expect([again.status, again.headers.get('idempotent-replayed'), again.body['version']]).toEqual([200, 'true', 3]);
  });
});
