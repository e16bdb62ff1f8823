import { setTimeout as sleep } from 'node:timers/promises';
import { api, type Api } from '../../client/api.ts';
import { percentile } from '../../client/percentile.ts';

/** How long others waited meanwhile (ms), and how often they were not served. */
export type Waited = Readonly<{ calls: number; failed: number; p50: number; p99: number; max: number }>;

const EVERY_MS = 20;

/** Another tenant's calls, one each 20 ms whether or not those before have been answered, until `busy` ends: a shop, a page of its catalogue, an order. */
export async function othersWait(door: Readonly<{ url: string; apiKey: string }>, shopId: string, sku: string, busy: Promise<unknown>): Promise<Waited> {
  const other = api(door, { connections: 256 });
  const took: number[] = [];
  let [failed, over, calls] = [0, false, 0];
  void busy.finally(() => (over = true)).catch(() => undefined);
  const one = async (at: number): Promise<void> => {
    const from = performance.now();
    const isServed = await ask(other, shopId, sku, at).catch(() => false);
    if (isServed) took.push(performance.now() - from);
    else failed += 1;
  };
  const all: Promise<void>[] = [];
  for (; !over; await sleep(EVERY_MS)) all.push(one((calls += 1)));
  await Promise.all(all);
  other.close();
  return { calls, failed, p50: percentile(took, 50), p99: percentile(took, 99), max: Math.max(...took) };
}

async function ask(other: Api, shopId: string, sku: string, at: number): Promise<boolean> {
  const calls = [
    { method: 'GET', path: `/v1/shops/${shopId}` },
    { method: 'GET', path: `/v1/shops/${shopId}/catalogue?limit=20` },
    { method: 'POST', path: '/v1/orders', body: { shopId, lines: [{ sku, quantity: 1 }] }, key: `other-${process.pid}-${performance.now()}-${at}` },
  ] as const;
  const { status } = await other.raw(calls[at % calls.length] ?? calls[0]);
  return status < 300;
}
