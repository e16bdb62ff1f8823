import { type Change, Changes } from '@noren/bff-contract';
import { eventually } from '@noren/testing';
import { expect } from 'vitest';
import { Browser, listen } from '../../src/console/browser.test-support.ts';
import { type Answer, textIn } from './edge.ts';
import { type Contexts, contextsOf } from './contexts.ts';
import { type Merchant, newMerchant } from './merchant.ts';
import type { Noren } from './noren.ts';

/** Each buyer has an article that nobody else buys. */
export const buyersArticles = Array.from({ length: 6 }, (_, buyer) => `BUYER-${buyer}`);

const articles = [
  ...buyersArticles.map((sku) => ({ sku, price: 120, onHand: 100 })),
  { sku: 'TEA-1', price: 349, onHand: 100 },
  { sku: 'TEA-2', price: 275, onHand: 100 },
  { sku: 'COF-1', price: 850, onHand: 100 },
  { sku: 'COF-2', price: 780, onHand: 100 },
  { sku: 'ONE-LEFT', price: 1_000, onHand: 1 },
  { sku: 'NONE', price: 500, onHand: 0 },
];

type Level = Readonly<{ onHand: number; reserved: number; available: number }>;

/** A screen of the console that follows the log. */
type Screen = Readonly<{ /** What it was told so far. */ changes(): readonly Change[]; close(): void }>;

const PASSWORD = 'correct horse battery';

/** One merchant with one shop in a running Noren, and what tests do there. */
export type Stage = ReturnType<typeof newStage>;

/** `begin` and `end` are for the test's hooks. */
export function newStage() {
  let begun: Readonly<{ noren: Noren; contexts: Contexts; merchant: Merchant }> | undefined;
  const now = () => begun ?? never();
  const at = (path: string): string => `/v1/shops/${now().merchant.shopId}/${path}`;

  const place = (lines: readonly object[], headers = {}): Promise<Answer> =>
    now().merchant.platform.post('/v1/orders', { shopId: now().merchant.shopId, lines }, headers);

  const levelOf = async (sku: string): Promise<Level> => {
    const { levels } = await now().contexts.stock.getStock({ shopId: now().merchant.shopId, skus: [sku] });
    const { onHand = 0, reserved = 0, available = 0 } = levels[0] ?? {};
    return { onHand, reserved, available };
  };

  return {
    get noren() {
      return now().noren;
    },
    get contexts() {
      return now().contexts;
    },
    get merchant() {
      return now().merchant;
    },
    async begin(noren: Noren): Promise<void> {
      const contexts = contextsOf(noren);
      const merchant = await newMerchant(noren, contexts, { articles }).catch(async (error: unknown) => {
        contexts.close();
        await noren.close();
        throw error;
      });
      begun = { noren, contexts, merchant };
    },
    /** Ends everything. Nobody may have logged a mistake. */
    async end(): Promise<void> {
      if (begun === undefined) return;
      begun.contexts.close();
      const mistakes = begun.noren.lines().filter(({ level }) => level === 'error');
      await begun.noren.close();
      expect(mistakes).toEqual([]);
    },
    place,
    /** An order that was confirmed. */
    async placed(...lines: readonly object[]): Promise<string> {
      const answer = await place(lines);
      expect(answer).toMatchObject({ status: 201, body: { status: 'confirmed' } });
      return textIn(answer, 'orderId');
    },
    /** What the shop's till does with an order. */
    till: (orderId: string, verb: string, body?: unknown): Promise<Answer> => now().merchant.till.post(`/v1/orders/${orderId}/${verb}`, body),
    orderOf: (orderId: string): Promise<Answer> => now().merchant.platform.get(`/v1/orders/${orderId}`),
    levelOf,
    reaches: (sku: string, level: Partial<Level>): Promise<unknown> => eventually(async () => expect(await levelOf(sku)).toMatchObject(level), 10_000),
    /** In the end the catalogue that consumer platforms see says so of an article. */
    shows: (sku: string, article: Readonly<Record<string, unknown>>): Promise<unknown> =>
      eventually(async () => {
        const { body } = await now().merchant.platform.get(at('catalogue'));
        expect(body['items']).toContainEqual(expect.objectContaining({ sku, ...article }));
      }, 10_000),
    screen: (): Promise<Screen> => screenOf(now()),
  };
}

/** A person whom the merchant has let in logs in and looks at the shop. */
async function screenOf({
  noren,
  contexts,
  merchant: { merchantId, shopId },
}: Readonly<{ noren: Noren; contexts: Contexts; merchant: Merchant }>): Promise<Screen> {
  const email = `owner-${shopId}@matsu.example`;
  await contexts.people.takeOn({ merchantId, email, name: 'Owner', language: 'en', shops: [{ shopId, role: 'owner' }], password: PASSWORD });
  const origin = `http://${noren.address('bff-server')}`;
  const browser = new Browser(origin);
  expect((await browser.logIn(email, PASSWORD)).status).toBe(200);
  const { received, close } = await listen(origin, browser);
  await eventually(() => expect(received.map(({ event }) => event)).toContain('ready'), 10_000);
  return { close, changes: () => received.flatMap(({ event, data }) => (event === 'changes' ? Changes.parse(data) : [])) };
}

function never(): never {
  throw new Error('the stage has not begun');
}
