import { setTimeout as sleep } from 'node:timers/promises';
import type { Api } from '../client/api.ts';
import { pieces } from '../client/in-order.ts';
import { bulkDone, stockOf } from '../client/shop-api.ts';
import type { Article } from './articles.ts';
import type { Level } from './expected.ts';

/** Where a replay plays: the two public APIs, a shop, and a name of this run that no other run has. */
export type Stage = Readonly<{ merchantApi: Api; merchantLink: Api; shopId: string; run: string }>;

const LINES_A_CALL = 2_000;

/**
 * Makes the articles and sets their opening stock, on top of what earlier runs still hold reserved and of safety stock.
 * Gives the stock that every article then has, by folded SKU.
 */
export async function openShop({ merchantApi, merchantLink, shopId, run }: Stage, articles: readonly Article[]): Promise<ReadonlyMap<string, Level>> {
  for (const [at, piece] of pieces(articles, LINES_A_CALL).entries()) {
    const lines = piece.map(({ sku, name, price }) => ({
      sku,
      names: { en: name },
      price: { amount: price, currency: 'GBP' },
      status: 'published',
      soldBy: 'piece',
    }));
    await bulkDone(merchantLink, { method: 'PUT', path: '/v1/items', body: { lines }, key: `${run}-items-${at}` });
  }
  const before = await stockOf(merchantLink, shopId);
  const opened = articles.map(({ sku, key, opening }) => {
    const { reserved = 0, safety = 0 } = before.get(key) ?? {};
    return { sku, key, onHand: opening + reserved + safety, reserved };
  });
  for (const [at, piece] of pieces(opened, LINES_A_CALL).entries()) {
    const lines = piece.map(({ sku, onHand }) => ({ sku, onHand }));
    await bulkDone(merchantLink, { method: 'PUT', path: `/v1/shops/${shopId}/stock`, body: { lines }, key: `${run}-stock-${at}` });
  }
  await known(
    merchantApi,
    shopId,
    articles.findLast(({ opening }) => opening > 0),
  );
  return new Map(opened.map(({ key, onHand, reserved }) => [key, { onHand, reserved }]));
}

/** Waits until consumer platforms see the last article: an order names articles that its sender has seen. Gives up after ten seconds; orders tell then. */
async function known(merchantApi: Api, shopId: string, last: Article | undefined): Promise<void> {
  if (last === undefined) return;
  const path = `/v1/shops/${shopId}/items/${encodeURIComponent(last.sku)}/orderable?quantity=1`;
  for (let tries = 0; tries < 200; tries += 1) {
    const { status, body } = await merchantApi.once({ method: 'GET', path });
    if (status === 200 && typeof body === 'object' && body !== null && Reflect.get(body, 'orderable') === true) return;
    await sleep(50);
  }
}
