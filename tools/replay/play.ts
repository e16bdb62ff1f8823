import { textAt } from '../client/api.ts';
import { inOrder } from '../client/in-order.ts';
import { bulkDone, messageOf } from '../client/shop-api.ts';
import type { Stage } from './open.ts';
import type { PlannedOrder } from './planned-order.ts';
import type { Step } from './returns.ts';

/** What happened: order ids by invoice, milliseconds from placing to the decision of each order, the time it all took, and what was refused. */
export type Played = Readonly<{ orderIds: ReadonlyMap<string, string>; latencies: readonly number[]; seconds: number; failures: readonly string[] }>;

/**
 * Plays the steps in their order, `concurrency` at a time. What concerns one order happens one after the other. A step that is refused is told in
 * `failures` and the rest goes on, so that the comparison shows what came of it.
 */
export async function play(stage: Stage, steps: readonly Step[], concurrency: number, done: () => void): Promise<Played> {
  const orderIds = new Map<string, string>();
  const latencies: number[] = [];
  const failures: string[] = [];
  const tails = new Map<string, Promise<void>>();
  const handedOver = new Set<string>();

  const act = async (step: Step): Promise<void> => {
    if (step.does === 'adjust') return adjust(stage, step);
    if (step.does === 'place') {
      const started = performance.now();
      orderIds.set(step.order.invoice, await place(stage, step.order));
      latencies.push(performance.now() - started);
      return;
    }
    const { invoice } = step.order;
    const orderId = orderIds.get(invoice);
    if (orderId === undefined) throw new Error('the order was not placed');
    if (step.does === 'cancel') return cancel(stage, orderId, step.by);
    if (!handedOver.has(invoice)) await handOver(stage, orderId);
    handedOver.add(invoice);
    return giveBack(stage, orderId, step);
  };

  const started = performance.now();
  await inOrder(steps, concurrency, async (step) => {
    const tail = tails.get(subject(step)) ?? Promise.resolve();
    const turn = tail.then(() => act(step)).catch((error: unknown) => void failures.push(`${step.does} ${subject(step)}: ${messageOf(error)}`));
    tails.set(subject(step), turn);
    await turn;
    done();
  });
  return { orderIds, latencies, seconds: (performance.now() - started) / 1_000, failures };
}

const subject = (step: Step): string => (step.does === 'adjust' ? step.by : step.order.invoice);

/** Gives the order's id once it is decided. A rejected order is decided too: the comparison tells. */
async function place({ merchantApi, shopId, run }: Stage, { invoice, lines }: PlannedOrder): Promise<string> {
  const body = {
    shopId,
    externalId: invoice,
    lines: lines.map(({ sku, quantity, unitPrice }) => ({ sku, quantity, unitPrice: { amount: unitPrice, currency: 'GBP' } })),
  };
  const reply = await merchantApi.ask({ method: 'POST', path: '/v1/orders', body, key: `${run}-place-${invoice}` });
  const orderId = textAt(reply.body, 'orderId');
  if (orderId === undefined) throw new Error(`the answer names no order: ${JSON.stringify(reply.body).slice(0, 200)}`);
  return orderId;
}

async function handOver({ merchantLink, run }: Stage, orderId: string): Promise<void> {
  for (const verb of ['accept', 'hand-over'])
    await merchantLink.ask({ method: 'POST', path: `/v1/orders/${orderId}/${verb}`, body: {}, key: `${run}-${verb}-${orderId}` });
}

async function cancel({ merchantApi, run }: Stage, orderId: string, by: string): Promise<void> {
  await merchantApi.ask({ method: 'POST', path: `/v1/orders/${orderId}/cancel`, body: { reason: by }, key: `${run}-cancel-${by}-${orderId}` });
}

async function giveBack({ merchantApi, run }: Stage, orderId: string, { by, lines }: Extract<Step, { does: 'return' }>): Promise<void> {
  await merchantApi.ask({
    method: 'POST',
    path: `/v1/orders/${orderId}/returns`,
    body: { lines, restock: true, reason: by },
    key: `${run}-return-${by}-${orderId}`,
  });
}

async function adjust({ merchantLink, shopId, run }: Stage, { by, lines }: Extract<Step, { does: 'adjust' }>): Promise<void> {
  const body = { lines: lines.map(({ sku, delta }) => ({ sku, delta, reason: 'return' })) };
  await bulkDone(merchantLink, { method: 'POST', path: `/v1/shops/${shopId}/stock/adjustments`, body, key: `${run}-adjust-${by}` });
}
