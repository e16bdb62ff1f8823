import { randomUUID } from 'node:crypto';
import type { Dev } from './platform.ts';

/** Orders one of the sample's article, as a consumer platform does. */
export async function placeOrder({ merchantApi, sample: { shopId, sku } }: Dev, externalId: string): Promise<string> {
  const response = await fetch(`${merchantApi.url}/v1/orders`, {
    method: 'POST',
    headers: { authorization: `Bearer ${merchantApi.apiKey}`, 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: JSON.stringify({ shopId, externalId, lines: [{ sku, quantity: 1 }] }),
  });
  const body = (await response.json()) as Readonly<{ orderId: string; status: string }>;
  if (response.status !== 201 || body.status !== 'confirmed') throw new Error(`the order was not taken: ${response.status} ${JSON.stringify(body)}`);
  return body.orderId;
}

let last = 0;
/** What the next order is called: no other has it. */
export const orderName = (): string => `T${process.pid}-${(last += 1)}`;
