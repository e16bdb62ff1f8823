import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Dice, dice } from './dice.ts';
import type { ClientCall } from './history.ts';
import { type Answer, ask, type Call, type Door, textAt } from './http.ts';
import type { Merchant } from './merchant.ts';

/** Clients at work until they are told to stop. */
type Load = Readonly<{
  /** Answered for good so far. */
  answered(): number;
  /** Ends the work: what is under way is asked on until it is answered. Gives all that was asked. */
  stop(): Promise<readonly ClientCall[]>;
}>;

type WithoutAnswers<Call> = Call extends unknown ? Omit<Call, 'answers' | 'key'> : never;
type What = WithoutAnswers<ClientCall>;
type Wanted = Readonly<{ door: Door; call: Call; what: What }>;
type LoadOptions = Readonly<{ seed: number; clients: number; /** Between two calls of a client. */ pauseMs: number; patienceMs?: number }>;

/** Clients that place and cancel orders, take them on, hand them over and change stock, each with a will of its own that the seed decides. */
export function load(merchant: Merchant, { seed, clients, pauseMs, patienceMs = 90_000 }: LoadOptions): Load {
  const calls: ClientCall[] = [];
  let stopping = false;
  const client = async (will: Dice): Promise<void> => {
    const open: string[] = [];
    while (!stopping) {
      const wanted = next(will, merchant, open);
      const key = randomUUID();
      const answers = await settled({ ...wanted.call, key }, wanted.door, patienceMs);
      // Now and then a client repeats what it was answered already.
      if (answers.length > 0 && will.chance(0.1)) answers.push(...(await settled({ ...wanted.call, key }, wanted.door, patienceMs)));
      calls.push({ ...wanted.what, key, answers } as ClientCall);
      const response = answers[0]?.body;
      if (wanted.what.kind === 'place' && textAt(response, 'status') === 'confirmed') open.push(textAt(response, 'orderId'));
      await sleep(pauseMs * (0.5 + will.fraction()));
    }
  };
  const working = Array.from({ length: clients }, (_, index) => client(dice(seed * 1_000 + index)));
  return {
    answered: () => calls.filter(({ answers }) => answers.length > 0).length,
    async stop() {
      stopping = true;
      await Promise.all(working);
      return calls;
    },
  };
}

function next(will: Dice, merchant: Merchant, open: string[]): Wanted {
  const { api, system, shops, skus } = merchant;
  const roll = will.fraction();
  const orderId = roll > 0.8 ? open.splice(will.below(open.length), 1)[0] : undefined;
  if (orderId !== undefined) {
    if (roll > 0.93)
      return {
        door: api,
        call: { method: 'POST', path: `/v1/orders/${orderId}/cancel`, body: { reason: 'changed my mind' } },
        what: { kind: 'cancel', orderId },
      };
    const verb = will.chance(0.7) ? ('accept' as const) : ('hand-over' as const);
    // An order that is taken on may be handed over later; one that is not cannot, and is refused.
    if (verb === 'accept') open.push(orderId);
    return { door: system, call: { method: 'POST', path: `/v1/orders/${orderId}/${verb}` }, what: { kind: verb, orderId } };
  }
  const shopId = will.one(shops);
  if (roll > 0.65) {
    const lines = Array.from({ length: 1 + will.below(2) }, () => ({
      sku: will.one(skus),
      ...(will.chance(0.8) ? { delta: 1 + will.below(4), reason: 'received' } : { delta: -1, reason: 'damaged' }),
    }));
    return { door: system, call: { method: 'POST', path: `/v1/shops/${shopId}/stock/adjustments`, body: { lines } }, what: { kind: 'adjust', shopId, lines } };
  }
  const lines = Array.from({ length: 1 + will.below(3) }, () => ({ sku: will.one(skus), quantity: 1 + will.below(3) }));
  return { door: api, call: { method: 'POST', path: '/v1/orders', body: { shopId, lines } }, what: { kind: 'place', shopId, lines } };
}

const final = ({ status }: Answer): boolean => status < 500 && status !== 429 && status !== 202;

/** Asks under one key until there is an answer that stays; nothing when patience ends first. */
export async function settled(call: Call, door: Door, patienceMs: number): Promise<{ status: number; body: unknown }[]> {
  for (const until = Date.now() + patienceMs; Date.now() < until;) {
    const answer = await ask(door, call, Math.min(15_000, patienceMs));
    if (answer && final(answer)) return [{ status: answer.status, body: answer.body }];
    await sleep(answer?.status === 202 ? 20 : 150);
  }
  return [];
}
