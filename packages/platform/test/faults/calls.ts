import { randomUUID } from 'node:crypto';
import type { ClientCall, Line } from './history.ts';
import { settled } from './load.ts';
import type { Merchant } from './merchant.ts';

/** Buys in a shop of the merchant's, asked on until it is answered. */
export async function buy({ api }: Merchant, shopId: string, lines: readonly Line[]): Promise<ClientCall> {
  const key = randomUUID();
  return { kind: 'place', key, shopId, lines, answers: await settled({ method: 'POST', path: '/v1/orders', key, body: { shopId, lines } }, api, 60_000) };
}

/** Tells what came to a shelf, or went. */
export async function adjust({ system }: Merchant, shopId: string, sku: string, delta: number): Promise<ClientCall> {
  const key = randomUUID();
  const body = { lines: [{ sku, delta, reason: 'received' }] };
  const answers = await settled({ method: 'POST', path: `/v1/shops/${shopId}/stock/adjustments`, key, body }, system, 60_000);
  return { kind: 'adjust', shopId, key, lines: [{ sku, delta }], answers };
}
