import { pieces } from '../client/in-order.ts';
import { bulkDone } from '../client/shop-api.ts';
import type { Ground } from './ground.ts';

export const skuOf = (at: number): string => `BENCH-${String(at).padStart(6, '0')}`;

/** An item of some 250 bytes, as a catalogue has them. `edition` tells one version of it from another. */
export const itemLine = (at: number, edition = 0): object => ({
  sku: skuOf(at),
  names: { en: `Hand-thrown clay plant pot, glazed, number ${at}`, ja: `手作りの素焼き鉢 ${at}番` },
  price: { amount: 500 + (at % 1_000) + edition, currency: 'GBP' },
  taxClass: 'standard',
  status: 'published',
  soldBy: 'piece',
  imageUrls: [`https://images.example/pots/${at}/front.jpg`, `https://images.example/pots/${at}/side.jpg`],
});

/** Makes so many articles, each with more stock than a bench can sell, and waits until consumer platforms see the last. */
export async function makeArticles({ merchantApi, merchantLink, dev, run }: Ground, count: number): Promise<void> {
  const { shopId } = dev.sample;
  const all = Array.from({ length: count }, (_, at) => at);
  for (const [at, piece] of pieces(all, 2_000).entries()) {
    await bulkDone(merchantLink, { method: 'PUT', path: '/v1/items', body: { lines: piece.map((one) => itemLine(one)) }, key: `${run}-articles-${at}` });
    const lines = piece.map((one) => ({ sku: skuOf(one), onHand: 1_000_000_000 }));
    await bulkDone(merchantLink, { method: 'PUT', path: `/v1/shops/${shopId}/stock`, body: { lines }, key: `${run}-shelf-${at}` });
  }
  const path = `/v1/shops/${shopId}/items/${skuOf(count - 1)}/orderable?quantity=1`;
  for (let tries = 0; tries < 600; tries += 1) {
    const { body } = await merchantApi.once({ method: 'GET', path });
    if (typeof body === 'object' && body !== null && Reflect.get(body, 'orderable') === true) return;
    await new Promise((later) => void setTimeout(later, 50));
  }
  throw new Error('the articles of the bench did not become orderable within 30 seconds');
}
