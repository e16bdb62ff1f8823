import { textAt } from '../client/api.ts';
import { makeArticles, skuOf } from './articles.ts';
import { bareOrders } from './bare/orders.ts';
import { batchMeter, type BenchOptions, type Ground } from './ground.ts';
import { measure } from './measure.ts';
import { memoryOf } from './meters.ts';
import type { Pair } from './result.ts';

const ARTICLES = 10_000;
const LINES = 3;
const AIMS: Readonly<Record<number, string>> = { 16: 'p99 at most 80 ms', 256: '1,200 orders/s or more, node + pg at most 1,200 µs' };

/** Orders of three lines out of 10,000 articles, placed → confirmed over HTTP, beside a bare loop that changes the same rows in batches of the same size. */
export async function orders(ground: Ground, { seconds, warmUp, inFlight, total }: BenchOptions): Promise<readonly Pair[]> {
  await makeArticles(ground, ARTICLES);
  const place = placing(ground);
  if (total !== undefined) return growth(ground, place, total, inFlight.at(-1) ?? 256);
  const pairs: Pair[] = [];
  for (const concurrency of inFlight) {
    const batches = await batchMeter(ground, /order/);
    const subjects = { node: ground.dev.pid, postmaster: ground.postmaster };
    const platform = await measure('orders over HTTP', { concurrency, seconds, warmUp }, subjects, place);
    const batch = await batches();
    const size = Math.max(1, Math.round(batch ?? concurrency / 4));
    const bare = await bareOrders(ground, { seconds: Math.min(seconds, 5), warmUp: 1, batch: size, lines: LINES, articles: ARTICLES });
    const notes = [
      `batches of ${size} orders ${batch === undefined ? '(a quarter of those in flight: the metrics could not be read)' : '(as the order engine had them)'}`,
    ];
    const aim = AIMS[concurrency];
    pairs.push({ platform, bare, notes, ...(aim === undefined ? {} : { aim }) });
  }
  return pairs;
}

/** Places one order; gives what went wrong, if anything. */
function placing({ merchantApi, dev, run }: Ground): () => Promise<string | undefined> {
  let placed = 0;
  return async () => {
    placed += 1;
    const lines = Array.from({ length: LINES }, () => ({ sku: skuOf(Math.floor(Math.random() * ARTICLES)), quantity: 1 + Math.floor(Math.random() * 3) }));
    const { status, body } = await merchantApi.once({
      method: 'POST',
      path: '/v1/orders',
      body: { shopId: dev.sample.shopId, lines },
      key: `${run}-${placed}`,
    });
    const state = textAt(body, 'status') ?? textAt(body, 'code') ?? '';
    return status === 201 && state === 'confirmed' ? undefined : `${status} ${state}`;
  };
}

/** Memory while so many orders are placed: a run each 20,000. */
async function growth({ dev, postmaster }: Ground, place: () => Promise<string | undefined>, total: number, concurrency: number): Promise<readonly Pair[]> {
  const step = 20_000;
  const pairs: Pair[] = [];
  for (let placed = 0; placed < total; placed += step) {
    const stopAfter = Math.min(step, total - placed);
    const platform = await measure(
      `orders to ${placed + stopAfter}`,
      { concurrency, seconds: 3_600, warmUp: 0, stopAfter },
      { node: dev.pid, postmaster },
      place,
    );
    pairs.push({ platform, notes: [`Node holds ${memoryOf(dev.pid).now.toFixed(0)} MiB now`] });
  }
  return pairs;
}
