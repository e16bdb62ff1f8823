import { randomUUID } from 'node:crypto';
import { buy } from './calls.ts';
import { ask, type Call, textAt } from './http.ts';
import type { Merchant } from './merchant.ts';

/** Makes a call that will be done: another one each time it is asked. */
export type Written = (merchant: Merchant) => Promise<Call>;

/** An order, brought as far as these moves of the till take it. */
async function orderAfter(merchant: Merchant, ...moves: readonly string[]): Promise<string> {
  const placed = await buy(merchant, merchant.shops[0] ?? '', [{ sku: merchant.skus[0] ?? '', quantity: 1 }]);
  const orderId = textAt(placed.answers[0]?.body, 'orderId');
  for (const move of moves) {
    const moved = await ask(merchant.system, { method: 'POST', path: `/v1/orders/${orderId}/${move}`, key: randomUUID() });
    if (moved?.status !== 200) throw new Error(`${move} of ${orderId}: ${moved?.status} ${JSON.stringify(moved?.body)}`);
  }
  return orderId;
}

const ofOrder =
  (verb: string, after: readonly string[], body?: unknown): Written =>
  async (merchant) => ({ method: 'POST', path: `/v1/orders/${await orderAfter(merchant, ...after)}/${verb}`, ...(body === undefined ? {} : { body }) });

let counted = 1_000;
const another = (): number => (counted += 1);
const line = ({ skus }: Merchant) => skus[1] ?? '';

/** A call for every route that changes something, by API (`api`: merchant API, `system`: merchant-link API), method and path. */
export const writes: Readonly<Record<string, Written>> = {
  'api POST /v1/orders': async ({ shops, skus }) => ({
    method: 'POST',
    path: '/v1/orders',
    body: { shopId: shops[0], lines: [{ sku: skus[0], quantity: 1 }], externalId: `e${another()}` },
  }),
  'api POST /v1/orders/{orderId}/cancel': ofOrder('cancel', []),
  'api POST /v1/orders/{orderId}/returns': ofOrder('returns', ['accept', 'hand-over'], { lines: [{ line: 1, quantity: 1 }] }),
  'system PUT /v1/items': async () => ({
    method: 'PUT',
    path: '/v1/items',
    body: { lines: [{ sku: `NEW-${another()}`, names: { en: 'New' }, price: { amount: 100, currency: 'GBP' }, taxClass: 'standard' }] },
  }),
  'system PATCH /v1/items/{sku}': async (merchant) => ({
    method: 'PATCH',
    path: `/v1/items/${encodeURIComponent(line(merchant))}`,
    body: { price: { amount: another() } },
  }),
  'system PUT /v1/shops/{shopId}/stock': async (merchant) => ({
    method: 'PUT',
    path: `/v1/shops/${merchant.shops[0]}/stock`,
    body: { lines: [{ sku: line(merchant), onHand: another() }] },
  }),
  'system POST /v1/shops/{shopId}/stock/adjustments': async (merchant) => ({
    method: 'POST',
    path: `/v1/shops/${merchant.shops[0]}/stock/adjustments`,
    body: { lines: [{ sku: line(merchant), delta: another(), reason: 'received' }] },
  }),
  'system POST /v1/orders/{orderId}/accept': ofOrder('accept', []),
  'system POST /v1/orders/{orderId}/reject': ofOrder('reject', [], { reason: 'no_staff' }),
  'system POST /v1/orders/{orderId}/ready': ofOrder('ready', ['accept']),
  'system POST /v1/orders/{orderId}/hand-over': ofOrder('hand-over', ['accept']),
  'system POST /v1/orders/{orderId}/complete': ofOrder('complete', ['accept', 'hand-over']),
  'system POST /v1/orders/{orderId}/cancel': ofOrder('cancel', [], { reason: 'closed for today' }),
};
