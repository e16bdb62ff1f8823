import { describe, expect, it } from 'vitest';
import { type Answer, type Edge, textIn } from './support/edge.ts';
import { oneMerchant } from './support/one-merchant.ts';

const here = oneMerchant({
  articles: [
    { sku: 'TEA', price: 349, onHand: 500 },
    { sku: 'CUP', price: 900, onHand: 10 },
  ],
});

const placed = async (): Promise<string> =>
  textIn(await here.merchant.platform.post('/v1/orders', { shopId: here.merchant.shopId, lines: [{ sku: 'TEA', quantity: 2 }] }), 'orderId');
const tagOf = ({ headers }: Answer): string => headers.get('etag') ?? '';
/** How an edge shows an order, which does not differ but for what the edge shows. */
const seen = async (edge: Edge, orderId: string) => {
  const answer = await edge.get(`/v1/orders/${orderId}`);
  return { tag: tagOf(answer), version: answer.body['version'], status: answer.body['status'] };
};

describe('an order', () => {
  it.each([
    ['accept', 'accepted', {}, []],
    ['reject', 'rejected', { reason: 'too_busy' }, []],
    ['ready', 'ready', undefined, ['accept']],
    ['hand-over', 'handed_over', undefined, ['accept', 'ready']],
    ['complete', 'completed', undefined, ['accept', 'ready', 'hand-over']],
    ['cancel', 'cancelled', { reason: 'closed early' }, ['accept']],
  ] as const)('is moved on by %s of a till only as the till saw it', async (verb, after, body, before) => {
    const { till } = here.merchant;
    const orderId = await placed();
    const move = (of: string, headers = {}) => till.post(`/v1/orders/${orderId}/${of}`, of === verb ? body : {}, headers);
    const first = await seen(till, orderId);
    for (const each of before) expect(await move(each, { 'if-match': (await seen(till, orderId)).tag })).toMatchObject({ status: 200 });
    const now = await seen(till, orderId);
    expect(now).toMatchObject({ tag: `"${2 + before.length}"`, version: 2 + before.length });

    const stale = before.length > 0 ? first.tag : '"1"';
    expect(await move(verb, { 'if-match': stale })).toMatchObject({ status: 412, body: { code: 'version_conflict' } });
    expect(await seen(till, orderId)).toEqual(now);
    const done = await move(verb, { 'if-match': now.tag });
    expect(done).toMatchObject({ status: 200, body: { orderId, status: after, version: 3 + before.length } });
    expect(await seen(till, orderId)).toEqual({ tag: tagOf(done), version: 3 + before.length, status: after });
  });

  it('is moved on whatever it is at where nobody says, and shows its version in the list', async () => {
    const { till, shopId } = here.merchant;
    const orderId = await placed();
    expect(await till.post(`/v1/orders/${orderId}/accept`, {})).toMatchObject({ status: 200 });
    expect(await till.post(`/v1/orders/${orderId}/ready`, {}, { 'if-match': '*' })).toMatchObject({ status: 200 });
    const { body } = await till.get(`/v1/shops/${shopId}/orders?status=ready`);
    expect(body['orders']).toContainEqual(expect.objectContaining({ orderId, version: 4 }));
  });

  it('that was moved on is moved on under its first key and tag, and not under its first key and another tag', async () => {
    const { till } = here.merchant;
    const path = `/v1/orders/${await placed()}/accept`;
    const headers = { 'idempotency-key': `of ${path}`.replaceAll(' ', '-'), 'if-match': '"2"' };
    const first = await till.post(path, {}, headers);
    const again = await till.post(path, {}, headers);
    expect([again.status, tagOf(again), again.headers.get('idempotent-replayed')]).toEqual([200, tagOf(first), 'true']);
    expect(await till.post(path, {}, { ...headers, 'if-match': '"3"' })).toMatchObject({ status: 422, body: { code: 'idempotency_key_reused' } });
  });

  it('takes returns from a consumer platform, and is called off, only as the platform saw it', async () => {
    const { till, platform } = here.merchant;
    const orderId = await placed();
    const path = `/v1/orders/${orderId}`;
    const confirmed = await seen(platform, orderId);
    await till.post(`${path}/accept`, {});
    expect(await platform.post(`${path}/cancel`, {}, { 'if-match': confirmed.tag })).toMatchObject({
      ...{ status: 412, body: { code: 'version_conflict', errors: [{ field: 'If-Match' }] } },
    });
    expect(await seen(platform, orderId)).toEqual({ tag: '"3"', version: 3, status: 'accepted' });

    await till.post(`${path}/hand-over`, {});
    const back = { lines: [{ line: 1, quantity: 1 }] };
    const handedOver = await seen(platform, orderId);
    const first = await platform.post(`${path}/returns`, back, { 'if-match': handedOver.tag });
    expect([first.status, tagOf(first), first.body['version']]).toEqual([200, '"5"', 5]);
    // Without its tag the second half would come back too.
    expect(await platform.post(`${path}/returns`, back, { 'if-match': handedOver.tag })).toMatchObject({ status: 412 });
    expect((await platform.get(path)).body).toMatchObject({ version: 5, lines: [{ returned: 1 }] });
    expect(await platform.post(`${path}/returns`, back)).toMatchObject({ status: 200, body: { version: 6, lines: [{ returned: 2 }] } });
  });
});

describe('a level', () => {
  const stock = (more = ''): string => `/v1/shops/${here.merchant.shopId}/stock${more}`;

  it('is read one by one with its version, in whatever spelling; one that the shop never held is not there', async () => {
    const cup = await here.merchant.till.get(stock('/cup'));
    expect(cup).toMatchObject({ status: 200, body: { sku: 'CUP', onHand: 10, reserved: 0, safety: 0, short: 0, available: 10, version: 1 } });
    expect(tagOf(cup)).toBe('"1"');
    expect((await here.merchant.till.get(stock())).body['lines']).toContainEqual(cup.body);
    expect(await here.merchant.till.get(stock('/POT%2F1'))).toMatchObject({ status: 404, body: { code: 'article_not_found' } });
    expect(await here.merchant.till.get('/v1/shops/shp_other/stock/cup')).toMatchObject({ status: 404, body: { code: 'shop_not_found' } });
  });

  it('is set and adjusted by lines of which each may name its version: what is stale is refused at its line alone', async () => {
    const { till, platform, shopId } = here.merchant;
    const line = (at: number, status: string, error?: object) => expect.objectContaining({ line: at, status, ...(error ? { error } : {}) });
    const stale = expect.objectContaining({ code: 'version_conflict', field: 'expectedVersion' });
    const made = await till.put(stock(), {
      lines: [
        { sku: 'POT', onHand: 5, expectedVersion: 0 },
        { sku: 'CUP', onHand: 4, expectedVersion: 0 },
      ],
    });
    expect([made.status, made.body['lines']]).toEqual([200, [line(1, 'done'), line(2, 'refused', stale)]]);
    // An order moves the level too: nothing that was read before it is written over what it left.
    await platform.post('/v1/orders', { shopId, lines: [{ sku: 'CUP', quantity: 1 }] });
    const { version } = (await till.get(stock('/CUP'))).body;
    expect(version).toBe(2);

    const lines = [
      { sku: 'CUP', delta: -1, reason: 'damaged', expectedVersion: 1 },
      { sku: 'POT', delta: 1, reason: 'received', expectedVersion: 1 },
    ];
    const adjusted = await till.post(stock('/adjustments'), { lines });
    expect([adjusted.status, adjusted.body['lines']]).toEqual([200, [line(1, 'refused', stale), line(2, 'done')]]);
    expect(JSON.stringify(adjusted.body)).toContain('"version":2');
    expect((await till.get(stock('/CUP'))).body).toMatchObject({ onHand: 10, version: 2 });
    const counted = await till.put(stock(), {
      lines: [
        { sku: 'CUP', onHand: 9, expectedVersion: 2 },
        { sku: 'POT', onHand: 9 },
      ],
    });
    expect([counted.status, counted.body['lines']]).toEqual([200, [line(1, 'done'), line(2, 'done')]]);
    expect((await till.get(stock('/CUP'))).body).toMatchObject({ onHand: 9, reserved: 1, version: 3 });
  });
});
