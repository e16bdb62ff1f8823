import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buy } from './faults/calls.ts';
import { checkHistory, breachReport } from './faults/check-history.ts';
import type { ClientCall, Line } from './faults/history.ts';
import type { House } from './faults/house.ts';
import { ask, at, textAt } from './faults/http.ts';
import { identitiesOf, makeMerchant, type Merchant, opening } from './faults/merchant.ts';
import { readHistory } from './faults/read-history.ts';
import { atRest } from './faults/rest.ts';
import { wholeHouse } from './faults/whole-house.ts';

/** Each test has a shop of its own with five articles, one unit of each. */
let house: House;
let merchant: Merchant;
const calls: ClientCall[] = [];
beforeAll(async () => {
  house = await wholeHouse();
  merchant = await makeMerchant({ address: house.address, identities: identitiesOf(house.database) }, { shops: 3, articles: 5, onHand: 1 });
});
afterAll(() => house.stop());

const one = (index: number): Line => ({ sku: merchant.skus[index] ?? '', quantity: 1 });
const shop = (index: number): string => merchant.shops[index] ?? '';

/** One try, as it comes: nothing is asked again. */
async function once(shopId: string, lines: readonly Line[]): Promise<Readonly<{ status: number; body: unknown }>> {
  const key = randomUUID();
  const answer = await ask(merchant.api, { method: 'POST', path: '/v1/orders', key, body: { shopId, lines } }, 30_000);
  const { status = 0, body } = answer ?? {};
  calls.push({ kind: 'place', key, shopId, lines, answers: [{ status, body }] });
  return { status, body };
}

const statuses = (answers: readonly Readonly<{ body: unknown }>[]): Record<string, number> => {
  const counted: Record<string, number> = {};
  for (const { body } of answers) counted[textAt(body, 'status')] = (counted[textAt(body, 'status')] ?? 0) + 1;
  return counted;
};

describe('nothing is sold that is not there', () => {
  it('200 buyers at once for one unit: one gets it, 199 are told why not', async () => {
    const answers = await Promise.all(Array.from({ length: 200 }, () => once(shop(0), [one(0)])));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(statuses(answers)).toEqual({ confirmed: 1, rejected: 199 });
    const reasons = answers.filter(({ body }) => textAt(body, 'status') === 'rejected').map(({ body }) => textAt(body, 'reasons', 0, 'code'));
    expect(new Set(reasons)).toEqual(new Set(['out_of_stock']));
  });

  it('an order gets all its lines or none, one article on two lines counted together', async () => {
    expect(statuses([await once(shop(1), [one(0), one(0)])])).toEqual({ rejected: 1 });
    // Everybody wants three of the five: of those who get them, nobody shares an article with another.
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, from) =>
        once(
          shop(1),
          [from, from + 1, from + 2].map((index) => one(index % 5)),
        ),
      ),
    );
    expect(statuses(answers)).toEqual({ confirmed: 1, rejected: 19 });
  });

  it('ten cancel one order while ten more want its unit: one cancels it, and the unit is sold once again at most', async () => {
    const first = await buy(merchant, shop(2), [one(0)]);
    calls.push(first);
    const orderId = textAt(first.answers[0]?.body, 'orderId');
    const cancel = () =>
      ask(merchant.api, { method: 'POST', path: `/v1/orders/${orderId}/cancel`, key: randomUUID(), body: { reason: 'changed my mind' } }, 30_000);
    const [cancels, answers] = await Promise.all([
      Promise.all(Array.from({ length: 10 }, cancel)),
      Promise.all(Array.from({ length: 10 }, () => once(shop(2), [one(0)]))),
    ]);
    expect(cancels.map((answer) => answer?.status).toSorted()).toEqual([200, ...Array.from({ length: 9 }, () => 409)]);
    expect(new Set(cancels.map((answer) => at(answer?.body, 'code')))).toEqual(new Set([undefined, 'order_state']));
    expect(statuses(answers)['confirmed'] ?? 0).toBeLessThanOrEqual(1);
    const last = [await once(shop(2), [one(0)])];
    expect(statuses([...answers, ...last])['confirmed']).toBe(1);
  });

  it('and nobody was left half-way', async () => {
    await atRest(house.database);
    expect(breachReport(checkHistory(await readHistory(house.database, calls, opening(merchant))))).toBe('');
  });
});
