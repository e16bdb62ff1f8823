import { randomUUID } from 'node:crypto';
import type { Dev } from './platform.ts';

type Answer = Readonly<{ lines: readonly Readonly<{ sku: string; status: string }>[] }>;

/** Sends lines as a merchant's own system does, 10,000 a call, and throws unless every one of them is done. */
async function send({ merchantLink }: Dev, method: 'PUT' | 'POST', path: string, lines: readonly object[]): Promise<void> {
  for (let from = 0; from < lines.length; from += 10_000) {
    const response = await fetch(`${merchantLink.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${merchantLink.apiKey}`, 'content-type': 'application/json', 'idempotency-key': randomUUID() },
      body: JSON.stringify({ lines: lines.slice(from, from + 10_000) }),
    });
    const answer = (await response.json()) as Answer;
    const wrong = response.status === 200 ? answer.lines.find(({ status }) => status !== 'done') : answer;
    if (wrong) throw new Error(`${path} was answered ${response.status}: ${JSON.stringify(wrong).slice(0, 500)}`);
  }
}

export const upsertItems = (dev: Dev, lines: readonly object[]): Promise<void> => send(dev, 'PUT', '/v1/items', lines);

/** What is on the sample shop's shelf of an article. */
export const setStock = (dev: Dev, sku: string, onHand: number): Promise<void> => send(dev, 'PUT', `/v1/shops/${dev.sample.shopId}/stock`, [{ sku, onHand }]);
