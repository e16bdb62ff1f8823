import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { type Api, Refused } from '../client/api.ts';
import { bulk } from '../client/shop-api.ts';

type Traffic = Readonly<{
  merchantApi: Api;
  merchantLink: Api;
  shopId: string;
  /** Names this run: a call that is repeated within it takes effect once. */
  run: string;
  everyMs: number;
  /** At most so many. */
  orders: number;
  /** Ends it after the order under way. */
  signal: AbortSignal;
  /** A whole number from 0 on, below the one given. */
  dice(below: number): number;
  say(line: string): void;
}>;

const page = z.object({
  items: z.array(z.object({ sku: z.string(), names: z.record(z.string(), z.string()), available: z.int() })),
  nextCursor: z.string().optional(),
});
type Article = z.infer<typeof page>['items'][number];
const placed = z.object({ orderId: z.string(), status: z.string() });

/** One in so many orders wants more than there is. */
const SHORT_EVERY = 15;
/** Less than this of an article, and some is delivered. */
const LOW = 5;
const DELIVERED = 40;

/** Sends orders one after the other at an even pace; one that is slow delays those behind it, so that never many are on their way. */
export async function sendOrders(traffic: Traffic): Promise<Readonly<{ confirmed: number; rejected: number }>> {
  const { everyMs, orders, signal, say } = traffic;
  let [confirmed, rejected] = [0, 0];
  const began = performance.now();
  for (let at = 0; at < orders && !signal.aborted; at += 1) {
    const articles = await catalogueOf(traffic);
    const low = articles.filter(({ available }) => available < LOW).slice(0, 100);
    if (low.length > 0) await deliver(traffic, low, at);
    const lines = linesOf(traffic, articles, at);
    if (lines.length === 0) throw new Error('the shop has nothing to order');
    const status = await place(traffic, lines, at);
    if (status === 'rejected') rejected += 1;
    else confirmed += 1;
    say(`${status}: ${lines.map(({ name, quantity }) => `${quantity} × ${name}`).join(', ')}`);
    const pause = began + (at + 1) * everyMs - performance.now();
    await sleep(Math.max(0, pause), undefined, { signal }).catch(() => undefined);
  }
  return { confirmed, rejected };
}

type Line = Readonly<{ sku: string; name: string; quantity: number }>;

/** One to four articles, none twice. */
function linesOf({ dice }: Traffic, articles: readonly Article[], at: number): readonly Line[] {
  const wanted = Array.from({ length: 1 + dice(4) }, () => articles[dice(Math.max(1, articles.length))]).filter((article) => article !== undefined);
  const tooMany = at % SHORT_EVERY === SHORT_EVERY - 1;
  return [...new Map(wanted.map((article) => [article.sku, article])).values()].map(({ sku, names, available }, line) => ({
    ...{ sku, name: names['en'] ?? sku },
    quantity: tooMany && line === 0 ? available + 1_000 : 1 + dice(3),
  }));
}

async function place({ merchantApi, shopId, run }: Traffic, lines: readonly Line[], at: number): Promise<string> {
  const body = { shopId, externalId: `#${1_000 + (at % 9_000)}`, lines: lines.map(({ sku, quantity }) => ({ sku, quantity })) };
  try {
    return placed.parse((await merchantApi.ask({ method: 'POST', path: '/v1/orders', body, key: `${run}-${at}` })).body).status;
  } catch (error) {
    // A shop that is paused or closed says so: the next order may find it open.
    if (error instanceof Refused && error.reply.status < 500) return 'rejected';
    throw error;
  }
}

/** The first articles of the shop: enough to choose from. */
const catalogueOf = async ({ merchantApi, shopId }: Traffic): Promise<readonly Article[]> =>
  page.parse((await merchantApi.ask({ method: 'GET', path: `/v1/shops/${encodeURIComponent(shopId)}/catalogue?limit=200` })).body).items;

async function deliver({ merchantLink, shopId, run }: Traffic, articles: readonly Article[], at: number): Promise<void> {
  const lines = articles.map(({ sku }) => ({ sku, delta: DELIVERED, reason: 'received' }));
  await bulk(merchantLink, {
    method: 'POST',
    path: `/v1/shops/${encodeURIComponent(shopId)}/stock/adjustments`,
    body: { lines },
    key: `${run}-delivery-${at}`,
  });
}
