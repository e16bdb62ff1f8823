import { setTimeout as sleep } from 'node:timers/promises';
import type { Answered, Call } from './fixture.ts';
import type { Doors } from './doors.ts';
import { type Ended, people } from './story.ts';

type Sample = Readonly<{ merchantId: string; shopId: string; console: Readonly<Record<string, Readonly<{ email: string }>>> }>;

/** All that is looked at of what the story left. Instants are named, so that the answer does not depend on when it is asked. */
export function looksAt({ ids, orders, operations }: Ended, sample: Sample, day: string): readonly Call[] {
  const shops = ['always', 'paused', 'pausedUntil', 'closed', 'never'].map((name) => ids[name] ?? '');
  const [always = ''] = shops;
  const noon = '2026-12-01T03:00:00.000Z';
  const get = (door: string, ...paths: readonly string[]): readonly Call[] => paths.map((path) => ({ door, method: 'GET', path }));
  const grpc = (context: string, method: string, body: object): Call => ({ door: `grpc:${context}`, method, path: '', body });
  const item = (shop: string, sku: string): string => `/v1/shops/${shop}/items/${encodeURIComponent(sku)}/orderable?quantity=3&at=${noon}`;
  const owner = `person:${people.owner}`;
  const sampleOwner = `person:${sample.console['owner']?.email}`;
  return [
    ...get('platform:hungry', '/v1/shops?limit=200', ...shops.flatMap((shop) => [`/v1/shops/${shop}`, `/v1/shops/${shop}/catalogue?limit=200`])),
    ...get('platform:hungry', ...shops.flatMap((shop) => ['TEA-1', 'beans 豆', 'draft', 'nothing'].map((sku) => item(shop, sku)))),
    ...get('platform:hungry', ...orders.map((order) => `/v1/orders/${order}`)),
    ...get('platform:revoked', '/v1/shops'),
    ...get('platform:other', '/v1/shops', `/v1/shops/${always}`),
    ...get('platform:sample', '/v1/shops?limit=200', `/v1/shops/${sample.shopId}/catalogue?limit=200`),
    ...get(
      'till:till',
      '/v1/items?limit=1000',
      '/v1/items/tea-1',
      `/v1/shops/${always}/stock?limit=1000`,
      `/v1/shops/${always}/stock/TEA-1`,
      `/v1/shops/${always}/orders`,
      `/v1/operations/${ids['itemsOperation']}`,
    ),
    ...get('till:till', ...orders.map((order) => `/v1/orders/${order}`)),
    ...get('till:sample', `/v1/shops/${sample.shopId}/stock?limit=1000`, `/v1/shops/${sample.shopId}/orders`),
    ...get(owner, '/api/session', '/api/categories', '/api/staff', '/api/keys', '/api/imports', `/api/items?shopId=${always}`, '/api/items/TEA-1'),
    ...get(owner, ...shops.map((shop) => `/api/shops/${shop}`), `/api/shops/${always}/today?day=${day}`),
    ...get(owner, ...['stock', 'low-stock', 'stock-counts', 'stock/LINE-2/ledger', 'stock/TEA-1/ledger'].map((what) => `/api/shops/${always}/${what}`)),
    ...get(
      owner,
      ...orders.map((order) => `/api/shops/${always}/orders/${order}`),
      `/api/imports/${ids['importDone']}`,
      `/api/imports/${ids['importDone']}/rows`,
    ),
    ...get(owner, `/api/imports/${ids['importReady']}`, `/api/imports/${ids['importReady']}/rows`),
    ...get(`person:${people.clerk}`, '/api/session', `/api/shops/${always}`, '/api/staff', `/api/shops/${shops[1]}`),
    ...get(`session:${people.owner}`, '/api/session', '/api/categories'),
    ...get(sampleOwner, '/api/session', '/api/categories', '/api/items', `/api/shops/${sample.shopId}/stock`, `/api/shops/${sample.shopId}`),
    grpc('shop', 'getMerchant', { merchantId: ids['merchant'] }),
    grpc('shop', 'listShops', { merchantId: ids['merchant'], pageSize: 100, pageToken: '' }),
    grpc('shop', 'getOrderable', { shopId: always, at: noon }),
    grpc('item', 'listItems', { merchantId: ids['merchant'], pageSize: 200, pageToken: '' }),
    grpc('item', 'listItems', { merchantId: sample.merchantId, pageSize: 200, pageToken: '' }),
    grpc('category', 'getTree', { merchantId: ids['merchant'] }),
    grpc('category', 'getTree', { merchantId: sample.merchantId }),
    grpc('category', 'getFilings', { merchantId: ids['merchant'], skus: ['tea-1', 'LINE-1', 'LINE-2', 'LINE-3', 'not there yet'] }),
    grpc('inventory', 'listStock', { shopId: always, pageSize: 500, pageToken: '', low: false, skuPrefix: '' }),
    grpc('inventory', 'countStock', { shopId: always }),
    grpc('inventory', 'listLedger', { shopId: always, sku: 'tea-1', pageSize: 200, pageToken: '', from: '', until: '' }),
    grpc('order', 'listOrders', { shopId: always, statuses: [], pageSize: 100, pageToken: '', newestFirst: true, placedFrom: '', placedUntil: '' }),
    grpc('order', 'listOrders', { shopId: sample.shopId, statuses: [], pageSize: 100, pageToken: '', newestFirst: false, placedFrom: '', placedUntil: '' }),
    ...orders.map((orderId) => grpc('order', 'getOrderHistory', { orderId })),
    grpc('platformKeys', 'listKeys', { merchantId: ids['merchant'] }),
    grpc('systemKeys', 'listKeys', { merchantId: ids['merchant'] }),
    ...operations,
  ];
}

/** Asks all, one after the other. */
export async function askAll(doors: Doors, calls: readonly Call[]): Promise<readonly Answered[]> {
  const answered: Answered[] = [];
  for (const call of calls) answered.push(await doors.ask(call));
  return answered;
}

/** Looks until nothing moves any more: everybody has heard of everything. Throws with what never rests. */
export async function lookAtRest(doors: Doors, calls: readonly Call[]): Promise<readonly Answered[]> {
  let before = await askAll(doors, calls);
  for (let tries = 0; ; tries += 1) {
    await sleep(1_500);
    const now = await askAll(doors, calls);
    const moving = now.flatMap((answer, at) => (JSON.stringify(answer) === JSON.stringify(before[at]) ? [] : [[before[at], answer]]));
    if (moving.length === 0) return now;
    if (tries > 10) throw new Error(`does not rest: ${JSON.stringify(moving).slice(0, 3_000)}`);
    before = now;
  }
}
